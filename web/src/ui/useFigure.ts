// Pictures that take longer than the others: drawn for the page that shows them, beside the answer that follows every key.
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { analyse } from '../api';
import { analysis, server } from '../store';
import type { FigureData } from '../types';

export function useFigure(wanted: string | null): { data: FigureData | null; waiting: boolean } {
  const state = useSignal<{ data: FigureData | null; waiting: boolean }>({ data: null, waiting: true });
  const about = analysis.value;
  const kind = server.value?.figures.some((item) => item.kind === wanted) ? wanted : null;
  useEffect(() => {
    if (!about || !kind) {
      if (server.value) state.value = { data: null, waiting: false };
      return;
    }
    const stop = new AbortController();
    state.value = { ...state.value, waiting: true };
    analyse({ text: about.text, ...about.variant, figures: [kind], limit: 1 }, stop.signal).then(
      (answer) => (state.value = { data: answer.figures?.[kind] ?? null, waiting: false }),
      () => !stop.signal.aborted && (state.value = { data: null, waiting: false }),
    );
    return () => stop.abort();
  }, [kind, about?.data.sha256, JSON.stringify(about?.variant)]);
  return state.value;
}
