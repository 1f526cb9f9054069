// The first page: the disputes of the folder and those that ship, the reference dispute first.
import { signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { about, disputes, offline, question, Refused, save } from '../api';
import { go, toDispute } from '../router';
import type { About, Listed } from '../types';
import { Help, helping } from '../ui/Help';
import { Appearance } from '../ui/Appearance';
import { askFor } from '../ui/Dialog';
import { Icon } from '../ui/icons';
import { say } from '../ui/toasts';

const found = signal<Listed[] | null>(null);
const server = signal<About | null>(null);
const wrong = signal<string | null>(null);
const sought = signal('');

const look = async (): Promise<void> => {
  wrong.value = null;
  try {
    [found.value, server.value] = await Promise.all([disputes(), about()]);
  } catch (failure) {
    wrong.value = failure instanceof Error ? failure.message : String(failure);
  }
};

const starter = (title: string): string => `standoff: 1
title: ${/^[\p{L}\p{N} ,.'’–-]+$/u.test(title) && !/^[\d'-]/.test(title) ? title : JSON.stringify(title)}

# Who decides, what each can do, and what it wants, most important first.
decision_makers:
  - id: first
    name: The first side
    options:
      - {id: press, name: press the other side, otherwise: leave the other side alone}
    preferences:
      - yield
      - not press
  - id: other
    name: The other side
    options:
      - {id: yield, name: give in, otherwise: stand firm}
    preferences:
      - not press
      - not yield

# What is done at present.
status_quo: [press]
`;

const ending = (name: string): string => (/\.(ya?ml|json|gmcr)$/i.test(name) ? name : `${name}.yaml`);

async function create(): Promise<void> {
  const answer = await askFor(
    'A new dispute',
    [
      { key: 'title', label: 'What is it about?', value: 'A dispute', check: (value) => (value ? null : 'A dispute needs a title.') },
      { key: 'name', label: 'File name', value: 'dispute.yaml', help: 'Inside the folder that the server was started with.', check: (value) => (value && !value.includes('..') ? null : 'A name inside the folder, please.') },
    ],
    'Create',
  );
  if (answer) await put(ending(answer.name!), starter(answer.title!));
}

async function put(name: string, text: string): Promise<void> {
  const id = `files/${name}`;
  try {
    await save(id, text, null);
    go(toDispute(id));
  } catch (failure) {
    say({
      title: failure instanceof Refused && failure.status === 412 ? `There is a file “${name}” already` : 'The file could not be written',
      lines: [failure instanceof Refused && failure.status === 412 ? 'Nothing was replaced. Choose another name.' : (failure as Error).message],
      kind: 'save',
    });
  }
}

/** A file brought along: dispute files as they are, those of the older tool in the language of this one. */
async function bring(file: File): Promise<void> {
  const text = await file.text();
  if (!/\.gmcr$/i.test(file.name)) return put(ending(file.name), text);
  try {
    const answer = await question('convert', { text, name: file.name, to: 'yaml' });
    await put(file.name.replace(/\.gmcr$/i, '.yaml'), answer.text);
  } catch (failure) {
    say({ title: 'The file could not be understood', lines: [(failure as Error).message], kind: 'save' });
  }
}

const over = signal(false);

const matches = (item: Listed, words: string): boolean => {
  const text = `${item.title} ${item.about} ${item.name} ${item.id}`.toLowerCase();
  return words.toLowerCase().split(/\s+/).every((word) => text.includes(word));
};

export function Gallery() {
  const picker = useRef<HTMLInputElement>(null);
  useEffect(() => {
    document.title = 'Standoff';
    void look();
  }, []);
  const all = found.value;
  const shown = all?.filter((item) => matches(item, sought.value)) ?? [];
  const files = shown.filter((item) => item.origin === 'file');
  const cases = shown.filter((item) => item.origin === 'case');
  const [first, ...others] = cases;
  const writable = server.value?.writable !== false;
  return (
    <div
      class={over.value ? 'gallery over' : 'gallery'}
      onDragOver={(event) => {
        if (!writable || !event.dataTransfer?.types.includes('Files')) return;
        event.preventDefault();
        over.value = true;
      }}
      onDragLeave={(event) => {
        if (!event.relatedTarget) over.value = false;
      }}
      onDrop={(event) => {
        over.value = false;
        const file = event.dataTransfer?.files[0];
        if (!file || !writable) return;
        event.preventDefault();
        void bring(file);
      }}
    >
      <header class="bar">
        <span class="brand">
          <Mark /> Standoff
        </span>
        <span class="grow" />
        <Appearance />
        <button class="quiet" onClick={() => (helping.value = true)} aria-label="Help and keys" title="Help and keys (?)">
          ?
        </button>
      </header>
      <main>
        <div class="hero">
          <h1>Which outcomes can last, for whom, and how does one get there?</h1>
          <p>
            Write down who decides, what each side can do, and what it wants. Standoff works out which situations nobody would leave, shows the moves behind
            every verdict, and says what rests on evidence and what does not.
          </p>
        </div>
        <div class="seek">
          <label class="hidden" for="seek">
            Search disputes
          </label>
          <input id="seek" type="search" placeholder="Search disputes" value={sought.value} onInput={(event) => (sought.value = event.currentTarget.value)} />
          {writable && (
            <>
              <button class="strong" onClick={() => void create()}>
                New dispute
              </button>
              <button onClick={() => picker.current?.click()}>Import a file …</button>
              <input
                ref={picker}
                type="file"
                hidden
                accept=".yaml,.yml,.json,.gmcr"
                aria-label="File to import"
                onChange={async (event) => {
                  const file = event.currentTarget.files?.[0];
                  event.currentTarget.value = '';
                  if (file) await bring(file);
                }}
              />
            </>
          )}
        </div>
        {wrong.value && (
          <div class="empty" role="alert">
            <h2>{offline.value ? 'The server does not answer' : 'The disputes could not be read'}</h2>
            <p>{offline.value ? 'Start it again with “standoff serve”; what you had typed is kept in this browser.' : wrong.value}</p>
            <button onClick={() => void look()}>Try again</button>
          </div>
        )}
        {!all && !wrong.value && (
          <ul class="tiles" aria-busy="true" aria-label="Looking for disputes">
            {[0, 1, 2].map((item) => (
              <li key={item} class="tile ghost" aria-hidden="true" />
            ))}
          </ul>
        )}
        {all && shown.length === 0 && (
          <div class="empty">
            <h2>Nothing found</h2>
            <p>No dispute has “{sought.value}” in its title, its text or its file name.</p>
            <button onClick={() => (sought.value = '')}>Show all</button>
          </div>
        )}
        {first && (
          <section aria-labelledby="begin">
            <h2 id="begin" class={sought.value ? '' : 'hidden'}>
              {sought.value ? 'From the catalogue' : 'Begin here'}
            </h2>
            <Tile item={first} large={!sought.value} />
          </section>
        )}
        {(files.length > 0 || (all && !sought.value)) && (
          <section aria-labelledby="files">
            <h2 id="files">Your folder{server.value ? <span class="faint" title={server.value.folder}> {server.value.folder.split(/[\\/]/).filter(Boolean).pop()}</span> : null}</h2>
            {files.length ? (
              <ul class="tiles">
                {files.map((item) => (
                  <li key={item.id}>
                    <Tile item={item} />
                  </li>
                ))}
              </ul>
            ) : (
              <p class="faint">No dispute in this folder yet. Open one of the catalogue and save it under a name of your own, or begin a new one.</p>
            )}
          </section>
        )}
        {others.length > 0 && (
          <section aria-labelledby="cases">
            <h2 id="cases">Catalogue</h2>
            <ul class="tiles">
              {others.map((item) => (
                <li key={item.id}>
                  <Tile item={item} />
                </li>
              ))}
            </ul>
          </section>
        )}
      </main>
      {helping.value && <Help />}
    </div>
  );
}

function Tile({ item, large = false }: { item: Listed; large?: boolean }) {
  return (
    <a class={large ? 'tile large' : 'tile'} href={toDispute(item.id)}>
      <strong dir="auto">{item.title || item.name}</strong>
      {item.about && <span dir="auto">{item.about}</span>}
      <span class="faint">
        {!item.valid && <em class="badge bad">has problems</em>}
        {item.as_of ? `as of ${item.as_of.replace('/', ' to ')}` : item.origin === 'file' ? item.name : ''}
        {large && (
          <span class="enter">
            Open <Icon name="next" />
          </span>
        )}
      </span>
    </a>
  );
}

export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" width="24" height="24" aria-hidden="true">
      <rect width="32" height="32" rx="7" />
      <path class="one" d="M6 16h8M10.500 11.500L15 16l-4.500 4.500" />
      <path class="two" d="M26 16h-8M21.500 11.500L17 16l4.500 4.500" />
    </svg>
  );
}
