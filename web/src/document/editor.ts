// The one place where the text is kept: a CodeMirror document. Forms and drags dispatch their edits here, as text, so that one
// undo stack covers typing, dragging and forms.
import { defaultKeymap, history, historyKeymap, isolateHistory, redo as redoCommand, redoDepth, undo as undoCommand, undoDepth } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, foldGutter, foldKeymap, indentOnInput, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { Compartment, EditorState, type Extension, Text } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers } from '@codemirror/view';
import { classHighlighter } from '@lezer/highlight';
import { signal } from '@preact/signals';
import { pace, preview, problems, reveal, tellFlips, text } from '../store';
import { difference, NotByForm } from './edit';
import { say } from '../ui/toasts';

export const canUndo = signal(false);
export const canRedo = signal(false);

export const nonce = (): string => document.querySelector<HTMLMetaElement>('meta[name=style-nonce]')?.content ?? '';

/** What every editor of the workbench looks like. */
export const looks = (): Extension[] => [
  EditorView.cspNonce.of(nonce()),
  lineNumbers(),
  yaml(),
  syntaxHighlighting(classHighlighter),
  EditorView.lineWrapping,
  indentUnit.of('  '),
  EditorState.tabSize.of(2),
];

const easier = new Compartment();
let helper: typeof import('./comforts') | null = null;

const extensions = (): Extension[] => [
  easier.of(helper?.comforts ?? []),
  ...looks(),
  foldGutter(),
  history(),
  drawSelection(),
  indentOnInput(),
  bracketMatching(),
  highlightActiveLine(),
  highlightActiveLineGutter(),
  keymap.of([...defaultKeymap, ...historyKeymap, ...foldKeymap]),
  EditorView.contentAttributes.of({ 'aria-label': 'Text of the dispute', spellcheck: 'false', tabindex: '0' }),
  EditorView.updateListener.of((update) => {
    canUndo.value = undoDepth(update.state) > 0;
    canRedo.value = redoDepth(update.state) > 0;
    if (!update.docChanged) return;
    performance.clearMarks('edit');
    performance.mark('edit');
    const formed = update.transactions.some((transaction) => transaction.isUserEvent('input.form'));
    pace.typing = !formed && update.view.hasFocus;
    preview.value = null;
    text.value = update.state.doc.toString();
    if (!formed) typed(update.startState.doc.toString());
  }),
];

let view: EditorView | null = null;
const make = (): EditorView => (view ??= new EditorView({ state: EditorState.create({ extensions: extensions() }) }));

// For whoever looks at the page from outside: tests, and the curious.
(globalThis as { standoff?: object }).standoff = { text: (): string => text.peek() };

/** Puts the editor into a place on the page; the text lives on when the place goes. */
export function mount(parent: HTMLElement): () => void {
  const editor = make();
  parent.append(editor.dom);
  void import('./comforts').then((module) => {
    if (helper) return;
    helper = module;
    editor.dispatch({ effects: easier.reconfigure(helper.comforts) });
    helper.mark(editor, problems.peek());
  });
  editor.requestMeasure();
  return () => editor.dom.remove();
}

/** Another document: the past of the one before is forgotten. */
export function load(contents: string): void {
  make().setState(EditorState.create({ doc: Text.of(contents.split(/\r\n?|\n/)), extensions: extensions() }));
  settled = null;
  pace.typing = false;
  canUndo.value = canRedo.value = false;
  performance.clearMarks('edit');
  performance.mark('edit');
  text.value = make().state.doc.toString();
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
  const editor = make();
  const before = editor.state.doc.toString();
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
  editor.dispatch({ changes: edit, userEvent: 'input.form', annotations: isolateHistory.of('full'), effects: EditorView.scrollIntoView(edit.from + edit.insert.length, { y: 'center' }) });
  if (tell) tellFlips(before, after, undo);
  return true;
}

export const undo = (): void => void (view && undoCommand(view));
export const redo = (): void => void (view && redoCommand(view));
export const focusText = (): void => view?.focus();
export const hasFocus = (): boolean => view?.hasFocus ?? false;

export function showPlace(offset: number, length = 0): void {
  const editor = make();
  const at = Math.min(offset, editor.state.doc.length);
  editor.dispatch({ selection: { anchor: at, head: Math.min(at + length, editor.state.doc.length) }, effects: EditorView.scrollIntoView(at, { y: 'center' }) });
  reveal.value = null;
}

problems.subscribe((list) => {
  if (view) helper?.mark(view, list);
});
