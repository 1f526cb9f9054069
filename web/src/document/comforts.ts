// What makes writing easier and reading does not need: completion, brackets, search, and marks where problems are. Fetched
// after the editor is there.
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { type Diagnostic, diagnosticCount, lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import type { Extension, Text } from '@codemirror/state';
import { type EditorView, keymap } from '@codemirror/view';
import type { Problem } from '../types';
import { complete } from './complete';

export const comforts: Extension = [
  autocompletion({ override: [complete], icons: false }),
  closeBrackets(),
  highlightSelectionMatches(),
  lintGutter(),
  keymap.of([...closeBracketsKeymap, ...searchKeymap, ...completionKeymap, ...lintKeymap]),
];

/** Where a problem stands in the text; its columns count code points. */
export function range(doc: Text, problem: Problem): { from: number; to: number } {
  const line = doc.line(Math.max(1, Math.min(problem.line, doc.lines)));
  const points = [...line.text];
  const column = Math.max(0, problem.column - 1);
  const start = points.slice(0, column).join('').length;
  const length = points.slice(column, column + (problem.length ?? 0)).join('').length;
  const word = /^[\w.-]+/.exec(line.text.slice(start))?.[0].length ?? 1;
  const from = Math.min(line.from + start, line.to);
  return { from, to: Math.min(line.to, from + (length || word)) };
}

export function mark(view: EditorView, list: readonly Problem[]): void {
  if (list.length === 0 && diagnosticCount(view.state) === 0) return;
  const diagnostics: Diagnostic[] = list.map((problem) => ({
    ...range(view.state.doc, problem),
    severity: problem.severity,
    message: problem.hint ? `${problem.message}\n${problem.hint}` : problem.message,
    source: problem.code,
  }));
  view.dispatch(setDiagnostics(view.state, diagnostics));
}
