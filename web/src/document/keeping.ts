// Opening, saving, and losing nothing: drafts go to this browser at once and to the server soon after; a save names the version
// it was made from, so that neither another tab nor a git pull can be overwritten unseen.
import { effect, signal } from '@preact/signals';
import { draft, dropDraft, offline, putDraft, read, Refused, save as put, Unreachable } from '../api';
import { go, toDispute } from '../router';
import { again, analysis, eyes, open, problems, server, stage, stale, text, trouble, unsaved } from '../store';
import type { Draft } from '../types';
import { askFor, choose } from '../ui/Dialog';
import { download } from '../ui/download';
import { say } from '../ui/toasts';
import { apply, load } from './editor';

/** Said above the dispute: what was found on opening, or meanwhile. */
export const notice = signal<{ kind: 'restored' | 'changed'; text: string; other: string } | null>(null);
export const keeping = signal<'saved' | 'draft' | 'unkept' | 'saving'>('saved');
export const loading = signal<string | null>(null);
export const missing = signal<string | null>(null);

const key = (id: string): string => `standoff.draft:${id}`;
const local = {
  get(id: string): Draft | null {
    try {
      const kept = localStorage.getItem(key(id));
      return kept ? (JSON.parse(kept) as Draft) : null;
    } catch {
      return null;
    }
  },
  set(id: string, value: Draft): boolean {
    try {
      localStorage.setItem(key(id), JSON.stringify(value));
      return true;
    } catch {
      return false;
    }
  },
  drop(id: string): void {
    try {
      localStorage.removeItem(key(id));
    } catch {
      // nothing was kept then
    }
  },
};

const clock = (iso: string): string => {
  const day = new Date(iso);
  const time = day.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
  return day.toDateString() === new Date().toDateString() ? time : `${day.toLocaleDateString()} ${time}`;
};

/** A draft is not forgotten just because the saved text comes first. */
let opening = false;

/** Opens a dispute; what was typed and not saved the last time comes back, one undo away from the saved text. */
export async function openDispute(id: string): Promise<void> {
  if (open.value?.id === id) return;
  loading.value = id;
  missing.value = null;
  try {
    const [file, far] = await Promise.all([
      read(id).catch((failure) => {
        if (failure instanceof Refused && failure.status === 404 && id.startsWith('files/')) return null;
        throw failure;
      }),
      draft(id).catch(() => null),
    ]);
    const near = local.get(id);
    const kept = [near, far].filter((item): item is Draft => item !== null).sort((a, b) => b.saved.localeCompare(a.saved))[0];
    if (!file && !kept) throw new Refused(404, 'Not found', `There is no dispute “${id}” in this folder.`);
    opening = true;
    begin(id, file?.text ?? '', file?.etag ?? null);
    opening = false;
    if (kept && kept.text !== (file?.text ?? '')) {
      apply(() => kept.text, false);
      const moved = file !== null && kept.base !== null && kept.base !== file.etag;
      notice.value = {
        kind: 'restored',
        text: `What you had not saved at ${clock(kept.saved)} is back.${moved ? ' The file has been changed by somebody else since.' : ''}`,
        other: file?.text ?? '',
      };
    }
  } catch (failure) {
    missing.value = failure instanceof Error ? failure.message : String(failure);
  } finally {
    loading.value = null;
  }
}

function begin(id: string, contents: string, etag: string | null): void {
  analysis.value = null;
  problems.value = [];
  stale.value = false;
  trouble.value = null;
  stage.value = eyes.value = null;
  notice.value = null;
  const tidy = contents.replace(/\r\n?/g, '\n');
  open.value = null;
  load(tidy);
  open.value = { id, name: nameOf(id), readOnly: id.startsWith('cases/'), etag, saved: tidy };
}

const nameOf = (id: string): string => {
  const last = id.split('/').pop()!;
  return /\.\w+$/.test(last) ? last : `${last}.yaml`;
};

export function closeDispute(): void {
  if (open.value && !unsaved.value) tidy(open.value.id);
  else if (open.value && server.peek()?.writable !== false) void putDraft(open.value.id, draftOf()).catch(() => undefined);
  open.value = null;
  analysis.value = null;
  notice.value = null;
}

/** A file that is not there yet: it exists as a draft until it is saved. */
export async function newDispute(path: string, contents: string): Promise<void> {
  const id = `files/${path}`;
  const etag = await put(id, contents, null);
  local.drop(id);
  begin(id, contents, etag);
  go(toDispute(id));
}

let sending: ReturnType<typeof setTimeout> | undefined;
let storing: ReturnType<typeof setTimeout> | undefined;
const draftOf = (): Draft => ({ text: text.value, base: open.value?.etag ?? null, saved: new Date().toISOString() });

/** Keeps drafts from here on. */
export function keep(): void {
  effect(() => {
    const id = open.value?.id;
    text.value;
    clearTimeout(sending);
    clearTimeout(storing);
    if (!id) return;
    if (!unsaved.value) {
      keeping.value = 'saved';
      if (!opening) sending = setTimeout(() => tidy(id), 700);
      return;
    }
    // Once the question about the new text is on its way: writing takes as long as asking.
    storing = setTimeout(store);
    if (server.peek()?.writable === false) return;
    sending = setTimeout(() => {
      void putDraft(id, draftOf()).then(
        () => (keeping.value = unsaved.value ? 'draft' : 'saved'),
        () => undefined,
      );
    }, 700);
  });
  const store = (): void => {
    if (open.value && unsaved.value) keeping.value = local.set(open.value.id, draftOf()) ? 'draft' : 'unkept';
  };
  // The last words before the page goes: the server keeps them even when this browser does not.
  addEventListener('pagehide', () => {
    store();
    if (open.value && !unsaved.value) tidy(open.value.id, true);
    else if (open.value && text.value.length < 60_000) void putDraft(open.value.id, draftOf(), true).catch(() => undefined);
  });
  addEventListener('beforeunload', (event) => {
    if (unsaved.value && keeping.value === 'unkept') event.preventDefault();
  });
  addEventListener('focus', () => void lookAround());
  effect(() => {
    if (!offline.value) void again();
  });
}

/** What stands there is what was saved: a draft of something else would come back. */
function tidy(id: string, keepalive = false): void {
  if (local.get(id)) forget(id, keepalive);
}

function forget(id: string, keepalive = false): void {
  local.drop(id);
  if (server.peek()?.writable !== false) void dropDraft(id, keepalive).catch(() => undefined);
}

/** Whether the file was changed elsewhere while this page was not looked at. */
async function lookAround(): Promise<void> {
  const here = open.value;
  if (!here || here.readOnly || here.etag === null) return;
  try {
    const now = await read(here.id);
    if (now.etag === open.value?.etag || open.value?.id !== here.id) return;
    if (!unsaved.value) {
      begin(here.id, now.text, now.etag);
      say({ title: 'The file was changed elsewhere', lines: ['This page shows the new version.'], kind: 'note' });
    } else notice.value = { kind: 'changed', text: 'The file was changed elsewhere while you were editing.', other: now.text };
  } catch {
    // asked again with the next focus
  }
}

/** Saves; a case of the catalogue, which cannot be changed, under a name of one's own. */
export async function save(): Promise<void> {
  const here = open.value;
  if (!here) return;
  if (server.value?.writable === false) {
    const kept = text.value;
    return say({ title: 'This server writes no files', lines: ['It was started with --read-only. Your text can be downloaded instead.'], action: { label: 'Download', run: () => download(here.name, kept, 'text/yaml') }, kind: 'save' });
  }
  if (here.readOnly) return saveAs();
  if (!unsaved.value && here.etag !== null) return say({ title: 'Saved already', kind: 'save' }, 2500);
  const contents = text.value;
  keeping.value = 'saving';
  try {
    const etag = await put(here.id, contents, here.etag);
    open.value = { ...here, etag, saved: contents };
    if (notice.value) notice.value = null;
    forget(here.id);
    say({ title: 'Saved', lines: [here.id.replace(/^files\//, '')], kind: 'save' }, 2500);
  } catch (failure) {
    keeping.value = 'draft';
    if (failure instanceof Refused && failure.status === 412) return conflict(contents);
    say({
      title: failure instanceof Unreachable ? 'Not saved: the server does not answer' : 'Not saved',
      lines: [failure instanceof Unreachable ? 'Your text is kept in this browser and saved to no file yet. Save again when the server is back.' : (failure as Error).message],
      kind: 'save',
    });
  }
}

async function conflict(mine: string): Promise<void> {
  const here = open.value!;
  const theirs = await read(here.id);
  const answer = await choose(
    'The file was changed meanwhile',
    [`“${here.name}” is no longer the version that you began to edit: another tab, another program or somebody else saved it. Nothing of either is lost yet.`],
    [
      { key: 'difference', label: 'See the difference' },
      { key: 'theirs', label: 'Take theirs' },
      { key: 'copy', label: 'Keep mine as a copy', strong: true },
    ],
  );
  if (answer === 'theirs') {
    // One undo away from what was typed here.
    open.value = { ...here, etag: theirs.etag, saved: theirs.text };
    apply(() => theirs.text, false);
  } else if (answer === 'copy') await saveAs(mine);
  else if (answer === 'difference') {
    notice.value = { kind: 'changed', text: 'The file was changed elsewhere while you were editing.', other: theirs.text };
    go(`${toDispute(here.id)}/v/compare`);
  }
}

/** What stands here is right although the file says otherwise: the next save replaces the version seen. */
export async function accept(): Promise<void> {
  const here = open.value;
  if (!here) return;
  const now = await read(here.id);
  open.value = { ...here, etag: now.etag, saved: now.text };
  notice.value = null;
}

export const fileName = (value: string): string | null =>
  value === '' ? 'A file needs a name.' : /(^|\/)\.\.?(\/|$)|^\//.test(value) ? 'The file has to be inside the folder.' : /[\\:*?"<>|]/.test(value) ? 'These characters cannot be in a file name: \\ : * ? " < > |' : null;

export const withEnding = (value: string): string => (/\.(ya?ml|json|gmcr)$/i.test(value) ? value : `${value}.yaml`);

export async function saveAs(contents = text.value): Promise<void> {
  const here = open.value!;
  const base = here.id.replace(/^(cases|files)\//, '').replace(/\.\w+$/, '');
  const answer = await askFor(
    here.readOnly ? 'Save as a file of your own' : 'Save as',
    [{ key: 'name', label: 'File name', value: here.readOnly ? `${base}.yaml` : `${base}-copy.yaml`, help: 'Inside the folder that the server was started with.', check: fileName }],
    'Save',
  );
  if (!answer) return;
  const id = `files/${withEnding(answer.name!)}`;
  try {
    const etag = await put(id, contents, null);
    forget(here.id);
    const same = contents === text.value;
    if (same) open.value = { ...here, id, name: nameOf(id), readOnly: false, etag, saved: contents };
    say({ title: 'Saved', lines: [id.slice('files/'.length)], kind: 'save' }, 2500);
    go(toDispute(id));
  } catch (failure) {
    if (failure instanceof Refused && failure.status === 412) {
      say({ title: 'There is a file of that name', lines: ['Choose another name; nothing was replaced.'], kind: 'save' });
      return saveAs(contents);
    }
    const kept = failure instanceof Unreachable ? ['The server does not answer. Your text is kept in this browser.'] : [(failure as Error).message];
    say({ title: 'Not saved', lines: kept, kind: 'save', action: { label: 'Download it instead', run: () => download(answer.name!, contents, 'text/yaml') } });
  }
}
