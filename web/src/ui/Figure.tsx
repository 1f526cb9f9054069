// A figure of the server on the page: dressed by the style sheet, its parts to be clicked or walked with the keys.
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { chosen, dictionary, walking } from '../store';
import type { FigureData } from '../types';
import { Icon } from './icons';
import { Menu } from './Menu';
import { become, safe } from './drawing';
import { download } from './download';

export interface Hooks {
  /** `stage`: of which stage it is a state, where the figure shows several. */
  state?: (state: string, stage: string | null) => void;
  move?: (from: string, to: string, stage: string | null) => void;
  statement?: (dm: string, place: number) => void;
  maker?: (dm: string) => void;
  stage?: (stage: string) => void;
}

const selector = '[data-state],[data-move],[data-statement],[data-dm],[data-stage]';

export function Figure({ kind, data, hooks }: { kind: string; data: FigureData; hooks: Hooks }) {
  const box = useRef<HTMLDivElement>(null);
  const [asTable, show] = useState(false);
  const acts = useRef(hooks);
  acts.current = hooks;

  useLayoutEffect(() => {
    const place = box.current;
    if (!place) return;
    const focused = place.contains(document.activeElement) ? hookOf(document.activeElement) : null;
    const drawing = safe(data.svg);
    if (!drawing) return;
    const width = Number(drawing.getAttribute('width'));
    drawing.removeAttribute('height');
    drawing.setAttribute('width', '100%');
    prepare(drawing, acts.current);
    const before = place.firstElementChild;
    if (before instanceof SVGSVGElement) become(before, drawing);
    else place.replaceChildren(drawing);
    // As wide as there is room for, but letters stay large enough to read; then the figure scrolls.
    const { style } = place.firstElementChild as SVGSVGElement;
    style.maxWidth = width ? `${width * 1.25}px` : '';
    style.minWidth = width ? `${width * 0.8}px` : '';
    if (focused) [...place.querySelectorAll<SVGElement>('[tabindex]')].find((part) => hookOf(part) === focused)?.focus();
  }, [data.svg, asTable]);

  // What is looked at, and where the stepper stands.
  const state = chosen.value;
  const walk = walking.value;
  useLayoutEffect(() => {
    for (const part of box.current?.querySelectorAll<SVGElement>('[data-state],[data-move]') ?? []) {
      part.classList.toggle('chosen', state !== null && part.dataset.state === state);
      part.classList.toggle('walked', walk !== null && (part.dataset.state === walk.state || (walk.move !== null && part.dataset.move === walk.move)));
    }
  }, [data.svg, asTable, state, walk]);

  const act = (target: Element | null): void => {
    const part = target?.closest<SVGElement>(selector);
    if (!part) return;
    const { state, move, statement, stage, dm } = part.dataset;
    const within = part.closest<SVGElement>('[data-stage]')?.dataset.stage ?? null;
    if (state && acts.current.state) acts.current.state(state, within);
    else if (move && acts.current.move) acts.current.move(...(move.split('>') as [string, string]), within);
    else if (statement && acts.current.statement) {
      const [owner, place] = statement.split(':');
      acts.current.statement(owner!, Number(place));
    } else if (stage && acts.current.stage) acts.current.stage(stage);
    else if (dm && acts.current.maker) acts.current.maker(dm);
  };
  const key = (event: KeyboardEvent): void => {
    const all = [...(box.current?.querySelectorAll<SVGElement>('[tabindex]') ?? [])];
    const here = all.indexOf(document.activeElement as unknown as SVGElement);
    if (here < 0) return;
    const to = { ArrowRight: here + 1, ArrowDown: here + 1, ArrowLeft: here - 1, ArrowUp: here - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      const next = all[Math.max(0, Math.min(all.length - 1, to))]!;
      for (const part of all) part.setAttribute('tabindex', part === next ? '0' : '-1');
      next.focus();
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      act(document.activeElement);
    }
  };

  return (
    <figure class="figure" data-kind={kind}>
      <figcaption>
        <h3 dir="ltr">{data.title}</h3>
        <span class="tools">
          <button class="quiet" aria-pressed={asTable} onClick={() => show(!asTable)} title={asTable ? 'Show the picture' : 'Show the same as a table'}>
            <Icon name="table" />
            <span class="words">{asTable ? 'Picture' : 'Table'}</span>
          </button>
          <Menu
            label="Download this figure"
            entries={[
              { label: 'Picture (SVG)', run: () => download(`${kind}.svg`, data.svg, 'image/svg+xml') },
              { label: 'Table (CSV)', run: () => download(`${kind}.csv`, csv(data), 'text/csv') },
            ]}
          >
            <Icon name="down" />
          </Menu>
        </span>
      </figcaption>
      {asTable ? <Twin data={data} /> : <div class="drawing" ref={box} onClick={(event) => act(event.target as Element)} onKeyDown={key} tabIndex={-1} />}
      {data.note && (
        <p class="note" dir="ltr">
          {data.note}
        </p>
      )}
    </figure>
  );
}

function Twin({ data }: { data: FigureData }) {
  const { caption, columns, rows } = data.table;
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={caption || data.title}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column, index) => (
              <th key={index} scope="col" dir="auto">
                {column || <span class="hidden">{index === 0 ? 'Row' : `Column ${index + 1}`}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, place) =>
                place === 0 ? (
                  <th key={place} scope="row" dir="auto">
                    {cell}
                  </th>
                ) : (
                  <td key={place} dir="auto">
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const csv = (data: FigureData): string =>
  [data.table.columns, ...data.table.rows].map((row) => row.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')).join('\r\n') + '\r\n';

const hookOf = (part: Element | null): string => {
  const data = (part as SVGElement | null)?.dataset;
  return data ? [data.state, data.move, data.statement, data.dm, data.stage].join('|') : '';
};

/** One stop for each thing that can be chosen, the first one reachable by Tab, the others by arrow keys. */
function prepare(drawing: SVGSVGElement, acts: Hooks): void {
  const useful = (part: SVGElement): boolean => {
    const { state, move, statement, dm, stage } = part.dataset;
    return Boolean((state && acts.state) || (move && acts.move) || (statement && acts.statement) || (stage && acts.stage) || (dm && acts.maker));
  };
  const seen = new Set<string>();
  let first = true;
  for (const part of drawing.querySelectorAll<SVGElement>(selector)) {
    if (!useful(part)) continue;
    // What holds other things to choose is no button itself.
    if ([...part.querySelectorAll<SVGElement>(selector)].some(useful)) continue;
    part.classList.add('hook');
    const hook = hookOf(part);
    if (seen.has(hook)) continue;
    seen.add(hook);
    part.setAttribute('tabindex', first ? '0' : '-1');
    part.setAttribute('role', 'button');
    name(part);
    first = false;
  }
  // What holds buttons is no longer one picture.
  if (!first) drawing.setAttribute('role', 'group');
}

/** Its name is a title inside, which pointers see too. Of a state, what is done in it is told as well: its letters are hard to hear. */
function name(part: SVGElement): void {
  const words = dictionary.value;
  const { state, move, statement, dm, stage } = part.dataset;
  const given = part.querySelector(':scope > title')?.textContent;
  const done = state ? words.brief(state) : '';
  if (done !== '' && done !== state) part.setAttribute('aria-description', done);
  if (given) return;
  const title = document.createElementNS('http://www.w3.org/2000/svg', 'title');
  title.textContent = state
    ? `State ${state}: ${words.brief(state)}`
    : move
      ? `Move: ${words.change(...(move.split('>') as [string, string])).join(' and ')}`
      : statement
        ? `Statement ${statement}`
        : dm
          ? words.maker(dm)
          : `Stage ${stage}`;
  part.prepend(title);
}
