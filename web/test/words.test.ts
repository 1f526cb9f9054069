import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { prose } from '../src/names';

// What looks at the page's address is read after there is one.
let complete: typeof import('../src/document/complete');
let comforts: typeof import('../src/document/comforts');
let router: typeof import('../src/router');
let store: typeof import('../src/store');
let evidence: typeof import('../src/views/Evidence');
let ways: typeof import('../src/views/Ways');
beforeAll(async () => {
  vi.stubGlobal('location', { hash: '' });
  complete = await import('../src/document/complete');
  comforts = await import('../src/document/comforts');
  router = await import('../src/router');
  store = await import('../src/store');
  evidence = await import('../src/views/Evidence');
  ways = await import('../src/views/Ways');
}, 30_000);

const strike = readFileSync(new URL('../../disputes/teaching/harbour-strike.yaml', import.meta.url), 'utf8');

describe('links', () => {
  it('say the dispute, the view and the state, whatever the file is called', () => {
    for (const id of ['cases/lithuania-belarus', 'files/a.yaml', 'files/s/v/deep folder/štai.yaml', 'files/100%.yaml']) {
      expect(router.parseRoute(router.toDispute(id))).toEqual({ id, view: 'outcomes', state: null });
      expect(router.parseRoute(router.toView(id, 'doubt'))).toEqual({ id, view: 'doubt', state: null });
      expect(router.parseRoute(router.toState(id, 'YNNY'))).toEqual({ id, view: 'outcomes', state: 'YNNY' });
    }
    expect(router.parseRoute('#/')).toEqual({ id: null, view: 'outcomes', state: null });
    expect(router.parseRoute('#/d/files/%E0%A4%A')).toMatchObject({ id: 'files/%E0%A4%A' });
  });
});

describe('formulas in words', () => {
  const name = (id: string, taken: boolean): string | null => (id === 'strike' ? (taken ? 'keep still' : 'go to work') : id === 'a.b' ? (taken ? 'b of a' : 'not b') : null);
  it('uses the names of the file and leaves the rest', () => {
    expect(prose('strike', name)).toBe('keep still');
    expect(prose('not strike', name)).toBe('go to work');
    expect(prose('not strike if a.b', name)).toBe('“go to work” if “b of a”');
    expect(prose('strike iff not (other or a.b)', name)).toBe('“keep still” exactly when not (other or “b of a”)');
    expect(prose('exactly one of [strike, settled]', name)).toBe('exactly one of [“keep still”, settled]');
  });
});

describe('completion', () => {
  it('knows where in the file it is', () => {
    const lines = 'a: 1\ndecision_makers:\n  - id: u\n    options:\n      - id: x\n        na\n      - \n    pre\nrules:\n- nev'.split('\n');
    expect(complete.above(lines, 5, 8)).toEqual(['decision_makers', 'options']);
    expect(complete.above(lines, 6, 8)).toEqual(['decision_makers', 'options']);
    expect(complete.above(lines, 7, 4)).toEqual(['decision_makers']);
    expect(complete.above(lines, 9, 2)).toEqual(['rules']);
    expect(complete.above(lines, 0, 0)).toEqual([]);
  });
  it('has the keys of the schema', () => {
    expect(Object.keys(complete.keysAt([]))).toContain('decision_makers');
    expect(Object.keys(complete.keysAt(['decision_makers', 'options']))).toContain('irreversible');
    expect(complete.keysAt(['decision_makers', 'options']).irreversible?.of).toEqual(['taken', 'dropped']);
    expect(Object.keys(complete.keysAt(['stages', 'changes', 'union', 'options', 'levels']))).toContain('when');
    expect(complete.keysAt(['no', 'such'])).toEqual({});
  });
});

describe('problems', () => {
  it('stand at code points, not at UTF-16 units', async () => {
    const { Text } = await import('@codemirror/state');
    const doc = Text.of(['a: 1', '🙂🙂 strik: x']);
    const problem = { code: 'x', severity: 'error' as const, message: '', line: 2, column: 4 };
    expect(comforts.range(doc, problem)).toEqual({ from: 5 + 5, to: 5 + 10 });
    expect(comforts.range(doc, { ...problem, length: 2 })).toEqual({ from: 10, to: 12 });
    expect(comforts.range(doc, { ...problem, line: 99, column: 999 }).to).toBeLessThanOrEqual(doc.length);
  });
});

describe('the words of a comparison', () => {
  it('are the conclusions, without their causes', () => {
    expect(store.conclusions('What changed\n  - no\n\nWhat follows from it\n  3 of 81\n  - 10 are stable (seq), before 12; change 1 alone makes it so.\n  - B.\n')).toEqual(['10 are stable (seq), before 12.', 'B.']);
    expect(store.conclusions('nothing')).toEqual([]);
  });
});

describe('passages', () => {
  it('are cut where evidence begins and ends', () => {
    const cut = evidence.marked([...'abc🙂ef'], [{ evidence: 'x', start: 1, end: 4 }, { evidence: 'y', start: 3, end: 5 }], 'x');
    expect(cut).toEqual([
      { text: 'a', mark: '' }, { text: 'bc', mark: 'this' }, { text: '🙂', mark: 'this' }, { text: 'e', mark: 'other' }, { text: 'f', mark: '' },
    ]);
    expect(cut.map((piece) => piece.text).join('')).toBe('abc🙂ef');
  });
});

describe('a lever, tried', () => {
  const wants = (text: string, maker: number): unknown[] => (parse(text).decision_makers[maker].preferences as unknown[]).map((item) => (typeof item === 'string' ? item : (item as { want: string }).want));
  it('changes the text as the plan says', () => {
    expect(wants(ways.lever(strike, { edit: 'swap', dm: 'union', statement: 'raise', from: 1, to: 2 }), 0)).toEqual(['not strike if raise', 'raise', 'picket']);
    expect(wants(ways.lever(strike, { edit: 'move', dm: 'union', statement: 'picket', from: 3, to: 1 }), 0)).toEqual(['picket', 'raise', 'not strike if raise']);
    expect(wants(ways.lever(strike, { edit: 'drop', dm: 'port', statement: 'not raise', from: 1 }), 1)).toEqual(['not strike']);
    expect(wants(ways.lever(strike, { edit: 'negate', dm: 'port', statement: 'not raise', from: 1 }), 1)).toEqual(['raise', 'not strike']);
    expect(wants(ways.lever(strike, { edit: 'negate', dm: 'union', statement: 'not strike if raise', from: 2 }), 0)[1]).toBe('not (not strike if raise)');
    expect(wants(ways.lever(strike, { edit: 'negate', dm: 'union', statement: 'picket', from: 3 }), 0)[2]).toBe('not picket');
    expect(wants(ways.lever(strike, { edit: 'add', dm: 'port', statement: 'raise if strike', to: 1 }), 1)).toEqual(['raise if strike', 'not raise', 'not strike']);
    expect(parse(ways.lever(strike, { edit: 'rule', rule: 'never: picket and lockout' })).rules).toContainEqual({ never: 'picket and lockout' });
    expect(parse(ways.lever(strike, { edit: 'one-way', option: 'union.strike', irreversible: 'dropped' })).decision_makers[0].options[0].irreversible).toBe('dropped');
  });
});
