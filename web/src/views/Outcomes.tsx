// The pictures of where the dispute stands and can go; each part of them leads to its story.
import { go, toState } from '../router';
import { analysis, figure, ladderOf, open, parts, problems, revealPart, server, stage, walking } from '../store';
import { counted } from '../names';
import type { Solve } from '../types';
import { Figure, type Hooks } from '../ui/Figure';

/** Figures with a page of their own are not offered here. */
const elsewhere = ['tornado', 'storyboard', 'evolution'];

/** To a stage; the one that the file speaks of is the file itself. */
function phase(id: string): void {
  stage.value = parts.value.stages.find((item) => item.id === id)?.now ? null : id;
}

export const hooks: Hooks = {
  state: (state, of) => {
    if (of) phase(of);
    go(toState(open.value!.id, state));
  },
  move: (from, to, of) => {
    if (of) phase(of);
    walking.value = { state: to, move: `${from}>${to}` };
    go(toState(open.value!.id, to));
  },
  statement: (dm, place) => {
    const statement = parts.value.makers.find((maker) => maker.id === dm)?.statements[place - 1];
    if (statement) revealPart(statement.path);
  },
  stage: (id) => phase(id),
};

export function Outcomes() {
  const data = analysis.value?.data;
  const kinds = (server.value?.figures ?? []).filter((item) => !elsewhere.includes(item.kind));
  const kind = figure.value;
  const drawn = data?.figures?.[kind];
  const large = data?.too_large;
  const faulty = problems.value.some((problem) => problem.severity === 'error');
  return (
    <>
      {kinds.length > 0 && (
        <div class="choice" role="group" aria-label="Picture">
          {kinds.map((item) => (
            <button key={item.kind} aria-pressed={kind === item.kind} title={item.shows} onClick={() => (figure.value = item.kind)}>
              {item.name}
            </button>
          ))}
          {kind.includes('ladder') && parts.value.makers.length > 0 && (
            <label class="inline">
              <span class="hidden">Whose ladder</span>
              <select value={ladderOf.value ?? ''} onChange={(event) => (ladderOf.value = event.currentTarget.value || null)}>
                <option value="">everybody</option>
                {parts.value.makers.map((maker) => (
                  <option key={maker.id} value={maker.id}>
                    {maker.name}
                  </option>
                ))}
              </select>
            </label>
          )}
        </div>
      )}
      {large && (
        <div class="empty">
          <h2>{counted(large.states)} situations: too many to draw</h2>
          <p>{large.message.charAt(0).toUpperCase() + large.message.slice(1)}.</p>
          <p class="faint">Counts, verdicts and the moves behind them are exact all the same: ask about one state, or rule out what cannot be.</p>
        </div>
      )}
      {drawn ? (
        <Figure kind={kind} data={drawn} hooks={kind.includes('ladder') ? { ...hooks, maker: (dm) => (ladderOf.value = ladderOf.value === dm ? null : dm) } : hooks} />
      ) : data && !large ? (
        data.figures && Object.keys(data.figures).length > 0 ? (
          <Drawing />
        ) : (
          <div class="empty">
            <h2>Nothing to draw here</h2>
            <p>{kinds.find((item) => item.kind === kind)?.shows ?? 'This picture'}: this dispute does not have what it shows.</p>
          </div>
        )
      ) : (
        !large &&
        (faulty ? (
          <div class="empty">
            <h2>No picture yet</h2>
            <p>It is drawn as soon as the text has no more problems. They are listed above, and marked in the text.</p>
          </div>
        ) : (
          <Drawing />
        ))
      )}
      <Settled />
    </>
  );
}

const Drawing = () => (
  <div class="figure ghost" aria-busy="true">
    <span class="hidden">Drawing</span>
  </div>
);

const counts = (solve: Solve, dm: string, key: string): string => {
  const count = solve.stable_counts[dm]?.[key];
  return count === undefined || count === null ? '–' : counted(count);
};

/** Counts of where it can settle, by concept. */
function Settled() {
  const solve = analysis.value?.data.solve;
  const concepts = server.value?.concepts ?? [];
  if (!solve) return null;
  return (
    <details class="settled" open>
      <summary>Where it can settle</summary>
      <div class="scroll" tabIndex={0} role="region" aria-label="Stable situations by concept">
        <table>
          <thead>
            <tr>
              <th scope="col">View</th>
              <th scope="col" class="number">
                Stable for all
              </th>
              {solve.decision_makers.map((maker) => (
                <th key={maker.id} scope="col" class="number" dir="auto">
                  {maker.name}
                </th>
              ))}
              <th scope="col">What it means</th>
            </tr>
          </thead>
          <tbody>
            {Object.entries(solve.equilibria).map(([key, value]) => (
              <tr key={key}>
                <th scope="row">{key}</th>
                <td class="number">{value.count === null ? '–' : counted(value.count)}</td>
                {solve.decision_makers.map((maker) => (
                  <td key={maker.id} class="number faint">
                    {counts(solve, maker.id, key)}
                  </td>
                ))}
                <td>{concepts.find((item) => item.key === key)?.reading}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="note">Of {counted(solve.feasible)} possible situations. Stable does not mean likely: what cannot be reached is no forecast.</p>
    </details>
  );
}
