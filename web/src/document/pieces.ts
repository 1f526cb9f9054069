// A text as pieces, one for each key at its top. A line that begins with a key begins a piece, since whatever belongs to the
// key before it is indented (YAML 1.2.2, 8.2); so each piece can be read by itself, and one that did not change is not read again.
import { type Document, isMap, isScalar, isSeq, type Node, type Pair, parseDocument, type YAMLMap } from 'yaml';

export type Path = readonly (string | number)[];

export interface Piece {
  /** Where it begins in the whole text. */
  from: number;
  text: string;
}

const kept = new Map<string, Document.Parsed>();
/** So many letters are remembered as trees: a long dispute a few times over. */
const memory = 300_000;
let letters = 0;

/** The tree of a text or a piece; places in it count from its own beginning. */
export function parsed(text: string): Document.Parsed {
  const doc = kept.get(text) ?? parseDocument(text, { keepSourceTokens: true, prettyErrors: false, uniqueKeys: false, logLevel: 'silent' });
  if (!kept.delete(text)) letters += text.length;
  kept.set(text, doc);
  for (const oldest of kept.keys()) {
    if (letters <= memory || oldest === text) break;
    kept.delete(oldest);
    letters -= oldest.length;
  }
  return doc;
}

let last: { text: string; pieces: Piece[] } = { text: '', pieces: [{ from: 0, text: '' }] };

/** The text itself where it is not a block of keys: JSON, a list, several documents. */
export function pieces(text: string): Piece[] {
  if (text !== last.text) last = { text, pieces: split(text) };
  return last.pieces;
}

function split(text: string): Piece[] {
  const whole = [{ from: 0, text }];
  const starts: number[] = [];
  for (const line of text.matchAll(/^[^\s#].*/gm)) {
    if (/^[A-Za-z_][\w-]*:(?:\s|$)/.test(line[0])) starts.push(line.index);
    else if (starts.length === 0 || !/^-(?:\s|$)/.test(line[0])) return whole;
  }
  // A mark of the encoding counts as a space here.
  if (starts.length === 0 || text.startsWith('\uFEFF')) return whole;
  return starts.map((from, index) => ({ from, text: text.slice(from, starts[index + 1]) }));
}

/** The piece in which a key at the top stands. */
export function pieceOf(text: string, key: string): Piece | undefined {
  return pieces(text).find((piece) => {
    const root = parsed(piece.text).contents;
    return isMap(root) && pairOf(root, key);
  });
}

export function pairOf(map: YAMLMap, key: string): Pair<Node, Node | null> | undefined {
  return map.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === key) as Pair<Node, Node | null> | undefined;
}

/** What stands at a path of keys and places in lists. */
export function nodeAt(doc: Document.Parsed, path: Path): Node | null | undefined {
  let node: Node | null | undefined = doc.contents;
  for (const step of path) {
    if (isMap(node)) node = pairOf(node, String(step))?.value;
    else if (isSeq(node) && typeof step === 'number') node = node.items[step] as Node | null;
    else return undefined;
  }
  return node;
}

/** Where in the text a thing stands; its beginning when it is not there. */
export function placeOf(text: string, path: Path): number {
  const piece = pieceOf(text, String(path[0]));
  return piece ? piece.from + (nodeAt(parsed(piece.text), path)?.range?.[0] ?? 0) : 0;
}
