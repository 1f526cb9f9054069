// What could be done: the smallest changes that would make an outcome last, and deals that pay everybody in them.
import { useSignal } from '@preact/signals';
import { apply } from '../document/editor';
import { addItem, moveItem, NotByForm, removeItem, setKey } from '../document/edit';
import type { Outline } from '../document/outline';
import { outline } from '../document/outline';
import { analysis, chosen, concept, dictionary, parts, stage, eyes } from '../store';
import type { Deals, LeverEdit, Levers } from '../types';
import { useSearch } from '../ui/ask';
import { Prose, StateLink } from '../ui/Prose';
import { Searching } from '../ui/Searching';

export function Ways() {
  return (
    <>
      <LeverSearch />
      <DealSearch />
    </>
  );
}

function LeverSearch() {
  const { state, begin, cancel } = useSearch<Levers>();
  const now = parts.value;
  const solve = analysis.value?.data.solve;
  const target = useSignal(chosen.value ?? now.outcomes[0]?.id ?? 'status_quo');
  const goal = useSignal<'hold' | 'reached' | 'break'>('hold');
  const depth = useSignal(2);
  const ask = (event: Event): void => {
    event.preventDefault();
    begin('levers', {
      target: target.value,
      depth: depth.value,
      concept: ['nash', 'gmr', 'smr', 'seq', 'sseq'].includes(concept.value) ? concept.value : 'seq',
      ...(goal.value === 'break' ? { break: true } : goal.value === 'reached' ? { reached: true } : {}),
    });
  };
  const plans = state.answer?.json.plans ?? [];
  return (
    <section class="block" aria-labelledby="levers">
      <h2 id="levers">What would make it last?</h2>
      <p class="lead">The smallest changes of what people want, may do or rule out after which an outcome is stable for everybody.</p>
      <form class="asking" onSubmit={ask}>
        <label>
          I want{' '}
          <select value={target.value} onChange={(event) => (target.value = event.currentTarget.value)}>
            {now.outcomes.length > 0 && (
              <optgroup label="Outcomes">
                {now.outcomes.map((outcome) => (
                  <option key={outcome.id} value={outcome.id}>
                    {outcome.id.replaceAll('_', ' ')}
                  </option>
                ))}
              </optgroup>
            )}
            <optgroup label="States">
              {solve?.status_quo && <option value="status_quo">where it stands</option>}
              {chosen.value && <option value={chosen.value}>{chosen.value}</option>}
              {(solve?.equilibria[concept.value]?.states ?? []).slice(0, 12).map((item) => (
                <option key={item} value={item}>
                  {item}
                </option>
              ))}
            </optgroup>
          </select>
        </label>
        <label>
          <span class="hidden">Goal</span>
          <select value={goal.value} onChange={(event) => (goal.value = event.currentTarget.value as 'hold')}>
            <option value="hold">to be stable</option>
            <option value="reached">to be stable and reached by gainful moves</option>
            <option value="break">to be stable no more</option>
          </select>
        </label>
        <label>
          with at most{' '}
          <select value={depth.value} onChange={(event) => (depth.value = Number(event.currentTarget.value))}>
            {[1, 2, 3].map((number) => (
              <option key={number} value={number}>
                {number} {number === 1 ? 'change' : 'changes'}
              </option>
            ))}
          </select>
        </label>
        <button class="strong" type="submit" disabled={!solve}>
          Find levers
        </button>
      </form>
      {(stage.value || eyes.value) && <p class="note">Levers are looked for in the dispute as the file has it, not in the stage or view chosen above.</p>}
      <Searching state={state} cancel={cancel} what="Looking for levers" />
      {state.answer && !state.running && (
        <div>
          {plans.length === 0 ? (
            <div class="empty small">
              <h3>No lever {state.answer.complete ? 'within that many changes' : 'found before the search stopped'}</h3>
              <p>{state.answer.complete ? 'Every plan up to there was looked at. Allow more changes, or want something else.' : 'There may be one all the same.'}</p>
            </div>
          ) : (
            <>
              <p class="faint">
                {state.answer.json.least === 0
                  ? 'Nothing has to change.'
                  : `${plans.length} ${plans.length === 1 ? 'plan' : 'plans'}, smallest first; each was checked by solving the dispute anew.`}
                {!state.answer.complete && ' The search was stopped, so there may be more.'}
              </p>
              <ol class="plans">
                {plans.map((plan, index) => (
                  <li key={index} class="card plan">
                    <Plan plan={plan} outcome={state.answer!.json.target?.outcome ?? null} />
                  </li>
                ))}
              </ol>
            </>
          )}
          <details>
            <summary>The whole answer in words</summary>
            <Prose text={state.answer.text} />
          </details>
        </div>
      )}
    </section>
  );
}

function Plan({ plan, outcome }: { plan: Levers['plans'][number]; outcome: string | null }) {
  const able = plan.edits.length > 0 && !stage.value && !eyes.value && plan.edits.every((edit) => edit.edit !== 'concept');
  const shown = plan.wanted.slice(0, 4);
  return (
    <>
      <ul class="edits">
        {plan.edits.length === 0 && <li>As things stand.</li>}
        {plan.edits.map((edit, index) => (
          <li key={index} dir="ltr">
            {sentence(edit)}
          </li>
        ))}
      </ul>
      <p>
        Then {outcome && <strong>{outcome.replaceAll('_', ' ')}</strong>} {outcome && '('}
        {shown.map((item, index) => (
          <span key={item}>
            {index > 0 && ', '}
            <StateLink state={item} />
          </span>
        ))}
        {plan.wanted.length > shown.length && ` and ${plan.wanted.length - shown.length} more`}
        {outcome && ')'} {plan.wanted.length === 1 || outcome ? 'is' : 'are'} stable for everybody
        {plan.reached ? ', and gainful moves lead there.' : '; gainful moves do not lead there from here.'}
      </p>
      {plan.against.length > 0 && (
        <p class="against">
          Against it speaks:{' '}
          {plan.against
            .map((item) => `${item.statement ?? item.option ?? ''} (${item.how.replaceAll('_', ' ')}${item.evidence?.length ? `, ${item.evidence.length} ${item.evidence.length === 1 ? 'piece' : 'pieces'} of evidence` : ', no evidence'})`)
            .join('; ')}
        </p>
      )}
      {able && (
        <p class="actions">
          <button onClick={() => void apply((text) => plan.edits.reduce(lever, text))}>Try it</button>
        </p>
      )}
    </>
  );
}

function sentence(edit: LeverEdit): string {
  const who = edit.dm ? dictionary.value.maker(edit.dm) : '';
  switch (edit.edit) {
    case 'swap':
      return `${who} holds “${edit.statement}” for one place ${edit.to! < edit.from! ? 'more' : 'less'} important (place ${edit.from} to ${edit.to}).`;
    case 'move':
      return `${who} moves “${edit.statement}” from place ${edit.from} to place ${edit.to}.`;
    case 'drop':
      return `${who} no longer cares for “${edit.statement}”.`;
    case 'negate':
      return `${who} wants the opposite of “${edit.statement}”.`;
    case 'add':
      return `${who} comes to want “${edit.statement}”, at place ${edit.to}.`;
    case 'remove':
      return `“${dictionary.value.option(edit.option!)}” is taken off the table.`;
    case 'one-way':
      return `“${dictionary.value.option(edit.option!)}” becomes one way: once ${edit.irreversible}, never ${edit.irreversible === 'taken' ? 'dropped' : 'taken again'}.`;
    case 'rule':
      return `It is ruled out or laid down: ${edit.rule}.`;
    default:
      return `${who} looks ahead as in ${edit.concept}.`;
  }
}

/** A lever's edit, made to the text; places count in the list as it then stands. */
export function lever(text: string, edit: LeverEdit): string {
  const now = outline(text);
  const index = now.makers.findIndex((maker) => maker.id === edit.dm);
  const path = ['decision_makers', index, 'preferences'] as const;
  switch (edit.edit) {
    case 'swap':
    case 'move':
      return moveItem(text, path, edit.from! - 1, edit.to! - 1);
    case 'drop':
      return removeItem(text, path, edit.from! - 1);
    case 'negate': {
      const said = edit.statement!;
      const opposite = /^not [\w.-]+$/.test(said) ? said.slice(4) : /^[\w.-]+$/.test(said) ? `not ${said}` : `not (${said})`;
      const place = [...path, edit.from! - 1];
      const statement = now.makers[index]!.statements[edit.from! - 1]!;
      return statement.text === '' ? text : change(text, place, opposite);
    }
    case 'add': {
      const added = addItem(text, path, edit.statement!, [edit.statement!]);
      return moveItem(added, path, now.makers[index]!.statements.length, edit.to! - 1);
    }
    case 'remove':
      return addItem(text, ['rules'], { never: short(now, edit.option!) }, [`never: ${short(now, edit.option!)}`]);
    case 'one-way': {
      const [owner, ...rest] = edit.option!.split('.');
      const maker = now.makers.find((item) => item.id === owner);
      const option = maker?.options.find((item) => item.id === rest[0]);
      if (!option) throw new NotByForm('an option that stands elsewhere');
      return setKey(text, option.path, 'irreversible', edit.irreversible!);
    }
    case 'rule': {
      const [kind, ...rest] = edit.rule!.split(': ');
      return addItem(text, ['rules'], { [kind!]: rest.join(': ') }, [edit.rule!]);
    }
    default:
      throw new NotByForm('a change that is none of the file');
  }
}

function change(text: string, place: readonly (string | number)[], formula: string): string {
  try {
    return setKey(text, place, 'want', formula);
  } catch {
    throw new NotByForm('a statement written in an unusual way');
  }
}

function short(now: Outline, qualified: string): string {
  const id = qualified.split('.').slice(1).join('.');
  return now.makers.filter((maker) => maker.options.some((option) => option.id === id)).length > 1 ? qualified : id || qualified;
}

const listed = (names: string[]): string => new Intl.ListFormat('en').format(names);

function DealSearch() {
  const { state, begin, cancel } = useSearch<Deals>();
  const words = dictionary.value;
  const groups = state.answer?.json.groups ?? [];
  // What a larger group can do that a smaller one does better is no deal of its own.
  const able = groups.filter((group) => group.deals.some((deal) => deal.undominated));
  const none = groups.filter((group) => !able.includes(group));
  return (
    <section class="block" aria-labelledby="deals">
      <h2 id="deals">Who could agree on what?</h2>
      <p class="lead">What a group can do together that pays each member, and whether it would last.</p>
      <p>
        <button class="strong" disabled={!analysis.value} onClick={() => begin('deals', { state: chosen.value ?? 'status_quo', limit: 8 })}>
          Find deals
        </button>
      </p>
      <Searching state={state} cancel={cancel} what="Looking for deals" />
      {state.answer && !state.running && (
        <>
          {able.length === 0 && (
            <div class="empty small">
              <h3>No deal</h3>
              <p>No group has anything to do together that pays each of its members.</p>
            </div>
          )}
          <ol class="plans">
            {able.map((group) => (
              <li key={group.members.join()} class="card plan">
                <h3 dir="auto">{listed(group.members.map(words.maker))}</h3>
                <p class="faint">
                  {group.deals.filter((deal) => deal.undominated).length} of {group.improvements} joint improvements cannot be bettered for all of them
                  {group.channels.length ? `; they can talk: ${group.channels.join(', ').replaceAll('_', ' ')}` : '; no channel between them is in the file'}.
                </p>
                <ul class="deals">
                  {group.deals
                    .filter((deal) => deal.undominated)
                    .slice(0, 3)
                    .map((deal) => (
                      <li key={deal.to}>
                        <p>
                          <StateLink state={deal.to} />{' '}
                          {(deal.way ?? []).map((move, index) => (
                            <span key={index}>
                              {index > 0 && '; '}
                              <strong dir="auto">{words.maker(move.dm)}:</strong> <span dir="auto">{words.change(move.from, move.to).join(' and ')}</span>
                            </span>
                          ))}
                        </p>
                        <p class="badges">
                          <span class={deal.self_enforcing ? 'badge good' : 'badge bad'}>{deal.self_enforcing ? 'holds itself' : `tempted to leave: ${deal.temptations.map((item) => words.maker(item.dm)).join(', ')}`}</span>
                          {deal.credible_answers.spoilt && <span class="badge bad">others would spoil it</span>}
                          {deal.orders.some((order) => order.works) ? <span class="badge">there is an order to go first</span> : <span class="badge">only at once</span>}
                        </p>
                      </li>
                    ))}
                </ul>
              </li>
            ))}
          </ol>
          {none.length > 0 && able.length > 0 && (
            <p class="faint">
              No deal, or none that a smaller group could not better: {none.map((group) => group.members.map(words.maker).join(' + ')).join('; ')}.
            </p>
          )}
          <details>
            <summary>The whole answer in words</summary>
            <Prose text={state.answer.text} />
          </details>
        </>
      )}
    </section>
  );
}
