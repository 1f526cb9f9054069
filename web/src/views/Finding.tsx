// What follows, in one sentence, with three counts of how much to trust it; and whose dispute, and when, is looked at.
import { firmness } from '../robustness';
import { toView } from '../router';
import { analysis, eyes, open, parts, problems, reveal, sights, stage, text } from '../store';
import { counted } from '../names';
import type { Problem, Solve } from '../types';

export function Finding() {
  const data = analysis.value?.data;
  const errors = problems.value.filter((problem) => problem.severity === 'error');
  return (
    <section id="finding" class="finding" aria-label="What follows" tabIndex={-1}>
      <div class="said">
        {data?.finding ? (
          <p class="sentence" dir="ltr" aria-live="polite">
            {data.finding}
          </p>
        ) : data?.solve ? (
          <p class="sentence" dir="ltr">
            {settles(data.solve)}
          </p>
        ) : errors.length > 0 ? (
          <p class="sentence">The text has {errors.length === 1 ? 'a problem' : `${errors.length} problems`} to mend before anything follows from it.</p>
        ) : (
          <p class="sentence ghost" aria-busy="true">
            <span class="hidden">Working it out</span>
          </p>
        )}
        {errors.length > 0 && <Problems list={errors} />}
        {errors.length === 0 && data?.bottom_line && data.bottom_line !== data.finding && (
          <p class="more" dir="ltr">
            {without(data.bottom_line, data.finding ?? '')}
          </p>
        )}
      </div>
      <div class="aside">
        {data?.counters && <Counters {...data.counters} />}
        <Variants />
      </div>
    </section>
  );
}

/** Where there are too many situations to look at each: how many of them can last. */
function settles(solve: Solve): string {
  const [concept, last] = Object.entries(solve.equilibria).find(([key]) => key === 'seq') ?? Object.entries(solve.equilibria)[0] ?? ['', null];
  if (!last || last.count === null) return `${counted(solve.feasible)} situations are possible.`;
  return `${counted(last.count)} of ${counted(solve.feasible)} possible situations can last (${concept}).`;
}

/** The bottom line begins with what the finding says already, at times. */
const without = (line: string, finding: string): string => (line.startsWith(finding) ? line.slice(finding.length).trim() : line);

function Counters({ assumptions, claims, disputed }: { assumptions: number; claims: number; disputed: number }) {
  const id = open.value!.id;
  return (
    <ul class="counters" aria-label="How much to trust it">
      <li>
        <a href={toView(id, 'doubt')}>
          <strong>{firmness.value?.share ?? '–'}</strong>
          <span>{firmness.value?.of === 'readings' ? 'of its readings let it last' : 'of the orders of its statements let it last'}</span>
        </a>
      </li>
      <li>
        <a href={toView(id, 'evidence')}>
          <strong>
            {assumptions} <small>of {claims}</small>
          </strong>
          <span>{assumptions === 1 ? 'claim is an assumption' : 'claims are assumptions'}</span>
        </a>
      </li>
      <li>
        <a href={toView(id, 'evidence')}>
          <strong>{disputed}</strong>
          <span>{disputed === 1 ? 'disputed fact' : 'disputed facts'}</span>
        </a>
      </li>
    </ul>
  );
}

function Problems({ list }: { list: Problem[] }) {
  const show = (problem: Problem): void => {
    const lines = text.value.split('\n');
    const before = lines.slice(0, problem.line - 1).reduce((sum, line) => sum + line.length + 1, 0);
    const column = [...(lines[problem.line - 1] ?? '')].slice(0, problem.column - 1).join('').length;
    reveal.value = { offset: before + column, length: problem.length ?? 0 };
  };
  return (
    <ul class="problems">
      {list.slice(0, 4).map((problem, index) => (
        <li key={index}>
          <button class="link" onClick={() => show(problem)}>
            Line {problem.line}
          </button>{' '}
          <span dir="auto">{problem.message}</span>
          {problem.hint && (
            <em class="hint" dir="auto">
              {problem.hint}
            </em>
          )}
        </li>
      ))}
      {list.length > 4 && <li class="faint">and {list.length - 4} more, marked in the text</li>}
    </ul>
  );
}

function Variants() {
  const { stages, makers } = parts.value;
  const seeing = makers.filter((maker) => sights.value.includes(maker.id));
  if (stages.length === 0 && seeing.length === 0) return null;
  return (
    <div class="variants">
      {stages.length > 0 && (
        <label>
          Stage{' '}
          <select value={stage.value ?? ''} onChange={(event) => (stage.value = event.currentTarget.value || null)}>
            <option value="">as the file has it</option>
            {stages.map((item) => (
              <option key={item.id} value={item.id}>
                {item.name}
                {item.from ? ` (${item.from})` : ''}
              </option>
            ))}
          </select>
        </label>
      )}
      {seeing.length > 0 && (
        <label>
          Seen by{' '}
          <select value={eyes.value ?? ''} onChange={(event) => (eyes.value = event.currentTarget.value || null)}>
            <option value="">the analyst</option>
            {seeing.map((maker) => (
              <option key={maker.id} value={maker.id}>
                {maker.name}
              </option>
            ))}
          </select>
        </label>
      )}
    </div>
  );
}
