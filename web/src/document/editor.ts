// The one place where the text is kept: a CodeMirror document. Forms and drags dispatch their edits here, as text, so that one
// undo stack covers typing, dragging and forms.
import { defaultKeymap, history, historyKeymap, isolateHistory, redo as redoCommand, redoDepth, undo as undoCommand, undoDepth } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, foldGutter, foldKeymap, indentOnInput, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { Compartment, EditorState, type Extension, type StateEffect, Text, Transaction, type TransactionSpec } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers } from '@codemirror/view';
import { classHighlighter } from '@lezer/highlight';
import { batch, signal } from '@preact/signals';
import { preview, problems, reveal, tellFlips, text } from '../store';
import { difference, NotByForm } from './edit';
import { say } from '../ui/toasts';

export const canUndo = signal(false);
export const canRedo = signal(false);

export const nonce = (): string => document.querySelector<HTMLMetaElement>('meta[name=style-nonce]')?.content ?? '';

const plain = (): Extension[] => [
  EditorView.cspNonce.of(nonce()),
  lineNumbers(),
  syntaxHighlighting(classHighlighter),
  EditorView.lineWrapping,
  indentUnit.of('  '),
  EditorState.tabSize.of(2),
];

/** What every editor of the workbench looks like. */
export const looks = (): Extension[] => [...plain(), yaml()];

let state = EditorState.create();
/** While somebody looks at the text. Drawing, colouring and measuring it takes longer than an edit by a form does. */
let view: EditorView | null = null;
const seen = new Compartment();
let helper: typeof import('./comforts') | null = null;
const forReaders = (): Extension => (view ? [yaml(), foldGutter(), helper?.comforts ?? []] : []);

const extensions = (): Extension[] => [
  ...plain(),
  seen.of(forReaders()),
  history(),
  drawSelection(),
  indentOnInput(),
  bracketMatching(),
  highlightActiveLine(),
  highlightActiveLineGutter(),
  keymap.of([...defaultKeymap, ...historyKeymap, ...foldKeymap]),
  EditorView.contentAttributes.of({ 'aria-label': 'Text of the dispute', spellcheck: 'false', tabindex: '0' }),
];

// For whoever looks at the page from outside: tests, and the curious.
(globalThis as { standoff?: object }).standoff = { text: (): string => text.peek() };

function dispatch(spec: TransactionSpec | Transaction): void {
  if (view) view.dispatch(spec);
  else arrive([spec instanceof Transaction ? spec : state.update(spec)]);
}

/** Another text is on its way before the editor has coloured and measured it, which takes as long as its answer. */
function arrive(transactions: readonly Transaction[]): void {
  const last = transactions[transactions.length - 1];
  if (!last) return;
  const before = state;
  const changed = transactions.some((transaction) => transaction.docChanged);
  if (changed) {
    performance.clearMarks('edit');
    performance.mark('edit');
    batch(() => {
      preview.value = null;
      text.value = last.newDoc.toString();
    });
  }
  view?.update(transactions);
  state = last.state;
  canUndo.value = undoDepth(state) > 0;
  canRedo.value = redoDepth(state) > 0;
  if (changed && !transactions.some((transaction) => transaction.isUserEvent('input.form'))) typed(before.doc.toString());
}

const dress = (): void => {
  dispatch({ effects: seen.reconfigure(forReaders()) });
  if (view) helper?.mark(view, problems.peek());
};

/** Where the text was left, or what is to be shown of it. */
let scroll: StateEffect<unknown> | undefined;

/** Puts the editor into a place on the page; the text lives on when the place goes. */
export function mount(parent: HTMLElement): () => void {
  const mine = new EditorView({
    state,
    parent,
    ...(scroll ? { scrollTo: scroll } : {}),
    dispatchTransactions: arrive,
  });
  view = mine;
  dress();
  if (!helper)
    void import('./comforts').then((module) => {
      helper = module;
      if (view) dress();
    });
  return () => {
    scroll = mine.scrollSnapshot();
    view = null;
    mine.destroy();
    dress();
  };
}

/** Another document: the past of the one before is forgotten. */
export function load(contents: string): void {
  state = EditorState.create({ doc: Text.of(contents.split(/\r\n?|\n/)), extensions: extensions() });
  view?.setState(state);
  scroll = undefined;
  settled = null;
  canUndo.value = canRedo.value = false;
  performance.clearMarks('edit');
  performance.mark('edit');
  text.value = state.doc.toString();
}

// After a pause in typing, what changed since the pause before is told.
let settled: string | null = null;
let pause: ReturnType<typeof setTimeout> | undefined;
function typed(before: string): void {
  settled ??= before;
  clearTimeout(pause);
  pause = setTimeout(() => {
    const from = settled;
    settled = null;
    if (from !== null && from !== text.value) tellFlips(from, text.value, undo);
  }, 1200);
}

/** An edit made elsewhere than in the text: one step of the undo stack, with what followed from it told. */
export function apply(change: (text: string) => string, tell = true): boolean {
  const before = state.doc.toString();
  let after: string;
  try {
    after = change(before);
  } catch (failure) {
    if (!(failure instanceof NotByForm)) throw failure;
    say({ title: 'This can only be edited in the text', lines: [`The form found ${failure.message}.`], kind: 'note' });
    preview.value = null;
    return false;
  }
  const edit = difference(before, after);
  preview.value = null;
  if (!edit) return false;
  scroll = EditorView.scrollIntoView(edit.from + edit.insert.length, { y: 'center' });
  dispatch({ changes: edit, userEvent: 'input.form', annotations: isolateHistory.of('full'), effects: scroll });
  if (tell) tellFlips(before, after, undo);
  return true;
}

export const undo = (): void => void undoCommand({ state, dispatch });
export const redo = (): void => void redoCommand({ state, dispatch });
export const hasFocus = (): boolean => view?.hasFocus ?? false;

export function showPlace(offset: number, length = 0): void {
  const at = Math.min(offset, state.doc.length);
  scroll = EditorView.scrollIntoView(at, { y: 'center' });
  dispatch({ selection: { anchor: at, head: Math.min(at + length, state.doc.length) }, effects: scroll });
  reveal.value = null;
}

problems.subscribe((list) => {
  if (view) helper?.mark(view, list);
});
