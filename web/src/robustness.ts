// How firmly the finding stands: in how many readings of the file it is stable where it stands. That takes longer than a key
// stroke, so it is asked when the text has rested for a moment.
import { effect, signal } from '@preact/signals';
import { question } from './api';
import { firmnessOf, type Firmness } from './shares';
import { analysis, shown, stale } from './store';
import type { Robust } from './types';

export const firmness = signal<Firmness | null>(null);

const rest = 500; // milliseconds without a change
let started = false;

export function followFirmness(): void {
  if (started) return;
  started = true;
  let current: AbortController | null = null;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  effect(() => {
    const last = analysis.value;
    const now = shown.value;
    // At the first letter of an edit, not with its answer, which this search would hold up.
    clearTimeout(waiting);
    current?.abort();
    if (!last?.data.solve?.status_quo || last.data.too_large || stale.value) {
      firmness.value = null;
      return;
    }
    if (last.text !== now) return;
    waiting = setTimeout(() => {
      const mine = (current = new AbortController());
      question<Robust>('robust', { text: last.text, ...last.variant, state: 'status_quo', concepts: 'seq' }, mine.signal)
        .then((answer) => (firmness.value = answer.complete ? firmnessOf(answer.json) : null))
        // A count that is not there is shown as not there; what went wrong is told by the analysis.
        .catch(() => !mine.signal.aborted && (firmness.value = null));
    }, rest);
  });
}
