// What the workbench knows: the open dispute, its text, the answer to it, and what the reader looks at.
import { batch, computed, effect, signal } from '@preact/signals';
import { analyse, type AnalyseRequest, about as askAbout, offline, question, Refused, Unreachable, type Variant } from './api';
import { outline, type Outline } from './document/outline';
import { type Path, placeOf } from './document/pieces';
import { words } from './names';
import { route } from './router';
import type { About, Analysis, Diff, Problem } from './types';
import { say } from './ui/toasts';

export interface Open {
  id: string;
  /** The file's last part: its ending tells the format. */
  name: string;
  readOnly: boolean;
  /** The version that was read or saved last; null for what was never saved. */
  etag: string | null;
  saved: string;
}

export const server = signal<About | null>(null);
export const open = signal<Open | null>(null);
/** What stands in the editor. Only document/editor.ts writes it. */
export const text = signal('');
/** What would stand there if the hand let go now, while something is dragged. */
export const preview = signal<string | null>(null);
export const shown = computed(() => preview.value ?? text.value);
export const unsaved = computed(() => open.value !== null && text.value !== open.value.saved);

export const stage = signal<string | null>(null);
export const eyes = signal<string | null>(null);
export const concept = signal('seq');
export const figure = signal('option-table');
export const ladderOf = signal<string | null>(null);
/** The move or state that the stepper has come to, highlighted in every figure. */
export const walking = signal<{ state: string; move: string | null } | null>(null);
/** Where the pictures' reader is sent: an offset in the text to show. */
export const reveal = signal<{ offset: number; length: number } | null>(null);
export const revealPart = (path: Path): void => void (reveal.value = { offset: placeOf(text.value, path), length: 0 });
export const leftPane = signal<'cards' | 'text' | 'both'>('cards');

/** The last answer that was any good, and the text it answers. */
export const analysis = signal<{ data: Analysis; text: string; variant: Variant } | null>(null);
export const problems = signal<Problem[]>([]);
/** The pictures are of an earlier text: the present one has faults, or nobody answers. */
export const stale = signal(false);
export const busy = signal(false);
export const trouble = signal<string | null>(null);
export const parts = signal<Outline>(outline(''));

export const variant = computed<Variant>(() => ({
  ...(stage.value ? { stage: stage.value } : {}),
  ...(eyes.value ? { view: eyes.value } : {}),
  ...(open.value ? { name: open.value.name } : {}),
}));
/** Who sees the dispute, or the stage that is shown, in a way of its own. */
export const sights = computed<string[]>(() => {
  const now = parts.value;
  const phase = now.stages.find((item) => (stage.value ? item.id === stage.value : item.now));
  return phase?.views ?? now.views;
});
export const dictionary = computed(() => words(analysis.value?.data ?? null));

const fits = (state: string): boolean => {
  const options = analysis.value?.data.solve?.options.length ?? 0;
  return options === 0 ? true : /^[YN]+$/.test(state) && state.length === options;
};
/** The state looked at, where the present dispute has it. */
export const chosen = computed(() => (route.value.state !== null && fits(route.value.state) ? route.value.state : null));

/** The picture to ask for: the one chosen, where the server knows it. */
const drawn = computed(() => {
  const known = server.value?.figures.some((item) => item.kind === figure.value) ?? true;
  return route.value.view === 'outcomes' && known ? [figure.value] : [];
});

/** The body of any question about what is shown now. */
export const asked = (): Variant & { text: string } => ({ text: shown.value, ...variant.value });

/** Whether a state may be one of the text that is asked about: that of another stage, or from before an option came, is not. */
function still(state: string): boolean {
  const last = analysis.value;
  if (!last || JSON.stringify(last.variant) !== JSON.stringify(variant.value)) return false;
  if (last.text === shown.value || variant.value.stage || variant.value.view) return true;
  const { makers, nobody, explicit } = outline(shown.value);
  const letters = [...makers.flatMap((maker) => maker.options), ...nobody].reduce((sum, option) => sum + Math.max(1, option.levels.length), 0);
  return explicit || letters === state.length;
}

const wanted = computed(() => (chosen.value && still(chosen.value) ? chosen.value : null));

let current: AbortController | null = null;
let retry: ReturnType<typeof setTimeout> | undefined;
let patience = 1000;

async function run(request: AnalyseRequest): Promise<void> {
  current?.abort();
  const mine = new AbortController();
  current = mine;
  const slow = setTimeout(() => (busy.value = true), 250);
  try {
    const data = await analyse(request, mine.signal);
    if (mine !== current) return;
    patience = 1000;
    batch(() => {
      problems.value = data.problems;
      trouble.value = null;
      stale.value = !data.valid;
      if (data.valid) analysis.value = { data, text: request.text, variant: variant.value };
    });
    if (data.valid) remember(request.text);
    clearTimeout(reading);
    // When the frame with the new picture has been painted, not when it is about to be.
    requestAnimationFrame(() =>
      setTimeout(() => {
        if (performance.getEntriesByName('edit').length > 0) performance.measure('edit-to-picture', 'edit');
        performance.clearMarks('edit');
        readParts();
        if (untold?.after === request.text) void tell();
      }),
    );
  } catch (failure) {
    if (mine !== current) return;
    if (failure instanceof Refused && failure.status === 400 && request.wanted) {
      const { wanted: _, ...rest } = request;
      return void run(rest);
    }
    stale.value = analysis.value !== null;
    if (failure instanceof Unreachable) {
      clearTimeout(retry);
      retry = setTimeout(() => void again(), patience);
      patience = Math.min(patience * 1.6, 10_000);
    } else if (failure instanceof Refused && failure.problems.length > 0) problems.value = failure.problems;
    else trouble.value = failure instanceof Error ? failure.message : String(failure);
  } finally {
    clearTimeout(slow);
    if (mine === current) busy.value = false;
  }
}

const round = signal(0);
/** Asks once more, at once. */
export const again = async (): Promise<void> => {
  clearTimeout(retry);
  round.value = round.peek() + 1;
};

let reading: ReturnType<typeof setTimeout> | undefined;
let read = '';
function readParts(): void {
  const now = shown.peek();
  if (now !== read) parts.value = outline((read = now));
}

let started = false;
/** Answers follow the text from here on. */
export function start(): void {
  if (started) return;
  started = true;
  void askAbout().then((value) => (server.value = value)).catch(() => undefined);
  effect(() => {
    round.value;
    if (!open.value) return;
    const request: AnalyseRequest = {
      text: shown.value,
      ...variant.value,
      figures: drawn.value,
      limit: 64,
      ...(wanted.value ? { wanted: wanted.value } : {}),
      ...(ladderOf.value ? { dm: ladderOf.value } : {}),
    };
    void run(request);
  });
  // The cards follow the text when the picture has; or before it, where it takes its time.
  effect(() => {
    shown.value;
    clearTimeout(reading);
    // Another dispute comes while none is open: nobody sees the cards of the one before.
    if (open.value) reading = setTimeout(readParts, 60);
    else readParts();
  });
  effect(() => {
    if (eyes.value && !sights.value.includes(eyes.value)) eyes.value = null;
  });
  effect(() => {
    if (server.value === null && !offline.value) void askAbout().then((value) => (server.value = value)).catch(() => undefined);
  });
}

let comparing: AbortController | null = null;
interface Step {
  before: string;
  after: string;
  undo: () => void;
}
let untold: Step | null = null;

/** Says which conclusions differ between two texts, with a way back; once both are known to be free of faults. */
export function tellFlips(before: string, after: string, undo: () => void): void {
  comparing?.abort();
  untold = { before, after, undo };
  if (analysis.value?.text === after) void tell();
}

async function tell(): Promise<void> {
  const step = untold!;
  untold = null;
  if (!sound.has(step.before)) return;
  const mine = new AbortController();
  comparing = mine;
  try {
    const name = open.value?.name;
    const answer = await question<Diff>('diff', { before: step.before, after: step.after, ...(name ? { name } : {}) }, mine.signal);
    if (mine.signal.aborted) return;
    const sentences = conclusions(answer.text);
    const count = answer.json.conclusions.length;
    say({
      title: count === 0 ? 'No conclusion changed' : count === 1 ? 'One conclusion changed' : `${count} conclusions changed`,
      lines: sentences.slice(0, 3),
      more: Math.max(0, sentences.length - 3),
      action: { label: 'Undo', keys: 'Ctrl+Z', run: step.undo },
      kind: 'flips',
    });
  } catch {
    // Nobody there: that is said elsewhere.
  }
}

/** Texts that were analysed without a fault, the last few. */
const sound = new Set<string>();
function remember(text: string): void {
  sound.delete(text);
  sound.add(text);
  if (sound.size > 12) sound.delete(sound.values().next().value!);
}

/** The sentences of `diff` that say what follows. */
export function conclusions(said: string): string[] {
  const from = said.indexOf('What follows');
  return (from < 0 ? '' : said.slice(from))
    .split('\n')
    .map((line) => /^\s+- (.*)$/.exec(line)?.[1] ?? '')
    .filter(Boolean)
    .map((line) => line.replace(/; changes? .* (alone|together) makes? it so\.$/, '.'));
}
