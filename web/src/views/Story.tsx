// The story of one state: who does what in it, for whom it is stable and why, and how one gets there, move by move.
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { apply } from '../document/editor';
import { go, toDispute, toState } from '../router';
import { analysis, concept, dictionary, open, server, walking } from '../store';
import type { Paths, Why } from '../types';
import { setStatusQuo } from '../document/edit';
import { useQuestion } from '../ui/ask';
import { Icon } from '../ui/icons';
import { Prose } from '../ui/Prose';
import { say } from '../ui/toasts';

/** The states worth walking through: where it stands, then where it can settle. */
export function notable(): string[] {
  const solve = analysis.value?.data.solve;
  if (!solve) return [];
  const settled = solve.equilibria[concept.value]?.states ?? [];
  return [...new Set([...(solve.status_quo ? [solve.status_quo] : []), ...settled])];
}

export function Story({ state }: { state: string }) {
  const words = dictionary.value;
  const id = open.value!.id;
  const solve = analysis.value?.data.solve;
  const why = useQuestion<Why>('why', { state, concept: concept.value });
  const named = why.answer?.json.state === state ? /^State \S+ \((.*)\)/.exec(why.answer.text)?.[1] : undefined;
  const all = notable();
  const here = all.indexOf(state);
  const step = (by: number): void => go(toState(id, all[(here + by + all.length) % all.length]!));
  const link = async (): Promise<void> => {
    await navigator.clipboard?.writeText(location.href).catch(() => undefined);
    say({ title: 'Link copied', lines: [location.href], kind: 'note' }, 3000);
  };
  return (
    <div class="story">
      <header>
        <button class="quiet" aria-label="Back to the dispute" title="Back to the dispute (Escape)" onClick={() => go(toDispute(id))}>
          <Icon name="previous" />
        </button>
        <h2>
          <span class="faint">{solve?.status_quo === state ? 'Where it stands' : 'State'}</span> <code>{state}</code>
          {named && <span class="faint"> {named.replaceAll('_', ' ')}</span>}
        </h2>
        <span class="grow" />
        {all.length > 1 && (
          <span class="group">
            <button class="quiet" aria-label="Previous state" title="Previous: where it stands, then where it can settle" onClick={() => step(here < 0 ? 0 : -1)}>
              <Icon name="previous" />
            </button>
            <button class="quiet" aria-label="Next state" title="Next state" onClick={() => step(1)}>
              <Icon name="next" />
            </button>
          </span>
        )}
        <button class="quiet" aria-label="Copy a link to this state" title="Copy a link to this state" onClick={() => void link()}>
          <Icon name="link" />
        </button>
      </header>
      <dl class="doing">
        {words.doing(state).map((row) => (
          <div key={row.dm} class={`dm-${words.rank(row.dm) % 12}`}>
            <dt dir="auto">
              <span class="sign" aria-hidden="true" /> {row.name}
            </dt>
            <dd dir="auto">{row.taken.length ? row.taken.join('; ') : '–'}</dd>
          </div>
        ))}
      </dl>

      <section aria-labelledby="why">
        <header>
          <h3 id="why">Would anybody leave it?</h3>
          <label class="inline">
            looking ahead as in{' '}
            <select value={concept.value} onChange={(event) => (concept.value = event.currentTarget.value)}>
              {(Object.keys(solve?.equilibria ?? {}).length ? Object.keys(solve!.equilibria) : ['seq']).map((key) => (
                <option key={key} value={key}>
                  {key}
                </option>
              ))}
            </select>
          </label>
        </header>
        <p class="faint">{server.value?.concepts.find((item) => item.key === concept.value)?.reading}</p>
        {why.wrong && <p class="note bad">{why.wrong}</p>}
        {why.answer ? <Prose text={reasons(why.answer.text)} /> : !why.wrong && <p class="ghost line" aria-busy="true" />}
      </section>
      <Way to={state} />
      {solve?.status_quo !== state && (
        <p>
          <button onClick={() => void apply((text) => takeAsNow(text, state))}>Take this as where it stands</button>
        </p>
      )}
    </div>
  );
}

/** The answer without its first part, which the page has shown in its own way. */
const reasons = (text: string): string => {
  const at = text.search(/\n\n/);
  return at < 0 ? text : text.slice(at);
};

function takeAsNow(text: string, state: string): string {
  const solve = analysis.value!.data.solve!;
  const short = (id: string): string => {
    const last = id.split('.').slice(1).join('.');
    return solve.options.filter((other) => other.endsWith(`.${last}`)).length > 1 ? id : last || id;
  };
  let after = text;
  solve.options.forEach((id) => (after = setStatusQuo(after, [id, short(id)], null)));
  solve.options.forEach((id, index) => {
    if (state[index] === 'Y') after = setStatusQuo(after, [], short(id));
  });
  return after;
}

/** The way from where it stands, one move at a time, with the pictures following. */
function Way({ to }: { to: string }) {
  const solve = analysis.value?.data.solve;
  const gainful = useSignal(false);
  const at = useSignal(0);
  const from = solve?.status_quo ?? null;
  const paths = useQuestion<Paths>('paths', from && from !== to ? { to, ...(gainful.value ? { improvements: true } : {}) } : null);
  const words = dictionary.value;
  const answer = paths.answer?.json.to === to ? paths.answer.json : null;
  const way = answer?.way ?? [];
  useEffect(() => {
    at.value = 0;
  }, [to, gainful.value]);
  useEffect(() => {
    const move = way[at.value - 1];
    walking.value = at.value === 0 ? (way.length && from ? { state: from, move: null } : null) : move ? { state: move.to, move: `${move.from}>${move.to}` } : null;
    return () => {
      walking.value = null;
    };
  }, [at.value, answer]);
  if (!from || from === to) return null;
  return (
    <section class="way" aria-labelledby="way">
      <header>
        <h3 id="way">How it gets there</h3>
        <label class="inline">
          <input type="checkbox" checked={gainful.value} onChange={(event) => (gainful.value = event.currentTarget.checked)} /> only moves that pay whoever makes them
        </label>
      </header>
      {paths.wrong && <p class="note bad">{paths.wrong}</p>}
      {answer && !answer.reachable && (
        <p>
          {gainful.value ? 'By moves that pay whoever makes them it cannot be reached.' : 'It cannot be reached.'}
          {answer.blocked_by?.map((item) => (
            <span key={item.option}> What stands in the way: {words.option(item.option)} ({item.reason.replaceAll('_', ' ')}).</span>
          ))}
        </p>
      )}
      {way.length > 0 && (
        <>
          <div class="stepper">
            <button disabled={at.value === 0} onClick={() => --at.value}>
              <Icon name="previous" /> Back
            </button>
            <span role="status">
              {at.value === 0 ? 'Where it stands' : `Move ${at.value} of ${way.length}`}
            </span>
            <button disabled={at.value === way.length} onClick={() => ++at.value}>
              Next <Icon name="next" />
            </button>
          </div>
          <ol class="moves">
            {way.map((move, index) => (
              <li key={index} class={`dm-${words.rank(move.dm) % 12}`} aria-current={at.value === index + 1 ? 'step' : undefined}>
                <button class="link" onClick={() => (at.value = index + 1)}>
                  <span class="sign" aria-hidden="true" />
                  <strong dir="auto">{words.maker(move.dm)}</strong> <span dir="auto">{words.change(move.from, move.to).join(' and ')}</span>
                </button>
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}
