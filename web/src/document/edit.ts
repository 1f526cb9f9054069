// Edits of a dispute file as text: each takes the text and gives the text after it. Nothing is re-emitted; only the
// characters that have to change do, so comments, quotes and the order of keys stay as their author left them.
import { isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap, type YAMLSeq } from 'yaml';
import { nodeAt as at, pairOf, parsed as parse, type Path, pieceOf } from './pieces';

/** Said where the text has a shape that forms cannot edit; the text editor still can. */
export class NotByForm extends Error {}

type Any = Node | null | undefined;
const isFlow = (node: Any): boolean => (node as { flow?: boolean } | null)?.flow === true;
const splice = (text: string, from: number, to: number, insert: string): string => text.slice(0, from) + insert + text.slice(to);
const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;
/** Where the line of `at` ends, its line break included. */
const lineEnd = (text: string, at: number): number => {
  const found = text.indexOf('\n', at);
  return found < 0 ? text.length : found + 1;
};
const startOf = (node: Any): number => node?.range?.[0] ?? -1;

/** Where the last character of a node stands; block collections claim the comments after them, so look inside. */
function endOf(node: Any): number {
  if (!node) return -1;
  if (!isFlow(node)) {
    if (isMap(node) && node.items.length > 0) {
      const last = node.items[node.items.length - 1] as Pair<Node, Node | null>;
      const value = endOf(last.value);
      return Math.max(value, endOf(last.key));
    }
    if (isSeq(node) && node.items.length > 0) return endOf(node.items[node.items.length - 1] as Node);
  }
  const range = node.range;
  if (!range) return -1;
  const block = isScalar(node) && (node.type === 'BLOCK_FOLDED' || node.type === 'BLOCK_LITERAL');
  return block ? range[1] - 1 : range[1];
}

const json = (text: string): boolean => /^\s*\{/.test(text);

/** A text as a scalar: plain where YAML reads it back as the same string, quoted otherwise. */
export function scalar(value: string, flow: boolean, quoted = false): string {
  const plain =
    !quoted &&
    value !== '' &&
    value.trim() === value &&
    !/^[-!&*[\]{}|>@`"'%#?:,]/.test(value) &&
    !/:\s|\s#|:$|[\n\t\r]/.test(value) &&
    !(flow && /[,[\]{}]/.test(value)) &&
    !/^(true|false|null|~|yes|no|on|off|y|n|[+.\d].*)$/i.test(value);
  return plain ? value : JSON.stringify(value);
}

/** Any small value in flow style. */
export function flow(value: unknown, quoted = false): string {
  if (Array.isArray(value)) return `[${value.map((item) => flow(item, quoted)).join(', ')}]`;
  if (value && typeof value === 'object')
    return `{${Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .map(([key, item]) => `${scalar(key, true, quoted)}: ${flow(item, quoted)}`)
      .join(', ')}}`;
  return typeof value === 'string' ? scalar(value, true, quoted) : String(value);
}

/** An edit below a key at the top looks only at the piece of the text that is this key's; one of the whole text gives it all. */
const inPiece =
  <Rest extends unknown[]>(edit: (text: string, path: Path, ...rest: Rest) => string) =>
  (text: string, path: Path, ...rest: Rest): string => {
    const piece = path.length > 0 ? pieceOf(text, String(path[0])) : undefined;
    return piece ? splice(text, piece.from, piece.from + piece.text.length, edit(piece.text, path, ...rest)) : edit(text, path, ...rest);
  };

interface Chunk {
  /** Blank lines before it, which stay where they are. */
  separator: string;
  /** Its comments, its dash and all its lines. */
  body: string;
  from: number;
  to: number;
}

/** A block sequence as pieces of text that can change places; a comment goes with the item below it. */
function chunks(text: string, seq: YAMLSeq): Chunk[] {
  const tokens = (seq.srcToken as { items?: { start: { type: string; offset: number }[] }[] } | undefined)?.items ?? [];
  const result: Chunk[] = [];
  let before = -1;
  seq.items.forEach((item, index) => {
    const dash = tokens[index]?.start.find((token) => token.type === 'seq-item-ind')?.offset;
    if (dash === undefined) throw new NotByForm('a list that is not written in the usual way');
    const from = lineStart(text, dash);
    if (text.slice(from, dash).trim() !== '') throw new NotByForm('a list that begins within another line');
    const to = lineEnd(text, Math.max(endOf(item as Node), dash));
    const above = before < 0 ? commentsAbove(text, from) : before;
    const separator = /^(?:[ \t]*\n)*/.exec(text.slice(above, from))![0];
    const start = above + separator.length;
    result.push({ separator, body: text.slice(start, to), from: start, to });
    before = to;
  });
  return result;
}

/** Where the comment lines right above a line begin. */
function commentsAbove(text: string, from: number): number {
  let start = from;
  while (start > 0) {
    const line = lineStart(text, start - 1);
    if (!/^[ \t]*#/.test(text.slice(line, start))) break;
    start = line;
  }
  return start;
}

const withBreak = (body: string): string => (body.endsWith('\n') ? body : body + '\n');

/** An item of a list moves to another place. */
export const moveItem = inPiece((text: string, path: Path, from: number, to: number): string => {
  const seq = at(parse(text), path);
  if (!isSeq(seq)) throw new NotByForm('no list stands there');
  const count = seq.items.length;
  if (from === to || from < 0 || to < 0 || from >= count || to >= count) return text;
  const order = [...seq.items.keys()];
  order.splice(to, 0, order.splice(from, 1)[0]!);
  if (isFlow(seq)) {
    const spans = seq.items.map((item) => [startOf(item as Node), endOf(item as Node)] as const);
    let result = text.slice(0, spans[0]![0]);
    order.forEach((item, place) => {
      const next = spans[place + 1];
      result += text.slice(...spans[item]!) + text.slice(spans[place]![1], next ? next[0] : text.length);
    });
    return result;
  }
  const parts = chunks(text, seq);
  const first = parts[0]!;
  const last = parts[count - 1]!;
  let body = order.map((item, place) => parts[place]!.separator + withBreak(parts[item]!.body)).join('');
  if (last.to === text.length && !text.endsWith('\n')) body = body.slice(0, -1);
  return splice(text, first.from, last.to, body);
});

/** An item of a list goes, with the comments that stand above it. */
export const removeItem = inPiece((text: string, path: Path, index: number): string => {
  const doc = parse(text);
  const seq = at(doc, path);
  if (!isSeq(seq) || index < 0 || index >= seq.items.length) throw new NotByForm('no such item');
  if (isFlow(seq)) {
    const here = seq.items[index] as Node;
    const next = seq.items[index + 1] as Any;
    const previous = seq.items[index - 1] as Any;
    if (next) return splice(text, startOf(here), startOf(next), '');
    if (previous) return splice(text, endOf(previous), endOf(here), '');
    return splice(text, startOf(here), endOf(here), '');
  }
  const parts = chunks(text, seq);
  const part = parts[index]!;
  if (parts.length > 1) return splice(text, part.from - (index > 0 ? part.separator.length : 0), part.to, '');
  // The last one: what is left is an empty list, on the line of its key.
  const parent = at(doc, path.slice(0, -1));
  const pair = isMap(parent) ? pairOf(parent, String(path[path.length - 1])) : undefined;
  if (!pair) throw new NotByForm('the last item of a list in a list');
  const colon = text.indexOf(':', endOf(pair.key));
  return splice(splice(text, part.from, part.to, ''), colon + 1, colon + 1, ' []');
});

/** The text between the bounds is put in the place of an item. */
export const replaceItem = inPiece((text: string, path: Path, index: number, value: string): string => {
  const seq = at(parse(text), path);
  const item = isSeq(seq) ? (seq.items[index] as Any) : undefined;
  if (!item) throw new NotByForm('no such item');
  return splice(text, startOf(item), endOf(item), value);
});

const order = ['standoff', 'title', 'as_of', 'languages', 'notes', 'decision_makers', 'options', 'rules', 'outcomes', 'merge', 'states',
  'moves', 'status_quo', 'candidates', 'measures', 'channels', 'stages', 'views', 'questions', 'sources', 'evidence'];

/** A new key in a mapping; at the top level in the order in which the reference lists the keys. */
function addKey(text: string, map: YAMLMap, key: string, value: string, top: boolean): string {
  if (isFlow(map)) {
    const last = map.items[map.items.length - 1] as Pair<Node, Node | null> | undefined;
    const entry = `${scalar(key, true, json(text))}: ${value}`;
    if (!last) return splice(text, startOf(map) + 1, startOf(map) + 1, entry);
    const end = Math.max(endOf(last.value), endOf(last.key));
    return splice(text, end, end, `, ${entry}`);
  }
  let after = map.items[map.items.length - 1] as Pair<Node, Node | null> | undefined;
  if (!after) throw new NotByForm('an empty mapping');
  if (top) {
    const place = order.indexOf(key);
    const before = map.items.filter((pair) => isScalar(pair.key) && order.indexOf(String(pair.key.value)) < place);
    after = (before[before.length - 1] as Pair<Node, Node | null> | undefined) ?? after;
  }
  const first = map.items[0] as Pair<Node, Node | null>;
  const column = startOf(first.key) - lineStart(text, startOf(first.key));
  const end = lineEnd(text, Math.max(endOf(after.value), endOf(after.key)));
  const body = value.startsWith('\n') ? value.replaceAll('\n', '\n' + ' '.repeat(column)) : ` ${value}`;
  const broken = end > 0 && text[end - 1] === '\n';
  return splice(text, end, end, `${broken ? '' : '\n'}${' '.repeat(column)}${key}:${body}\n`);
}

/** A key of a mapping gets a scalar value, or goes (null). A bare id becomes a mapping when it must. */
export const setKey = inPiece((text: string, path: Path, key: string, value: string | null, wrap: 'id' | 'want' = 'id'): string => {
  const node = at(parse(text), path);
  if (isScalar(node)) {
    if (value === null) return text;
    const bare = text.slice(startOf(node), endOf(node));
    const quoted = json(text);
    const inside = quoted || /^["']/.test(bare) ? bare : scalar(bare, true);
    return splice(text, startOf(node), endOf(node),
      `{${scalar(wrap, true, quoted)}: ${inside}, ${scalar(key, true, quoted)}: ${scalar(value, true, quoted)}}`);
  }
  if (!isMap(node)) throw new NotByForm('no mapping stands there');
  const pair = pairOf(node, key);
  if (value === null) return pair ? removePair(text, node, pair) : text;
  const written = scalar(value, isFlow(node), json(text));
  if (!pair) return addKey(text, node, key, written, path.length === 0);
  const start = startOf(pair.value);
  if (start < 0 || endOf(pair.value) <= start) {
    const colon = text.indexOf(':', endOf(pair.key));
    return splice(text, colon + 1, colon + 1, ` ${written}`);
  }
  return splice(text, start, endOf(pair.value), written);
});

function removePair(text: string, map: YAMLMap, pair: Pair<Node, Node | null>): string {
  const index = map.items.indexOf(pair);
  const end = Math.max(endOf(pair.value), endOf(pair.key));
  if (isFlow(map)) {
    const next = map.items[index + 1] as Pair<Node, Node | null> | undefined;
    const previous = map.items[index - 1] as Pair<Node, Node | null> | undefined;
    if (next) return splice(text, startOf(pair.key), startOf(next.key), '');
    if (previous) return splice(text, Math.max(endOf(previous.value), endOf(previous.key)), end, '');
    return splice(text, startOf(pair.key), end, '');
  }
  const from = lineStart(text, startOf(pair.key));
  if (text.slice(from, startOf(pair.key)).trim() === '') return splice(text, from, lineEnd(text, end), '');
  const next = map.items[index + 1] as Pair<Node, Node | null> | undefined;
  if (!next) throw new NotByForm('the only key of an item');
  return splice(text, startOf(pair.key), startOf(next.key), '');
}

/** A list gets one more item at its end, written in flow style, or as lines where the list is a block. */
export const addItem = inPiece((text: string, path: Path, item: unknown, lines?: string[]): string => {
  const doc = parse(text);
  const quoted = json(text);
  const seq = at(doc, path);
  const key = String(path[path.length - 1]);
  if (!isSeq(seq)) {
    const parent = at(doc, path.slice(0, -1));
    if (!isMap(parent)) throw new NotByForm('no mapping stands there');
    if (seq && !(isScalar(seq) && seq.value === null)) throw new NotByForm('something other than a list stands there');
    const pair = pairOf(parent, key);
    const block = !isFlow(parent) && lines;
    if (pair) {
      const colon = text.indexOf(':', endOf(pair.key));
      const column = startOf(pair.key) - lineStart(text, startOf(pair.key));
      const body = block ? '\n' + dashed(lines, column + 2).trimEnd() : ` [${flow(item, quoted)}]`;
      return splice(text, colon + 1, colon + 1, body);
    }
    return addKey(text, parent, key, block ? '\n' + dashed(lines, 2).trimEnd() : `[${flow(item, quoted)}]`, path.length === 1);
  }
  if (seq.items.length === 0) {
    if (!lines || !isMap(at(doc, path.slice(0, -1))) || isFlow(at(doc, path.slice(0, -1))))
      return splice(text, startOf(seq), endOf(seq), `[${flow(item, quoted)}]`);
    const pair = pairOf(at(doc, path.slice(0, -1)) as YAMLMap, key)!;
    const column = startOf(pair.key) - lineStart(text, startOf(pair.key));
    return splice(text, startOf(seq) - 1, endOf(seq), '\n' + dashed(lines, column + 2).trimEnd());
  }
  if (isFlow(seq)) {
    const end = endOf(seq.items[seq.items.length - 1] as Node);
    return splice(text, end, end, `, ${flow(item, quoted)}`);
  }
  const parts = chunks(text, seq);
  const last = parts[parts.length - 1]!;
  const dash = (seq.srcToken as unknown as { items: { start: { type: string; offset: number }[] }[] }).items[0]!.start.find(
    (token) => token.type === 'seq-item-ind')!.offset;
  const column = dash - lineStart(text, dash);
  const written = dashed(lines ?? [typeof item === 'string' ? scalar(item, false) : flow(item)], column);
  const blank = parts.length > 1 && parts.slice(1).every((part) => part.separator !== '') ? '\n' : '';
  return splice(text, last.to, last.to, (text[last.to - 1] === '\n' ? '' : '\n') + blank + written);
});

const dashed = (lines: string[], column: number): string =>
  lines.map((line, index) => ' '.repeat(column) + (index === 0 ? '- ' : '  ') + line + '\n').join('');

/** What the status quo says of some options: `gone` are no longer taken, `taken` is. */
export function setStatusQuo(text: string, gone: readonly string[], taken: string | null): string {
  let path: Path = ['status_quo'];
  const found = (): Any => at(parse(pieceOf(text, 'status_quo')?.text ?? text), path);
  const value = found();
  if (isMap(value)) {
    if (pairOf(value, 'state')) throw new NotByForm('the status quo of an explicit graph');
    path = ['status_quo', 'taken'];
  } else if (isScalar(value) && value.value !== null) throw new NotByForm('the status quo of an explicit graph');
  const items = (): string[] => {
    const seq = found();
    return isSeq(seq) ? seq.items.map((item) => (isScalar(item) ? String(item.value) : '')) : [];
  };
  for (let index = items().length - 1; index >= 0; --index)
    if (gone.includes(items()[index]!)) text = removeItem(text, path, index);
  return taken === null ? text : addItem(text, path, taken);
}

/** The smallest single change that makes one text of another; surrogate pairs are not torn. */
export function difference(before: string, after: string): { from: number; to: number; insert: string } | null {
  if (before === after) return null;
  const least = Math.min(before.length, after.length);
  let head = 0;
  while (head < least && before[head] === after[head]) ++head;
  if (head > 0 && /[\ud800-\udbff]/.test(before[head - 1]!)) --head;
  let tail = 0;
  while (tail < least - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) ++tail;
  if (tail > 0 && /[\udc00-\udfff]/.test(before[before.length - tail]!)) --tail;
  return { from: head, to: before.length - tail, insert: after.slice(head, after.length - tail) };
}

/** A word for a new thing: from its name, in letters that every keyboard has, and not taken yet. */
export function freshId(name: string, taken: readonly string[], fallback: string): string {
  const base = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^a-z0-9]+/g, '_').replace(/^[_0-9]+|_+$/g, '')
    .split('_').slice(0, 3).join('_') || fallback;
  const reserved = /^(yes|no|on|off|y|n|true|false|null|not|and|or|xor|if|iff|implies|of|at|least|most|exactly|all|any|none|one|two|three|four|five|six|seven|eight|nine|ten|status_quo)$/;
  const start = reserved.test(base) ? `${base}_1` : base;
  let id = start;
  for (let number = 2; taken.includes(id); ++number) id = `${start}_${number}`;
  return id;
}
