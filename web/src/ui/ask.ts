// Questions to the server whose answer belongs to what is shown: asked anew when the dispute changes, the last one wins, and the
// answer before stays until the next is there.
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { job, question, Unreachable, type Variant } from '../api';
import { analysis, shown, variant } from '../store';
import type { Answer } from '../types';

/** Not every question can be asked of a stage or of somebody's view; the others are about the file as it is. */
function about(verb: string, text: string, variant: Variant): object {
  const whole = ['levers', 'timeline', 'score', 'evidence'].includes(verb);
  return {
    text,
    ...(variant.name ? { name: variant.name } : {}),
    ...(variant.stage && !whole ? { stage: variant.stage } : {}),
    ...(variant.view && !whole && verb !== 'views' ? { view: variant.view } : {}),
  };
}

export interface Asked<T> {
  answer: Answer<T> | null;
  wrong: string | null;
  waiting: boolean;
}

const why = (failure: unknown): string => (failure instanceof Unreachable ? 'The server does not answer.' : failure instanceof Error ? failure.message : String(failure));

/** Asks as often as the analysed text or the question changes. */
export function useQuestion<T>(verb: string, flags: object | null): Asked<T> {
  const state = useSignal<Asked<T>>({ answer: null, wrong: null, waiting: true });
  const latest = analysis.value;
  const wanted = flags === null ? null : JSON.stringify(flags);
  useEffect(() => {
    if (wanted === null || !latest) return;
    const stop = new AbortController();
    state.value = { ...state.value, waiting: true };
    question<T>(verb, { ...about(verb, latest.text, latest.variant), ...(JSON.parse(wanted) as object) }, stop.signal).then(
      (answer) => (state.value = { answer, wrong: null, waiting: false }),
      (failure) => !stop.signal.aborted && (state.value = { answer: state.value.answer, wrong: why(failure), waiting: false }),
    );
    return () => stop.abort();
  }, [verb, wanted, latest?.data.sha256, JSON.stringify(latest?.variant)]);
  return state.value;
}

export interface Search<T> {
  answer: Answer<T> | null;
  /** The text that the answer is about. */
  about: string;
  wrong: string | null;
  running: boolean;
  progress: number;
  eta: number | null;
}

/** A search that is begun by hand, shows how far it is, and can be stopped. */
export function useSearch<T>(): { state: Search<T>; begin: (verb: string, flags: object) => void; cancel: () => void } {
  const state = useSignal<Search<T>>({ answer: null, about: '', wrong: null, running: false, progress: 0, eta: null });
  const control = useSignal<AbortController | null>(null);
  useEffect(() => () => control.peek()?.abort(), []);
  const begin = (verb: string, flags: object): void => {
    control.value?.abort();
    const mine = new AbortController();
    control.value = mine;
    const body = shown.peek();
    state.value = { ...state.value, running: true, wrong: null, progress: 0, eta: null };
    job<T>(verb, { ...about(verb, body, variant.peek()), ...flags }, mine.signal, ({ progress, eta_seconds }) => {
      if (control.value === mine) state.value = { ...state.value, progress, eta: eta_seconds };
    }).then(
      (answer) => control.value === mine && (state.value = { answer, about: body, wrong: null, running: false, progress: 1, eta: null }),
      (failure) => control.value === mine && (state.value = { ...state.value, wrong: mine.signal.aborted ? null : why(failure), running: false }),
    );
  };
  const cancel = (): void => {
    control.value?.abort();
    state.value = { ...state.value, running: false };
  };
  return { state: state.value, begin, cancel };
}
