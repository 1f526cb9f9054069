// The dispute as cards: who, what each can do, what each wants. Every change is an edit of the text.
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { apply } from '../document/editor';
import { addItem, freshId, moveItem, removeItem, replaceItem, scalar, setKey, setStatusQuo } from '../document/edit';
import { type MakerPart, type OptionPart, type Outline, spellings, standing, type StatementPart } from '../document/outline';
import type { Path } from '../document/pieces';
import { prose } from '../names';
import { eyes, parts, preview, revealPart, stage, text } from '../store';
import { askFor } from '../ui/Dialog';
import { Icon } from '../ui/icons';
import { type Entry, Menu } from '../ui/Menu';

export function Cards() {
  const now = parts.value;
  return (
    <div class="cards">
      {(stage.value || eyes.value) && (
        <p class="note">The cards are the dispute as the file has it; stages and views are changed in the text.</p>
      )}
      {now.broken && <p class="note bad">The text cannot be read to its end, so the cards may lack something.</p>}
      {now.makers.map((maker, index) => (
        <MakerCard key={maker.id} maker={maker} index={index} now={now} />
      ))}
      {now.nobody.length > 0 && (
        <article class="card" aria-label="Circumstances">
          <h2>Circumstances</h2>
          <ul class="options">
            {now.nobody.map((option) => (
              <Option key={option.id} owner={null} option={option} now={now} />
            ))}
          </ul>
        </article>
      )}
      <button class="add" onClick={() => void addMaker(now)}>
        <Icon name="plus" /> Add a decision maker
      </button>
      <Rules now={now} />
    </div>
  );
}

async function addMaker(now: Outline): Promise<void> {
  const answer = await askFor('A new decision maker', [{ key: 'name', label: 'Name', value: '', help: 'A person, an organisation, a state: whoever decides.', check: (value) => (value ? null : 'A decision maker needs a name.') }], 'Add');
  if (!answer) return;
  const name = answer.name!;
  const id = freshId(name, now.makers.map((maker) => maker.id), 'maker');
  apply((text) => addItem(text, ['decision_makers'], { id, name, options: [], preferences: [] }, [`id: ${id}`, `name: ${scalar(name, false)}`, 'options: []', 'preferences: []']));
}

function MakerCard({ maker, index, now }: { maker: MakerPart; index: number; now: Outline }) {
  const rename = async (): Promise<void> => {
    const answer = await askFor(`Rename ${maker.name}`, [{ key: 'name', label: 'Name', value: maker.name, help: `Its id stays “${maker.id}”, so nothing that names it has to change.` }], 'Rename');
    if (answer?.name) apply((text) => setKey(text, maker.path, 'name', answer.name!), false);
  };
  const addOption = async (): Promise<void> => {
    const answer = await askFor(
      `What else can be done by ${maker.name}?`,
      [
        { key: 'name', label: 'Taking it means to …', value: '', help: 'An infinitive, because sentences are made of it: “keep the cranes still”.', check: (value) => (value ? null : 'Say what it means.') },
        { key: 'otherwise', label: 'Not taking it means to … (may be left empty)', value: '' },
      ],
      'Add',
    );
    if (!answer) return;
    const taken = [...now.makers.flatMap((one) => one.options.map((option) => option.id)), ...now.outcomes.map((outcome) => outcome.id)];
    const id = freshId(answer.name!, taken, 'option');
    apply((text) => addItem(text, [...maker.path, 'options'], { id, name: answer.name, ...(answer.otherwise ? { otherwise: answer.otherwise } : {}) }));
  };
  // Most of what a card shows, and most edits leave it as it is.
  const wants = useMemo(() => <Wants maker={maker} now={now} />, [maker, now.makers, now.outcomes]);
  return (
    <article class={`card dm-${index % 12}`} aria-labelledby={`maker-${maker.id}`}>
      <header>
        <span class="sign" aria-hidden="true" />
        <h2 id={`maker-${maker.id}`} dir="auto">
          {maker.name}
        </h2>
        <Menu
          label={`More about ${maker.name}`}
          entries={[
            { label: 'Rename …', run: () => void rename() },
            { label: 'Add an option …', run: () => void addOption() },
            { label: 'Add a statement …', run: () => void addStatement(maker, now) },
            { label: 'Show in the text', run: () => revealPart(maker.path) },
            { label: `Remove ${maker.name}`, apart: true, run: () => void apply((text) => removeItem(text, ['decision_makers'], index)) },
          ]}
        >
          <Icon name="more" />
        </Menu>
      </header>
      {maker.options.length > 0 ? (
        <ul class="options" aria-label={`What ${maker.name} can do; on means done at present`}>
          {maker.options.map((option) => (
            <Option key={option.id} owner={maker} option={option} now={now} />
          ))}
        </ul>
      ) : (
        <p class="faint">
          {now.explicit ? 'Moves are listed in the text.' : 'It can do nothing yet.'}{' '}
          {!now.explicit && (
            <button class="link" onClick={() => void addOption()}>
              Add an option
            </button>
          )}
        </p>
      )}
      {wants}
    </article>
  );
}

function Option({ owner, option, now }: { owner: MakerPart | null; option: OptionPart; now: Outline }) {
  const level = standing(now, owner, option);
  const clash = now.makers.some((maker) => maker !== owner && maker.options.some((other) => other.id === option.id));
  const said = clash && owner ? `${owner.id}.${option.id}` : option.id;
  const set = (to: number): void => {
    const word = to === 0 ? null : option.levels.length ? `${said}.${option.levels[to - 1]!.id}` : said;
    apply((text) => setStatusQuo(text, spellings(owner, option), word));
  };
  const ruled = now.rules.findIndex((rule) => rule.kind === 'never' && (rule.text === option.id || rule.text === said));
  const rename = async (): Promise<void> => {
    const answer = await askFor(
      'Rename an option',
      [
        { key: 'name', label: 'Taking it means to …', value: option.name, check: (value) => (value ? null : 'Say what it means.') },
        { key: 'otherwise', label: 'Not taking it means to …', value: option.otherwise ?? '' },
      ],
      'Rename',
    );
    if (!answer) return;
    apply((text) => {
      const named = answer.name === option.name ? text : setKey(text, option.path, 'name', answer.name!);
      return answer.otherwise === (option.otherwise ?? '') ? named : setKey(named, option.path, 'otherwise', answer.otherwise || null);
    }, false);
  };
  const oneWay = (value: string | null): void => void apply((text) => setKey(text, option.path, 'irreversible', value));
  const entries: Entry[] = [
    { label: 'Rename …', run: () => void rename() },
    { label: 'Can be taken and dropped', on: !option.irreversible, apart: true, run: () => oneWay(null) },
    { label: 'One way: once taken, never dropped', on: option.irreversible === 'taken', run: () => oneWay('taken') },
    { label: 'One way: once dropped, never taken again', on: option.irreversible === 'dropped', run: () => oneWay('dropped') },
    ruled < 0
      ? { label: 'Rule it out (never)', apart: true, run: () => void apply((text) => addItem(text, ['rules'], { never: said }, [`never: ${said}`])) }
      : { label: 'Allow it again', apart: true, run: () => void apply((text) => removeItem(text, ['rules'], ruled)) },
    { label: 'Show in the text', run: () => revealPart(option.path) },
    {
      label: 'Remove',
      apart: true,
      run: () =>
        void apply((text) =>
          removeItem(level > 0 ? setStatusQuo(text, spellings(owner, option), null) : text, option.path.slice(0, -1), option.path[option.path.length - 1] as number),
        ),
    },
  ];
  return (
    <li class={ruled >= 0 ? 'option out' : 'option'}>
      {option.levels.length === 0 ? (
        <button class="toggle" role="switch" aria-checked={level > 0} onClick={() => set(level > 0 ? 0 : 1)}>
          <span class="knob" aria-hidden="true">
            {level > 0 ? 'Y' : 'N'}
          </span>
          <span class="name" dir="auto">
            {option.name}
          </span>
        </button>
      ) : (
        <fieldset class="levels">
          <legend dir="auto">{option.name}</legend>
          {['none', ...option.levels.map((item) => item.name)].map((name, place) => (
            <label key={name}>
              <input type="radio" name={`${owner?.id}.${option.id}`} checked={level === place} onChange={() => set(place)} />
              <span dir="auto">{name}</span>
            </label>
          ))}
        </fieldset>
      )}
      <span class="badges">
        {option.irreversible && (
          <span class="badge" title={option.irreversible === 'taken' ? 'Once taken, never dropped' : 'Once dropped, never taken again'}>
            one way
          </span>
        )}
        {option.when && (
          <span class="badge" title={`Can be taken only when: ${option.when}`}>
            when …
          </span>
        )}
        {ruled >= 0 && <span class="badge bad">ruled out</span>}
        <Grounds because={option.because} />
      </span>
      <Menu label={`More about: ${option.name}`} entries={entries}>
        <Icon name="more" />
      </Menu>
    </li>
  );
}

/** Whether a claim rests on something. */
function Grounds({ because }: { because: string[] }) {
  return because.length === 0 ? (
    <span class="badge assumed" title="Nothing in the file supports this">
      assumed
    </span>
  ) : null;
}

async function addStatement(maker: MakerPart, now: Outline): Promise<void> {
  const answer = await askFor(
    `What else does ${maker.name} want?`,
    [{ key: 'want', label: 'It wants …', value: '', help: 'A formula of options and outcomes: not strike, raise if strike, talk and not hold.', suggestions: hints(now), check: (value) => (value ? null : 'Say what it wants.') }],
    'Add as the least important',
  );
  if (answer) apply((text) => addItem(text, [...maker.path, maker.wants ?? 'preferences'], answer.want!, [scalar(answer.want!, false)]));
}

const hints = (now: Outline): string[] =>
  [...now.makers.flatMap((maker) => maker.options.map((option) => option.id)), ...now.outcomes.map((outcome) => outcome.id)].flatMap((id) => [id, `not ${id}`]);

/** What a decision maker wants, in order; a statement can be dragged, or moved with the arrow keys on its handle. */
function Wants({ maker, now }: { maker: MakerPart; now: Outline }) {
  const list = useRef<HTMLOListElement>(null);
  const held = useRef<number | null>(null);
  const [dragged, drag] = useState<number | null>(null);
  const path: Path = [...maker.path, maker.wants ?? 'preferences'];
  const movable = maker.wants === 'preferences' || maker.wants === 'ranking';
  const count = maker.statements.length;

  const begin = (event: PointerEvent, from: number): void => {
    if (event.button !== 0) return;
    event.preventDefault();
    const before = text.value;
    const rows = [...list.current!.children].map((row) => row.getBoundingClientRect());
    let to = from;
    drag(from);
    const move = (moved: PointerEvent): void => {
      const y = moved.clientY;
      // The place is where the pointer is among the rows as they stood when it went down.
      const over = rows.findIndex((row) => y < row.bottom);
      const next = over < 0 ? count - 1 : over;
      if (next === to) return;
      to = next;
      drag(to);
      try {
        performance.clearMarks('edit');
        performance.mark('edit');
        preview.value = to === from ? null : moveItem(before, path, from, to);
      } catch {
        end(false);
      }
    };
    const end = (keep: boolean): void => {
      removeEventListener('pointermove', move);
      removeEventListener('pointerup', up);
      removeEventListener('pointercancel', cancel);
      removeEventListener('keydown', key, true);
      drag(null);
      preview.value = null;
      if (keep && to !== from) apply((current) => moveItem(current, path, from, to));
    };
    const up = (): void => end(true);
    const cancel = (): void => end(false);
    const key = (pressed: KeyboardEvent): void => {
      if (pressed.key !== 'Escape') return;
      pressed.stopPropagation();
      end(false);
    };
    addEventListener('pointermove', move);
    addEventListener('pointerup', up);
    addEventListener('pointercancel', cancel);
    addEventListener('keydown', key, true);
  };

  const nudge = (event: KeyboardEvent, from: number): void => {
    const to = { ArrowUp: from - 1, ArrowDown: from + 1, Home: 0, End: count - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    if (to < 0 || to >= count || to === from) return;
    if (!apply((current) => moveItem(current, path, from, to))) return;
    held.current = to;
  };
  // The handle that was moved keeps the focus, although its row stands elsewhere now.
  useLayoutEffect(() => {
    if (held.current === null) return;
    list.current?.querySelectorAll<HTMLButtonElement>('.grip')[held.current]?.focus();
    held.current = null;
  }, [maker.statements]);

  return (
    <div class="wants">
      <h3>
        {maker.wants === 'ranking' ? 'How it ranks outcomes, best first' : maker.wants === 'payoffs' ? 'What outcomes are worth to it' : 'What it wants, most important first'}
      </h3>
      {count === 0 && <p class="faint">Nothing is said; then it is indifferent to everything.</p>}
      <ol ref={list} class={dragged === null ? '' : 'dragging'}>
        {maker.statements.map((statement, place) => (
          <li key={`${statement.text}#${maker.statements.slice(0, place).filter((other) => other.text === statement.text).length}`} class={dragged === place ? 'lifted' : ''}>
            {movable && count > 1 ? (
              <button
                class="grip"
                // As a slider it gets the arrow keys while a screen reader reads the page by them, and its place is told as it changes.
                role="slider"
                aria-orientation="vertical"
                aria-label={`Importance of: ${statement.text}`}
                aria-valuemin={1}
                aria-valuemax={count}
                aria-valuenow={count - place}
                aria-valuetext={`place ${place + 1} of ${count}`}
                title="Drag, or press the arrow keys"
                onPointerDown={(event) => begin(event, place)}
                onKeyDown={(event) => nudge(event, place)}
              >
                <Icon name="grip" />
              </button>
            ) : (
              <span class="grip" aria-hidden="true" />
            )}
            <Said statement={statement} now={now} maker={maker} />
            <Menu
              label={`More about: ${statement.text}`}
              entries={[
                ...(movable ? [{ label: 'Change …', run: () => void change(statement, path, place, now) }] : []),
                { label: 'Show in the text', run: () => revealPart(statement.path) },
                ...(movable ? [{ label: 'Remove', apart: true, run: () => void apply((current) => removeItem(current, path, place)) }] : []),
              ]}
            >
              <Icon name="more" />
            </Menu>
          </li>
        ))}
      </ol>
      {maker.wants !== 'payoffs' && (
        <button class="add small" onClick={() => void addStatement(maker, now)}>
          <Icon name="plus" /> Add a statement
        </button>
      )}
    </div>
  );
}

async function change(statement: StatementPart, path: Path, place: number, now: Outline): Promise<void> {
  const answer = await askFor('What it wants', [{ key: 'want', label: 'It wants …', value: statement.text, suggestions: hints(now), check: (value) => (value ? null : 'Say what it wants.') }], 'Change');
  if (!answer || answer.want === statement.text) return;
  apply((text) => {
    try {
      return setKey(text, [...path, place], 'want', answer.want!);
    } catch {
      return replaceItem(text, path, place, scalar(answer.want!, true));
    }
  });
}

function Said({ statement, now, maker }: { statement: StatementPart; now: Outline; maker: MakerPart }) {
  const name = (id: string, taken: boolean): string | null => {
    for (const owner of now.makers)
      for (const option of owner.options) {
        if (id === option.id || id === `${owner.id}.${option.id}`) return taken ? option.name : (option.otherwise ?? `not ${option.name}`);
        for (const level of option.levels)
          if (id.endsWith(`${option.id}.${level.id}`)) return taken ? level.name : (level.otherwise ?? `not ${level.name}`);
      }
    return null;
  };
  const words = statement.group.length ? `in no known order: ${statement.group.join(', ')}` : prose(statement.text, name);
  return (
    <div class="said">
      <span dir="auto">{words}</span>
      <span class="badges">
        {words !== statement.text && statement.group.length === 0 && <code dir="ltr">{statement.text}</code>}
        {statement.doubtful && <span class="badge">in doubt</span>}
        {statement.fixed && <span class="badge">fixed</span>}
        {statement.basis.includes('afterwards') && (
          <span class="badge" title="Known only from later events">
            afterwards
          </span>
        )}
        {maker.wants === 'preferences' && <Grounds because={statement.because} />}
      </span>
    </div>
  );
}

function Rules({ now }: { now: Outline }) {
  const addRule = async (): Promise<void> => {
    const answer = await askFor('A new rule', [{ key: 'never', label: 'It can never be that …', value: '', suggestions: hints(now), help: 'A formula: strike and lockout.', check: (value) => (value ? null : 'Say what cannot be.') }], 'Add');
    if (answer) apply((text) => addItem(text, ['rules'], { never: answer.never }, [`never: ${scalar(answer.never!, false)}`]));
  };
  if (now.explicit) return null;
  return (
    <article class="card rules" aria-labelledby="rules">
      <header>
        <h2 id="rules">What cannot be</h2>
      </header>
      {now.rules.length === 0 && <p class="faint">Every combination of options can exist.</p>}
      <ul>
        {now.rules.map((rule, index) => (
          <li key={index}>
            <span dir="auto">
              <em>{rule.kind}</em> {rule.text}
            </span>
            <Menu
              label={`More about the rule: ${rule.text}`}
              entries={[
                { label: 'Show in the text', run: () => revealPart(rule.path) },
                { label: 'Remove', apart: true, run: () => void apply((text) => removeItem(text, ['rules'], index)) },
              ]}
            >
              <Icon name="more" />
            </Menu>
          </li>
        ))}
      </ul>
      <button class="add small" onClick={() => void addRule()}>
        <Icon name="plus" /> Add a rule
      </button>
    </article>
  );
}
