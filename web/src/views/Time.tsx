// The dispute through its stages: where each stage leads, and how the answers compare with what came about.
import { useSignal } from '@preact/signals';
import { dictionary, open, parts, stage } from '../store';
import { go, toDispute } from '../router';
import type { Score, Timeline } from '../types';
import { useQuestion } from '../ui/ask';
import { Figure } from '../ui/Figure';
import { Prose } from '../ui/Prose';
import { useFigure } from '../ui/useFigure';
import { hooks } from './Outcomes';
import { server } from '../store';

export function Time() {
  const { stages } = parts.value;
  const deals = useSignal(false);
  const kind = server.value?.figures.find((item) => /storyboard|evolution/.test(item.kind))?.kind ?? null;
  const { data, waiting } = useFigure(kind);
  const timeline = useQuestion<Timeline>('timeline', { ...(deals.value ? { deals: true } : {}) });
  const score = useQuestion<Score>('score', {});
  return (
    <>
      {stages.length > 0 && (
        <ol class="rail" aria-label="Stages">
          {stages.map((item) => (
            <li key={item.id} aria-current={item.now ? 'date' : undefined}>
              <button
                aria-pressed={stage.value === item.id || (stage.value === null && item.now)}
                onClick={() => {
                  stage.value = item.now ? null : item.id;
                }}
              >
                <strong dir="auto">{item.name}</strong>
                <span class="faint">
                  {item.from}
                  {item.until ? ` to ${item.until}` : ''}
                  {item.now ? ' · now' : ''}
                </span>
              </button>
            </li>
          ))}
        </ol>
      )}
      {stage.value && (
        <p>
          All views show this stage now. <button class="link" onClick={() => go(toDispute(open.value!.id))}>See its outcomes</button>
        </p>
      )}
      {data ? <Figure kind={kind ?? ''} data={data} hooks={hooks} /> : waiting && kind && <div class="figure ghost" aria-busy="true" />}
      <section class="block" aria-labelledby="course">
        <h2 id="course">Where each stage leads</h2>
        <label class="inline">
          <input type="checkbox" checked={deals.value} onChange={(event) => (deals.value = event.currentTarget.checked)} /> follow deals too
        </label>
        {timeline.wrong && <p class="note bad">{timeline.wrong}</p>}
        {timeline.answer ? (
          <details open={!data && !waiting}>
            <summary>Every course in words</summary>
            <Prose text={timeline.answer.text} />
          </details>
        ) : (
          !timeline.wrong && <p class="ghost line" aria-busy="true" />
        )}
        {stages.length === 0 && timeline.answer && (
          <p class="note">This dispute has one phase. Stages are dated phases with other options, rules or wishes; add them in the text under “stages”.</p>
        )}
      </section>
      {score.answer && score.answer.json.profiles.length > 0 && score.answer.json.profiles[0]!.questions.length > 0 && <Scored score={score.answer.json} text={score.answer.text} />}
    </>
  );
}

function Scored({ score, text }: { score: Score; text: string }) {
  const mark: Record<string, string> = { yes: 'yes', no: 'no', open: 'open', unasked: '–' };
  const shown = score.profiles.filter((item) => !item.deals);
  void dictionary.value;
  return (
    <section class="block" aria-labelledby="score">
      <h2 id="score">Was it right?</h2>
      <p class="lead">
        {shown.map((item) => `${item.profile === 'blind' ? 'Without hindsight' : 'With the whole file'}: ${item.right} right, ${item.wrong} wrong, ${item.open} open.`).join(' ')}
      </p>
      <div class="scroll" tabIndex={0} role="region" aria-label="Questions and answers">
        <table>
          <thead>
            <tr>
              <th scope="col">Question</th>
              <th scope="col">By</th>
              {shown.map((item) => (
                <th key={item.profile} scope="col">
                  {item.profile === 'blind' ? 'without hindsight' : 'whole file'}
                </th>
              ))}
              <th scope="col">Came about</th>
            </tr>
          </thead>
          <tbody>
            {shown[0]!.questions.map((item, index) => (
              <tr key={item.question}>
                <th scope="row">{item.question.replaceAll('_', ' ')}</th>
                <td>{item.by}</td>
                {shown.map((profile) => {
                  const said = profile.questions[index]!;
                  const right = said.answer === said.outcome;
                  const judged = ['yes', 'no'].includes(said.answer) && ['yes', 'no'].includes(said.outcome);
                  return (
                    <td key={profile.profile}>
                      {mark[said.answer] ?? said.answer} {judged && <span class={right ? 'badge good' : 'badge bad'}>{right ? 'right' : 'wrong'}</span>}
                    </td>
                  );
                })}
                <td>{item.outcome}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <details>
        <summary>The whole answer in words</summary>
        <Prose text={text} />
      </details>
    </section>
  );
}
