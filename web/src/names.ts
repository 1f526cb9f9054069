// The author's own words for ids and states, as the server understood the file.
import type { Analysis } from './types';

export interface Words {
  /** Position in the file, for its colour; -1 when unknown. */
  rank: (dm: string) => number;
  maker: (dm: string) => string;
  option: (qualified: string, taken?: boolean) => string;
  /** What each decision maker does in a state. */
  doing: (state: string) => { dm: string; name: string; taken: string[] }[];
  /** The changes of a move, as infinitives. */
  change: (from: string, to: string) => string[];
  brief: (state: string) => string;
}

export function words(analysis: Analysis | null): Words {
  const solve = analysis?.solve;
  const names = new Map((analysis?.options ?? []).map((option) => [option.id, { yes: option.name, no: option.otherwise ?? `not ${option.name}` }]));
  const above = new Map((analysis?.options ?? []).flatMap((option) => (option.below ? [[option.below, option.id] as const] : [])));
  const makers = solve?.decision_makers ?? [];
  const options = solve?.options ?? [];
  const owner = (qualified: string): string => makers.find((maker) => maker.options.includes(qualified) || maker.options.includes(qualified.slice(maker.id.length + 1)))?.id ?? '';
  const maker = (dm: string): string => makers.find((item) => item.id === dm)?.name ?? dm;
  const option = (qualified: string, taken = true): string => {
    const found = names.get(qualified);
    return found ? (taken ? found.yes : found.no) : qualified.split('.').pop()!;
  };
  const letters = (state: string): boolean => state.length === options.length && /^[YN]+$/.test(state);
  const doing: Words['doing'] = (state) => {
    if (!letters(state)) return [];
    const rows = makers.map((item) => ({ dm: item.id, name: item.name, taken: [] as string[] }));
    const rest = { dm: '', name: 'Circumstances', taken: [] as string[] };
    options.forEach((id, index) => {
      if (state[index] !== 'Y') return;
      // Of a ladder, the highest level says it all.
      const higher = above.get(id);
      if (higher && state[options.indexOf(higher)] === 'Y') return;
      (rows.find((row) => row.dm === owner(id) || id.startsWith(`${row.dm}.`)) ?? rest).taken.push(option(id));
    });
    return rest.taken.length ? [...rows, rest] : rows;
  };
  return {
    rank: (dm) => makers.findIndex((item) => item.id === dm),
    maker,
    option,
    doing,
    change: (from, to) =>
      letters(from) && letters(to) ? options.flatMap((id, index) => (from[index] === to[index] ? [] : [option(id, to[index] === 'Y')])) : [`go to ${to}`],
    brief: (state) =>
      doing(state)
        .filter((row) => row.taken.length)
        .map((row) => `${row.name}: ${row.taken.join(', ')}`)
        .join('; ') || (letters(state) ? 'nobody does anything' : state),
  };
}

/** A formula in the author's names: ids become what they stand for, in quotation marks where there are several. */
export function prose(formula: string, name: (id: string, taken: boolean) => string | null): string {
  const simple = /^(not\s+)?([A-Za-z][\w.-]*)$/.exec(formula.trim());
  if (simple) {
    const said = name(simple[2]!, !simple[1]);
    if (said) return said;
  }
  return formula.replace(/\bnot\s+([A-Za-z][\w-]*(?:\.[\w-]+)*)|\b([A-Za-z][\w-]*(?:\.[\w-]+)*)/g, (whole, negated: string | undefined, id: string | undefined) => {
    const word = negated ?? id ?? '';
    if (/^(iff)$/.test(word)) return 'exactly when';
    const said = name(word, negated === undefined);
    return said ? `“${said}”` : whole;
  });
}

/** A count as people write it; those beyond what a number can hold come as digits. */
export const counted = (count: number | string): string => english.format(BigInt(count));
const english = new Intl.NumberFormat('en');
