import { readdirSync, readFileSync } from 'node:fs';
import { history, undo } from '@codemirror/commands';
import { EditorState, type TransactionSpec } from '@codemirror/state';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { addItem, difference, freshId, moveItem, removeItem, scalar, setKey, setStatusQuo } from '../src/document/edit';
import { outline } from '../src/document/outline';
import { parsed, pieceOf, pieces, placeOf } from '../src/document/pieces';

const read = (name: string): string => readFileSync(new URL(`../../disputes/${name}`, import.meta.url), 'utf8');
const strike = read('teaching/harbour-strike.yaml');
const trucks = read('news/2025/lithuania-belarus.yaml');
const comments = (text: string): string[] => [...text.matchAll(/(?:^|\s)(#.*)$/gm)].map((match) => match[1]!).sort();

describe('edits of the text', () => {
  it('moves a statement of a block list with its comment and leaves all else alone', () => {
    const text = 'a:\n  # first\n  - one   # 1\n\n  # about two\n  - want: two\n    note: >\n      long\n      text\n\n  - three\nb: 1\n';
    const moved = moveItem(text, ['a'], 1, 0);
    expect(parse(moved).a.map((item: unknown) => (item as { want?: string }).want ?? item)).toEqual(['two', 'one', 'three']);
    expect(moved).toContain('# about two\n  - want: two');
    expect(comments(moved)).toEqual(comments(text));
    expect(moveItem(moved, ['a'], 0, 1)).toBe(text);
  });

  it('moves in a flow list', () => {
    expect(moveItem('a: [x, "y, z", {w: 1}] # c\n', ['a'], 2, 0)).toBe('a: [{w: 1}, x, "y, z"] # c\n');
  });

  it('moves the last item of a file without a line break at its end', () => {
    expect(moveItem('a:\n- x\n- y', ['a'], 1, 0)).toBe('a:\n- y\n- x');
  });

  it('takes and drops options of the status quo in each way of writing it', () => {
    expect(setStatusQuo('status_quo: [a, b] # now\n', [], 'c')).toBe('status_quo: [a, b, c] # now\n');
    expect(setStatusQuo('status_quo: [a, b]\n', ['a'], null)).toBe('status_quo: [b]\n');
    expect(setStatusQuo('status_quo: []\n', [], 'a')).toBe('status_quo: [a]\n');
    expect(setStatusQuo('status_quo:\n  # known\n  - a\n  - b\n', ['b'], null)).toBe('status_quo:\n  # known\n  - a\n');
    expect(parse(setStatusQuo('status_quo:\n  - a\n', ['a'], null))).toEqual({ status_quo: [] });
    expect(setStatusQuo('status_quo:\n  taken: [a]\n  because: [e]\n', ['a'], 'b')).toBe('status_quo:\n  taken: [b]\n  because: [e]\n');
    expect(parse(setStatusQuo('title: t\nevidence: []\n', [], 'a'))).toEqual({ title: 't', status_quo: ['a'], evidence: [] });
  });

  it('renames: an existing name, a bare id, a flow mapping', () => {
    expect(setKey('o:\n  - a\n', ['o', 0], 'name', 'go: now')).toBe('o:\n  - {id: a, name: "go: now"}\n');
    expect(setKey('o: [{id: a, name: old}]\n', ['o', 0], 'name', 'new')).toBe('o: [{id: a, name: new}]\n');
    expect(setKey('o:\n  - id: a\n    # why\n    name: old # c\n', ['o', 0], 'name', 'new')).toBe('o:\n  - id: a\n    # why\n    name: new # c\n');
    expect(setKey('o:\n  - id: a\n    when: x\n', ['o', 0], 'irreversible', 'taken')).toBe('o:\n  - id: a\n    when: x\n    irreversible: taken\n');
    expect(setKey('o:\n  - id: a\n    when: x\n', ['o', 0], 'when', null)).toBe('o:\n  - id: a\n');
    expect(setKey('o: [{id: a, when: x}]\n', ['o', 0], 'when', null)).toBe('o: [{id: a}]\n');
  });

  it('adds items where the list is a block, in one line, empty or not there', () => {
    expect(addItem('a:\n  - x\n# end\n', ['a'], 'z')).toBe('a:\n  - x\n  - z\n# end\n');
    expect(addItem('a: [x]\n', ['a'], 'y, z')).toBe('a: [x, "y, z"]\n');
    expect(addItem('a: []\n', ['a'], 'z')).toBe('a: [z]\n');
    expect(parse(addItem('m:\n  - id: a\n    options: []\n', ['m', 0, 'preferences'], 'y')).m[0].preferences).toEqual(['y']);
    const two = addItem(strike, ['decision_makers'], {}, ['id: navy', 'name: The navy', 'options: []', 'preferences: []']);
    expect(parse(two).decision_makers.map((maker: { id: string }) => maker.id)).toEqual(['union', 'port', 'council', 'navy']);
    expect(comments(two)).toEqual(comments(strike));
    expect(addItem('{"a": ["x"]}', ['a'], 'z')).toBe('{"a": ["x", "z"]}');
  });

  it('removes the only item as an empty list', () => {
    expect(removeItem('a: # c\n  - x\nb: 1\n', ['a'], 0)).toBe('a: [] # c\nb: 1\n');
  });

  it('quotes what YAML would read as something else', () => {
    for (const value of ['no', '12', '- x', 'a: b', 'a #b', ' x', '', '"q"', '!a', 'née', 'line\nbreak', '[a]', 'x, y', 'ends:'])
      expect(parse(`k: {v: ${scalar(value, true)}}`).k.v).toBe(value);
  });

  it('finds words for new things', () => {
    expect(freshId('Šalčininkai district', ['salcininkai_district'], 'x')).toBe('salcininkai_district_2');
    expect(freshId('Беларусь', [], 'maker')).toBe('maker');
    expect(freshId('No', [], 'x')).toBe('no_1');
  });
});

describe('the outline', () => {
  it('reads the reference dispute', () => {
    const parts = outline(trucks);
    expect(parts.makers.map((maker) => [maker.id, maker.options.length, maker.statements.length])).toEqual([
      ['belarus', 4, 9], ['lithuania', 3, 7], ['eu', 1, 4], ['us', 1, 6]]);
    expect(parts.statusQuo).toEqual(['hold', 'balloons', 'push']);
    expect(parts.stages.map((stage) => stage.id)).toEqual(['before_reopening', 'the_report', 'february']);
    expect(parts.broken).toBe(false);
  });

  it('reads what it can of a broken text', () => {
    const parts = outline('title: t\ndecision_makers:\n  - id: a\n    options: [x, y\n');
    expect(parts.title).toBe('t');
    expect(parts.broken).toBe(true);
  });
});

describe('one undo stack', () => {
  // Random form edits and typing on a real file: every undo gives back the bytes before, comments are never lost by moves,
  // and the text stays readable.
  const random = (seed: number) => () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648;
  for (const [name, file, seeds] of [['strike', strike, 10], ['trucks', trucks, 3]] as const)
    it(`gives back every byte: ${name}`, () => {
      for (let seed = 1; seed <= seeds; ++seed) {
        const next = random(seed);
        const pick = (count: number): number => Math.floor(next() * count);
        let state = EditorState.create({ doc: file, extensions: [history({ newGroupDelay: 0 })] });
        const past: string[] = [];
        const dispatch = (spec: TransactionSpec): void => { state = state.update(spec).state; };
        for (let step = 0; step < 8; ++step) {
          const text = state.doc.toString();
          const parts = outline(text);
          const maker = pick(parts.makers.length);
          const wants = parts.makers[maker]!.wants;
          let after = text;
          const kind = pick(6);
          if (kind === 0 && wants && wants !== 'payoffs') {
            const count = parts.makers[maker]!.statements.length;
            after = moveItem(text, ['decision_makers', maker, wants], pick(count), pick(count));
            expect(comments(after)).toEqual(comments(text));
          } else if (kind === 1) after = setStatusQuo(text, [parts.statusQuo?.[0] ?? ''], null);
          else if (kind === 2) after = setStatusQuo(text, [], parts.makers[0]!.options[0]!.id);
          else if (kind === 3) after = setKey(text, ['decision_makers', maker], 'name', `Name ${pick(99)}: x`);
          else if (kind === 4 && wants === 'preferences') after = addItem(text, ['decision_makers', maker, wants], `not ${parts.makers[0]!.options[0]!.id}`);
          else if (kind === 5 && wants === 'preferences' && parts.makers[maker]!.statements.length > 1)
            after = removeItem(text, ['decision_makers', maker, wants], pick(parts.makers[maker]!.statements.length));
          expect(() => parse(after)).not.toThrow();
          const change = difference(text, after);
          if (!change) continue;
          past.push(text);
          dispatch({ changes: change });
          expect(state.doc.toString()).toBe(after);
        }
        while (past.length > 0) {
          undo({ state, dispatch: (transaction) => { state = transaction.state; } });
          expect(state.doc.toString()).toBe(past.pop());
        }
      }
    }, 60_000);
});

describe('a text in pieces', () => {
  const folder = new URL('../../disputes/', import.meta.url);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'));

  it.each(files)('says the same as the whole: %s', (name) => {
    const text = read(name);
    const parts = pieces(text);
    expect(text.endsWith(parts.map((piece) => piece.text).join(''))).toBe(true);
    for (const piece of parts) expect(text.slice(piece.from, piece.from + piece.text.length)).toBe(piece.text);
    expect(Object.assign({}, ...parts.map((piece) => parse(piece.text)))).toEqual(parse(text));
    expect(parts.length).toBe(Object.keys(parse(text)).length);
  });

  it('is the whole where the text is not a block of keys', () => {
    for (const text of ['', '# nothing\n', '{"a": 1,\n"b": [2]}', '- a\n- b\n', '---\na: 1\n', 'a: 1\n---\nb: 2\n', '"a": 1\nb: 2\n', '\uFEFFa: 1\nb: 2\n', '  a: 1\n  b: 2\n', 'a: 1\n]\nb: 2\n'])
      expect(pieces(text)).toEqual([{ from: 0, text }]);
    expect(outline('\uFEFFtitle: t\n').title).toBe('t');
    expect(outline('  title: t\n  rules: []\n').title).toBe('t');
    expect(outline('{"title": "t"}').title).toBe('t');
  });

  it('leaves lists at the margin, comments and texts of several lines where they are', () => {
    const text = '# first\n\na:\n- x: 1\n# between\n- y\nb: >\n  c: no key\n\n  # no comment\nd: "e\n  f: g"\n';
    expect(pieces(text).map((piece) => Object.keys(parse(piece.text))[0])).toEqual(['a', 'b', 'd']);
    expect(placeOf(text, ['a', 1])).toBe(text.indexOf('y'));
    expect(placeOf(text, ['a', 7])).toBe(text.indexOf('a:'));
    expect(placeOf(text, ['z'])).toBe(0);
  });

  it('tells a fault where it is, and reads the rest', () => {
    const parts = outline('title: t\nrules: [a, b\nevidence:\n  - {id: e, says: s}\n');
    expect(parts.broken).toBe(true);
    expect(parts.title).toBe('t');
    expect(parts.evidence.map((item) => item.id)).toEqual(['e']);
  });

  it('is read again only where it changed', () => {
    const before = pieceOf(trucks, 'evidence')!;
    const after = pieceOf(`${trucks.slice(0, trucks.indexOf('title:'))}title: another\n${trucks.slice(trucks.indexOf('\n', trucks.indexOf('title:')) + 1)}`, 'evidence')!;
    expect(after.text).toBe(before.text);
    expect(parsed(after.text)).toBe(parsed(before.text));
  });
});
