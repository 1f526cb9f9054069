// Completion for dispute files: keys from the schema, words where the schema lists them, and the ids of this very file.
import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { parts } from '../store';
import shapes from './keys.json';
import type { Outline } from './outline';

interface Key {
  is: string;
  of?: string[];
  below?: number;
}
const table = shapes as unknown as Record<string, Key>[];

/** The keys above a place, outermost first, judged by indentation alone: it works in half-written files. */
export function above(lines: string[], row: number, column: number): string[] {
  const path: string[] = [];
  const dash = (line: string): number | undefined => /^(\s*)- /.exec(line)?.[1]!.length;
  // A key further out stands left of `limit`; the key of a list may stand right above its dashes.
  const here = dash(lines[row] ?? '');
  let limit = here !== undefined && here < column ? here + 1 : column;
  for (let index = row - 1; index >= 0 && limit > 0; --index) {
    const line = lines[index]!;
    if (/^\s*(#|$)/.test(line)) continue;
    const start = dash(line);
    const key = /^(\s*(?:- +)*)([\w-]+):(?:\s|$)/.exec(line);
    if (key && key[1]!.length < limit) {
      path.unshift(key[2]!);
      limit = key[1]!.length;
    }
    if (start !== undefined && start < limit) limit = Math.min(limit, start + 1);
  }
  return path;
}

/** The keys that may stand below a path of keys. */
export function keysAt(path: readonly string[]): Record<string, Key> {
  let shape: Record<string, Key> | undefined = table[0];
  for (const step of path) {
    const key: Key | undefined = shape?.[step] ?? shape?.['*'];
    shape = key?.below === undefined ? undefined : table[key.below];
  }
  return shape ?? {};
}

const formulas = new Set(['want', 'when', 'where', 'never', 'always', 'open_when', 'unseen', 'preferences', 'ranking', 'tier', 'of', 'any_order', 'outcomes']);
const operators = ['not', 'and', 'or', 'xor', 'if', 'iff', 'implies', 'exactly one of', 'at least 2 of', 'at most one of', 'all of', 'any of', 'none of'];

function ids(parts: Outline): Completion[] {
  const options = parts.makers.flatMap((maker) =>
    maker.options.flatMap((option) => [
      { label: option.id, detail: maker.name, info: option.name, type: 'variable' },
      ...option.levels.map((level) => ({ label: `${option.id}.${level.id}`, detail: maker.name, info: level.name, type: 'variable' })),
    ]),
  );
  return [
    ...options,
    ...parts.nobody.map((option) => ({ label: option.id, detail: 'circumstance', info: option.name, type: 'variable' })),
    ...parts.outcomes.map((outcome) => ({ label: outcome.id, detail: 'outcome', info: outcome.text, type: 'constant' })),
  ];
}

export function complete(context: CompletionContext): CompletionResult | null {
  const line = context.state.doc.lineAt(context.pos);
  const before = line.text.slice(0, context.pos - line.from);
  const word = /[\w.-]*$/.exec(before)![0];
  if (word === '' && !context.explicit) return null;
  const from = context.pos - word.length;
  const lines = context.state.doc.toString().split('\n');
  const row = line.number - 1;
  const now = parts.value;
  const column = /^\s*(?:- +)*/.exec(before)![0].length;
  const path = above(lines, row, column);
  const inside = /[{,]\s*([\w-]+):[^,{}]*$/.exec(before) ?? /^\s*(?:- +)*([\w-]+):\s.*$/.exec(before);
  const inFlow = /\{[^}]*$/.test(before);
  const key = inside?.[1] ?? path[path.length - 1] ?? '';
  const owner = /^\s*(?:- +)*([\w-]+):\s*[[{]/.exec(before)?.[1];
  const result = (options: Completion[]): CompletionResult | null => (options.length ? { from, options, validFor: /^[\w.-]*$/ } : null);

  // A key: at the beginning of a line, after a dash, or after a brace or comma of a flow mapping.
  const atKey = /^\s*(?:- +)*[\w-]*$/.test(before) || (inFlow && /[{,]\s*[\w-]*$/.test(before) && !/\[[^\]]*$/.test(before));
  if (atKey) {
    const keys = keysAt(inFlow && owner ? [...path, owner] : path);
    const found = Object.entries(keys)
      .filter(([name]) => name !== '*')
      .map(([name, entry]) => ({ label: name, info: entry.is, type: 'property', apply: `${name}: ` }));
    const list = path[path.length - 1] ?? '';
    return result([...found, ...(formulas.has(list) && list !== 'outcomes' ? ids(now) : [])]);
  }
  const home = keysAt(inFlow && owner ? [...path, owner] : path);
  const few = home[key]?.of;
  if (few) return result(few.map((label) => ({ label, type: 'enum' })));
  if (key === 'because' || key === 'disputed_by')
    return result(now.evidence.map((item) => ({ label: item.id, info: item.says, detail: item.kind, type: 'text' })));
  if (key === 'source') return result(now.sources.map((item) => ({ label: item.id, info: item.name, type: 'text' })));
  if (['of', 'between', 'by'].includes(key) && path[0] !== 'rules')
    return result(now.makers.map((maker) => ({ label: maker.id, info: maker.name, type: 'class' })));
  if (['status_quo', 'taken', 'without', 'locked', 'enters', 'unaware_of'].includes(key)) return result(ids(now).filter((item) => item.type === 'variable'));
  if (formulas.has(key) || path[path.length - 1] === 'outcomes')
    return result([...ids(now), ...operators.map((label) => ({ label, type: 'keyword' }))]);
  return null;
}
