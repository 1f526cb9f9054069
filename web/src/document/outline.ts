// What the cards show: the parts of a dispute file, read from its text as far as it can be read, each with the path to edit it.
import { isMap, isScalar, isSeq, type YAMLMap } from 'yaml';
import { pairOf, parsed, type Path, pieces } from './pieces';

export interface OptionPart {
  id: string;
  name: string;
  otherwise: string | null;
  irreversible: string | null;
  when: string | null;
  because: string[];
  levels: OptionPart[];
  path: Path;
}

export interface StatementPart {
  text: string;
  because: string[];
  basis: string[];
  note: string | null;
  fixed: boolean;
  doubtful: boolean;
  /** Members of a group in no known order. */
  group: string[];
  path: Path;
}

export type Wants = 'preferences' | 'ranking' | 'payoffs' | null;

export interface MakerPart {
  id: string;
  name: string;
  options: OptionPart[];
  wants: Wants;
  statements: StatementPart[];
  path: Path;
}

export interface EvidencePart {
  id: string;
  source: string;
  says: string;
  speaker: string;
  kind: string;
  date: string;
  note: string;
  disputedBy: string[];
  path: Path;
}

export interface Named {
  id: string;
  name: string;
}

export interface StagePart extends Named {
  from: string;
  until: string;
  now: boolean;
  /** Who has a view of its own in this stage; null where the dispute's views hold. */
  views: string[] | null;
}

export interface Outline {
  title: string;
  asOf: string;
  makers: MakerPart[];
  nobody: OptionPart[];
  rules: { kind: string; text: string; because: string[]; path: Path }[];
  outcomes: { id: string; text: string }[];
  /** What stands taken, as the file has it; null where nothing is said or the graph is explicit. */
  statusQuo: string[] | null;
  explicit: boolean;
  stages: StagePart[];
  views: string[];
  sources: (Named & { date: string; publisher: string; url: string })[];
  evidence: EvidencePart[];
  channels: string[];
  /** Evidence of what is neither option, statement nor rule. */
  because: string[];
  /** The text could not be read as YAML to its end. */
  broken: boolean;
}

const word = (node: unknown): string => (isScalar(node) && node.value !== null && node.value !== undefined ? String(node.value) : '');
const get = (map: YAMLMap | null, key: string): unknown => (map ? pairOf(map, key)?.value : undefined);
const text = (map: YAMLMap, key: string): string => word(get(map, key));
const list = (node: unknown): unknown[] => (isSeq(node) ? node.items : []);
const words = (node: unknown): string[] => (isSeq(node) ? node.items.map(word) : word(node) ? [word(node)] : []);
const blank = (value: string): string | null => (value === '' ? null : value);

function option(node: unknown, path: Path): OptionPart {
  const map = isMap(node) ? node : null;
  const id = map ? text(map, 'id') : word(node);
  return {
    id,
    name: (map && text(map, 'name')) || id,
    otherwise: map && blank(text(map, 'otherwise')),
    irreversible: map && blank(text(map, 'irreversible')),
    when: map && blank(text(map, 'when')),
    because: map ? words(get(map, 'because')) : [],
    levels: map ? list(get(map, 'levels')).map((level, index) => option(level, [...path, 'levels', index])) : [],
    path,
  };
}

function statement(node: unknown, path: Path): StatementPart {
  const map = isMap(node) ? node : null;
  const group = map ? list(get(map, 'any_order')).map((member) => statement(member, path).text) : [];
  const tier = map ? get(map, 'tier') : undefined;
  const said = isSeq(node) ? words(node).join(' · ') : tier ? (isSeq(tier) ? words(tier).join(' · ') : word(tier)) : map ? text(map, 'want') : word(node);
  return {
    text: said,
    because: map ? words(get(map, 'because')) : [],
    basis: map ? words(get(map, 'basis')) : [],
    note: map && blank(text(map, 'note')),
    fixed: map !== null && text(map, 'fixed') === 'true',
    doubtful: map !== null && (text(map, 'uncertain') === 'true' || text(map, 'confidence') !== ''),
    group,
    path,
  };
}

function maker(node: unknown, index: number): MakerPart {
  const map = isMap(node) ? node : null;
  const path: Path = ['decision_makers', index];
  const wants = (['preferences', 'ranking', 'payoffs'] as const).find((key) => map && get(map, key)) ?? null;
  const stated = map && wants ? get(map, wants) : undefined;
  const id = map ? text(map, 'id') : word(node);
  return {
    id,
    name: (map && text(map, 'name')) || id,
    options: map ? list(get(map, 'options')).map((item, place) => option(item, [...path, 'options', place])) : [],
    wants,
    statements:
      wants === 'payoffs' && isMap(stated)
        ? stated.items.map((pair) => ({ ...statement(pair.key, [...path, wants, word(pair.key)]), text: `${word(pair.key)}: ${word(pair.value)}` }))
        : list(stated).map((item, place) => statement(item, [...path, wants!, place])),
    path,
  };
}

function rule(node: unknown, index: number): Outline['rules'][number] {
  const map = isMap(node) ? node : null;
  const pair = map?.items.find((item) => !['because', 'note'].includes(word(item.key)));
  const value = pair?.value;
  return {
    kind: word(pair?.key),
    text: isSeq(value) ? `[${words(value).join(', ')}]` : word(value),
    because: map ? words(get(map, 'because')) : [],
    path: ['rules', index],
  };
}

/** Every evidence id named somewhere below a node. */
function grounds(node: unknown): string[] {
  if (isSeq(node)) return node.items.flatMap(grounds);
  if (!isMap(node)) return [];
  return node.items.flatMap((pair) => (word(pair.key) === 'because' ? words(pair.value) : grounds(pair.value)));
}

const made = new WeakMap<object, unknown>();
/** What is made of a node is made once, so that whoever shows it sees by its identity that nothing changed. */
function once<Thing>(node: unknown, make: () => Thing): Thing {
  if (typeof node !== 'object' || node === null) return make();
  if (!made.has(node)) made.set(node, make());
  return made.get(node) as Thing;
}

/** Reads what can be read; a text with faults gives the parts before and around them. */
export function outline(source: string): Outline {
  const docs = pieces(source).map((piece) => parsed(piece.text));
  const roots = docs.flatMap((doc) => (isMap(doc.contents) ? [doc.contents] : []));
  const top = (key: string): unknown => roots.map((root) => pairOf(root, key)).find(Boolean)?.value;
  const quo = top('status_quo');
  const taken = isMap(quo) ? get(quo, 'taken') : quo;
  const outcomes = top('outcomes');
  const maps = (key: string): YAMLMap[] => list(top(key)).filter((node): node is YAMLMap => isMap(node));
  return {
    title: word(top('title')),
    asOf: word(top('as_of')),
    makers: once(top('decision_makers'), () => list(top('decision_makers')).map(maker)),
    nobody: list(top('options')).map((node, index) => option(node, ['options', index])),
    rules: list(top('rules')).map(rule),
    outcomes: once(outcomes, () => (isMap(outcomes) ? outcomes.items.map((pair) => ({ id: word(pair.key), text: word(pair.value) })) : [])),
    statusQuo: isSeq(taken) ? words(taken) : null,
    explicit: top('states') !== undefined,
    stages: maps('stages').map((map) => ({
      id: text(map, 'id'), name: text(map, 'name') || text(map, 'id'), from: text(map, 'from'), until: text(map, 'until'), now: text(map, 'now') === 'true',
      views: get(map, 'views') ? list(get(map, 'views')).map((view) => (isMap(view) ? text(view, 'of') : '')) : null,
    })),
    views: maps('views').map((map) => text(map, 'of')),
    sources: maps('sources').map((map) => ({
      id: text(map, 'id'), name: text(map, 'title') || text(map, 'id'), date: text(map, 'date'), publisher: text(map, 'publisher'), url: text(map, 'url'),
    })),
    evidence: once(top('evidence'), () =>
      list(top('evidence')).map((node, index) => {
        const map = isMap(node) ? node : null;
        const say = (key: string): string => (map ? text(map, key) : '');
        return {
          id: say('id'), source: say('source'), says: say('says'), speaker: say('speaker'), kind: say('kind'), date: say('date'), note: say('note'),
          disputedBy: map ? words(get(map, 'disputed_by')) : [], path: ['evidence', index],
        };
      })),
    because: [
      ...(isMap(quo) ? words(get(quo, 'because')) : []),
      ...['channels', 'measures', 'stages', 'views', 'questions'].flatMap((key) => list(top(key)).flatMap(grounds)),
      ...list(top('decision_makers')).flatMap((node) => (isMap(node) ? [...words(get(node, 'because')), ...grounds(get(node, 'candidates'))] : [])),
    ],
    channels: maps('channels').map((map) => text(map, 'id')).filter(Boolean),
    broken: docs.some((doc) => doc.errors.length > 0),
  };
}

/** The ids by which a status quo may name an option of a decision maker. */
export function spellings(maker: Named | null, option: OptionPart): string[] {
  const own = [option.id, ...option.levels.map((level) => `${option.id}.${level.id}`), ...option.levels.map((level) => level.id)];
  return maker ? [...own, ...own.map((id) => `${maker.id}.${id}`)] : own;
}

/** The level at which an option stands in the status quo: 0 is not taken, an ordinary option has one level. */
export function standing(outline: Outline, maker: Named | null, option: OptionPart): number {
  const taken = outline.statusQuo ?? [];
  const said = (id: string): boolean => taken.includes(id) || (maker !== null && taken.includes(`${maker.id}.${id}`));
  if (option.levels.length === 0) return said(option.id) ? 1 : 0;
  let level = said(option.id) ? 1 : 0;
  option.levels.forEach((item, index) => {
    if (said(`${option.id}.${item.id}`) || said(item.id)) level = index + 1;
  });
  return level;
}
