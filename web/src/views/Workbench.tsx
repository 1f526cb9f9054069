// One dispute: what follows from it on top, its parts on the left, pictures and answers on the right.
import type { ComponentType } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { offline } from '../api';
import { canRedo, canUndo, hasFocus, redo, showPlace, undo } from '../document/editor';
import { accept, closeDispute, keep, keeping, loading, missing, notice, openDispute, save, saveAs } from '../document/keeping';
import { apply } from '../document/editor';
import { handover } from '../ui/handover';
import { later } from '../ui/later';
import { go, route, toDispute, toView, type View } from '../router';
import { followFirmness } from '../robustness';
import { again, analysis, busy, chosen, leftPane, open, parts, problems, reveal, stale, start, trouble, unsaved } from '../store';
import { Appearance } from '../ui/Appearance';
import { Help, helping, useHelpKey } from '../ui/Help';
import { Icon } from '../ui/icons';
import { Menu } from '../ui/Menu';
import { Cards } from './Cards';
import { Editor } from './Editor';
import { Finding } from './Finding';
import { Mark } from './Gallery';
import { Outcomes } from './Outcomes';
import { Story } from './Story';

const names: Record<View, string> = {
  outcomes: 'Outcomes',
  ways: 'Levers & deals',
  doubt: 'Doubt',
  time: 'Time',
  eyes: 'Their eyes',
  evidence: 'Evidence',
  compare: 'Compare',
};
// Only what is seen first is fetched first; the other views come when they are asked for, or when nothing else is to do.
const Ways = later(() => import('./Ways').then((module) => module.Ways));
const Doubt = later(() => import('./Doubt').then((module) => module.Doubt));
const Time = later(() => import('./Time').then((module) => module.Time));
const Eyes = later(() => import('./Eyes').then((module) => module.Eyes));
const Evidence = later(() => import('./Evidence').then((module) => module.Evidence));
const Compare = later(() => import('./Compare').then((module) => module.Compare));
const HandOver = later(() => import('./HandOver').then((module) => module.HandOver));
const bodies: Record<View, ComponentType> = { outcomes: Outcomes, ways: Ways, doubt: Doubt, time: Time, eyes: Eyes, evidence: Evidence, compare: Compare };

let begun = false;

export function Workbench() {
  const { id, view } = route.value;
  useEffect(() => {
    if (begun) return;
    begun = true;
    start();
    followFirmness();
    keep();
  }, []);
  useEffect(() => {
    if (id) void openDispute(id);
  }, [id]);
  useEffect(() => () => closeDispute(), []);
  useKeys();
  useHelpKey();
  const here = open.value;
  const title = parts.value.title || here?.name || 'Dispute';
  useEffect(() => {
    document.title = `${unsaved.value ? '• ' : ''}${title} – Standoff`;
  }, [title, unsaved.value]);

  if (missing.value)
    return (
      <main class="empty" id="main">
        <h1>This dispute could not be opened</h1>
        <p>{missing.value}</p>
        <p>
          <button onClick={() => id && void openDispute(id)}>Try again</button> <a href="#/">All disputes</a>
        </p>
      </main>
    );
  if (!here || loading.value)
    return (
      <main class="waiting" aria-busy="true">
        <p>Opening …</p>
      </main>
    );
  const Body = bodies[view];
  return (
    <div class="workbench" data-left={chosen.value && view === 'outcomes' ? 'story' : leftPane.value}>
      <a class="skip" href="#answers" onClick={(event) => jump(event, 'answers')}>
        Skip to the answers
      </a>
      <Bar title={title} />
      <Notices />
      <Finding />
      <div class="panes">
        <Left />
        <main id="answers" class={`right${stale.value ? ' stale' : ''}`} tabIndex={-1}>
          <nav class="tabs" aria-label="Views">
            {(Object.keys(names) as View[]).map((key) => (
              <a key={key} href={toView(here.id, key)} aria-current={view === key ? 'page' : undefined}>
                {names[key]}
              </a>
            ))}
          </nav>
          {stale.value && analysis.value && (
            <p class="staleness" role="status">
              {offline.value ? 'The server does not answer: this is from before.' : 'The text has problems: this is the last version without any.'}
            </p>
          )}
          <div class="view" key={view}>
            <Body />
          </div>
        </main>
      </div>
      {handover.value && <HandOver />}
      {helping.value && <Help />}
    </div>
  );
}

const jump = (event: Event, to: string): void => {
  event.preventDefault();
  document.getElementById(to)?.focus();
};

function Bar({ title }: { title: string }) {
  const here = open.value!;
  const state = keeping.value;
  const said = state === 'saving' ? 'Saving …' : !unsaved.value ? (here.readOnly ? 'Catalogue' : 'Saved') : state === 'unkept' ? 'Not saved' : 'Draft kept';
  return (
    <header class="bar">
      <a class="brand" href="#/" aria-label="All disputes" title="All disputes">
        <Mark />
      </a>
      <h1 dir="auto" title={title}>
        {title}
      </h1>
      <span class={`keeping ${unsaved.value ? 'draft' : ''}`} role="status">
        {said}
      </span>
      <span class="grow" />
      <span class="group">
        <button class="quiet" aria-label="Undo" title="Undo (Ctrl+Z)" disabled={!canUndo.value} onClick={undo}>
          <Icon name="undo" />
        </button>
        <button class="quiet" aria-label="Redo" title="Redo (Ctrl+Shift+Z)" disabled={!canRedo.value} onClick={redo}>
          <Icon name="redo" />
        </button>
      </span>
      <button class={unsaved.value && !here.readOnly ? 'strong' : ''} onClick={() => void save()} title="Save (Ctrl+S)">
        {here.readOnly ? 'Save as …' : 'Save'}
      </button>
      <button onClick={() => (handover.value = true)}>
        <Icon name="print" />
        <span class="words">Print or export</span>
      </button>
      <Appearance />
      <Menu
        label="More"
        entries={[
          { label: 'All disputes', run: () => go('#/') },
          ...(here.readOnly ? [] : [{ label: 'Save as …', run: () => void saveAs() }]),
          { label: 'Compare versions', run: () => go(toView(here.id, 'compare')) },
          { label: 'Help and keys', keys: '?', apart: true, run: () => (helping.value = true) },
        ]}
      >
        <Icon name="more" />
      </Menu>
    </header>
  );
}

function Notices() {
  const said = notice.value;
  const id = open.value!.id;
  return (
    <>
      {offline.value && (
        <div class="notice bad" role="alert">
          <p>
            <strong>The server does not answer.</strong> You can go on writing: everything is kept in this browser, and asked again by itself.
          </p>
          <button onClick={() => void again()}>Try now</button>
        </div>
      )}
      {trouble.value && !offline.value && (
        <div class="notice bad" role="alert">
          <p>
            <strong>The question could not be answered.</strong> {trouble.value}
          </p>
          <button onClick={() => void again()}>Try again</button>
        </div>
      )}
      {said && (
        <div class="notice" role="status">
          <p>{said.text}</p>
          {said.kind === 'restored' ? (
            <>
              <button onClick={() => (notice.value = null)}>Keep it</button>
              <button
                onClick={() => {
                  apply(() => said.other);
                  notice.value = null;
                }}
              >
                Back to the saved version
              </button>
            </>
          ) : (
            <>
              <button
                onClick={async () => {
                  await accept();
                  apply(() => said.other);
                }}
              >
                Take theirs
              </button>
              <button onClick={() => void saveAs()}>Keep mine as a copy</button>
              <button onClick={() => void accept()}>Keep mine, and replace theirs when I save</button>
            </>
          )}
          <button class="quiet" onClick={() => go(toView(id, 'compare'))}>
            See the difference
          </button>
        </div>
      )}
    </>
  );
}

/** The dispute's parts, or the story of the state that is looked at. */
function Left() {
  const story = chosen.value !== null && route.value.view === 'outcomes';
  const pane = leftPane.value;
  const place = reveal.value;
  const faults = problems.value.filter((problem) => problem.severity === 'error').length;
  useEffect(() => {
    if (!place) return;
    if (pane === 'cards') leftPane.value = 'text';
    if (story) go(toDispute(open.value!.id));
    requestAnimationFrame(() => showPlace(place.offset, place.length));
  }, [place]);
  return (
    <section id="parts" class="left" aria-label={story ? 'The story of a state' : 'The dispute'} tabIndex={-1}>
      <p class="hidden" role="status">
        {story ? `The story of state ${chosen.value} is shown` : ''}
      </p>
      {story ? (
        <Story state={chosen.value!} />
      ) : (
        <>
          <div class="switch" role="group" aria-label="Show the dispute as">
            {(['cards', 'text', 'both'] as const).map((key) => (
              <button key={key} aria-pressed={pane === key} onClick={() => (leftPane.value = key)}>
                {{ cards: 'Cards', text: 'Text', both: 'Both' }[key]}
                {key === 'text' && faults > 0 && <span class="count bad">{faults}</span>}
              </button>
            ))}
            <span class="grow" />
            {busy.value && (
              <span class="busy" role="status">
                working …
              </span>
            )}
          </div>
          <div class="parts">
            {pane !== 'text' && <Cards />}
            {pane !== 'cards' && <Editor />}
          </div>
        </>
      )}
    </section>
  );
}

function useKeys(): void {
  const last = useRef(0);
  useEffect(() => {
    const key = (event: KeyboardEvent): void => {
      const control = event.ctrlKey || event.metaKey;
      const writing = /^(INPUT|TEXTAREA)$/.test((event.target as HTMLElement).tagName);
      if (control && event.key.toLowerCase() === 's' && !event.altKey) {
        event.preventDefault();
        void (event.shiftKey ? saveAs() : save());
      } else if (control && !event.altKey && !hasFocus() && !writing && (event.key.toLowerCase() === 'z' || event.key.toLowerCase() === 'y')) {
        event.preventDefault();
        if (event.shiftKey || event.key.toLowerCase() === 'y') redo();
        else undo();
      } else if (event.key === 'F6') {
        event.preventDefault();
        const places = ['finding', 'parts', 'answers'];
        const now = places.findIndex((id) => document.getElementById(id)?.contains(document.activeElement));
        last.current = (now < 0 ? last.current : now) + (event.shiftKey ? 2 : 1);
        document.getElementById(places[last.current % 3]!)?.focus();
      } else if (event.key === 'Escape' && !event.defaultPrevented && route.value.state && !document.querySelector('dialog[open]')) {
        go(toDispute(route.value.id!));
      }
    };
    addEventListener('keydown', key);
    return () => removeEventListener('keydown', key);
  }, []);
}
