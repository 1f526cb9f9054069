// How sure to be: in how many readings of the file a conclusion holds, and which statements it hangs on.
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { analysis, dictionary, parts, revealPart } from '../store';
import type { Robust, Share } from '../types';
import { useSearch } from '../ui/ask';
import { Figure } from '../ui/Figure';
import { Prose } from '../ui/Prose';
import { Searching } from '../ui/Searching';
import { useFigure } from '../ui/useFigure';
import { hooks } from './Outcomes';

export function Doubt() {
  const { data, waiting } = useFigure('tornado');
  const { state, begin, cancel } = useSearch<Robust>();
  const orders = useSignal<'file' | 'all'>('all');
  const sha = analysis.value?.data.sha256;
  useEffect(() => {
    if (sha) begin('robust', { orders: orders.value });
  }, [sha, orders.value]);
  const answer = state.answer?.json;
  return (
    <>
      {data ? <Figure kind="tornado" data={data} hooks={hooks} /> : waiting && <div class="figure ghost" aria-busy="true" />}
      <section class="block" aria-labelledby="firm">
        <h2 id="firm">How firm are the conclusions?</h2>
        <p class="lead">The share of readings of the file in which a conclusion holds. It counts readings; it is no probability of anything that happens.</p>
        <div class="choice" role="group" aria-label="Which readings">
          <button aria-pressed={orders.value === 'all'} onClick={() => (orders.value = 'all')}>
            Every order of the statements
          </button>
          <button aria-pressed={orders.value === 'file'} onClick={() => (orders.value = 'file')}>
            Only the doubts in the file
          </button>
        </div>
        <Searching state={state} cancel={cancel} what="Reading it in other ways" />
        {answer && <Firm answer={answer} />}
        {state.answer && (
          <details>
            <summary>The whole answer in words</summary>
            <Prose text={state.answer.text} />
          </details>
        )}
      </section>
    </>
  );
}

function Firm({ answer }: { answer: Robust }) {
  const words = dictionary.value;
  const overall = answer.conclusions.filter((item) => item.kind === 'stable' && item.dm === null);
  const groups = new Map<string, typeof overall>();
  for (const item of overall) {
    const name = item.outcome ? item.outcome.replaceAll('_', ' ') : item.states?.[0] === analysis.value?.data.solve?.status_quo ? 'Where it stands' : (item.states?.[0] ?? '');
    groups.set(name, [...(groups.get(name) ?? []), item]);
  }
  const critical = answer.conclusions.filter((item) => item.dm === null).flatMap((item) => item.overturned_by);
  const tally = new Map<string, number>();
  for (const item of critical) tally.set(`${item.dm}:${item.statement}`, (tally.get(`${item.dm}:${item.statement}`) ?? 0) + 1);
  const thin = answer.statements
    .map((item) => ({ ...item, turns: tally.get(`${item.dm}:${item.statement}`) ?? 0 }))
    .filter((item) => item.turns > 0)
    .sort((a, b) => Number(a.because.length > 0) - Number(b.because.length > 0) || b.turns - a.turns)
    .slice(0, 6);
  return (
    <>
      <div class="scroll" tabIndex={0} role="region" aria-label="Shares of readings">
        <table class="shares">
          <thead>
            <tr>
              <th scope="col">Stable for everybody</th>
              {(overall.length ? [...new Set(overall.map((item) => item.concept))] : []).map((key) => (
                <th key={key} scope="col">
                  {key}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {[...groups].map(([name, items]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {items.map((item) => (
                  <td key={item.concept}>
                    <Bar share={item.share} asWritten={item.as_written} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {thin.length > 0 && (
        <>
          <h3>Worth finding out</h3>
          <p class="faint">Statements whose change would turn conclusions over, those that rest on nothing first.</p>
          <ul class="worth">
            {thin.map((item) => (
              <li key={`${item.dm}:${item.statement}`}>
                <button
                  class="link"
                  onClick={() => {
                    const found = parts.value.makers.find((maker) => maker.id === item.dm)?.statements[item.statement - 1];
                    if (found) revealPart(found.path);
                  }}
                >
                  {words.maker(item.dm)}: <span dir="auto">{item.text}</span>
                </button>
                <span class="faint">
                  {' '}
                  turns {item.turns} {item.turns === 1 ? 'conclusion' : 'conclusions'}; {item.because.length === 0 ? 'rests on nothing' : `rests on ${item.because.length} ${item.because.length === 1 ? 'piece' : 'pieces'} of evidence`}
                  {item.basis.length ? ` (${item.basis.join(', ')})` : ''}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Bar({ share, asWritten }: { share: Share | null; asWritten: boolean }) {
  if (!share) return <span class="faint">not worked out</span>;
  const exact = share.denominator !== undefined;
  const value = exact ? Number(share.numerator) / Number(share.denominator) : Number(share.holds) / Number(share.of);
  const said = value === 1 ? 'all' : value === 0 ? 'none' : exact && share.denominator!.length < 5 ? `${share.numerator}/${share.denominator}` : `${(value * 100).toFixed(1)} %`;
  return (
    <span class="share" title={share.low !== undefined ? `95 % interval: ${share.low} to ${share.high}` : undefined}>
      <svg viewBox="0 0 60 10" width="60" height="10" aria-hidden="true" preserveAspectRatio="none">
        <rect class="track" width="60" height="10" />
        <rect class="filled" width={60 * value} height="10" />
      </svg>
      <span>
        {said}
        {asWritten ? '' : <span class="faint"> (not as written)</span>}
      </span>
    </span>
  );
}
