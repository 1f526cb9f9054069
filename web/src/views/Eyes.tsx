// The dispute as each side sees it: what it expects, and what would surprise it.
import { dictionary, eyes, open, parts, sights } from '../store';
import { go, toDispute } from '../router';
import type { Views } from '../types';
import { useQuestion } from '../ui/ask';
import { Prose } from '../ui/Prose';

export function Eyes() {
  const answer = useQuestion<Views>('views', {});
  const words = dictionary.value;
  return (
    <>
      <section class="block" aria-labelledby="eyes">
        <h2 id="eyes">Whose eyes?</h2>
        <p class="lead">All views of this page can show the dispute as one side believes it to be.</p>
        <div class="choice" role="group" aria-label="Seen by">
          <button aria-pressed={eyes.value === null} onClick={() => (eyes.value = null)}>
            The analyst
          </button>
          {parts.value.makers.map((maker) => (
            <button key={maker.id} disabled={!sights.value.includes(maker.id)} aria-pressed={eyes.value === maker.id} onClick={() => (eyes.value = maker.id)} dir="auto">
              {maker.name}
            </button>
          ))}
        </div>
        {eyes.value && (
          <p>
            <button class="link" onClick={() => go(toDispute(open.value!.id))}>
              See the outcomes as {parts.value.makers.find((maker) => maker.id === eyes.value)?.name} sees them
            </button>
          </p>
        )}
        {sights.value.length === 0 && answer.answer && !answer.answer.json.sights.some((sight) => sight.own_view) && (
          <p class="note">
            Here everybody is taken to see the dispute as it is: the file has no “views” for it.{parts.value.stages.length > 0 && ' Stages may have views of their own; choose one above.'}
          </p>
        )}
      </section>
      {answer.wrong && <p class="note bad">{answer.wrong}</p>}
      {answer.answer && (
        <section class="block" aria-labelledby="expect">
          <h2 id="expect">What each expects</h2>
          <ul class="sights">
            {answer.answer.json.sights.map((sight) => (
              <li key={sight.dm} class={`card dm-${words.rank(sight.dm) % 12}`}>
                <h3 dir="auto">
                  <span class="sign" aria-hidden="true" /> {words.maker(sight.dm)}
                </h3>
                <p>{sight.own_view ? 'sees the dispute in its own way' : 'sees the dispute as it is'}</p>
                <dl class="tally">
                  <div>
                    <dt>outcomes it expects</dt>
                    <dd>{sight.expected.length}</dd>
                  </div>
                  <div>
                    <dt>would surprise it</dt>
                    <dd>{sight.surprises.length}</dd>
                  </div>
                  <div>
                    <dt>are illusions</dt>
                    <dd>{sight.illusions.length}</dd>
                  </div>
                </dl>
              </li>
            ))}
          </ul>
          <details open={answer.answer.json.sights.some((sight) => sight.own_view)}>
            <summary>The whole answer in words</summary>
            <Prose text={answer.answer.text} />
          </details>
        </section>
      )}
    </>
  );
}
