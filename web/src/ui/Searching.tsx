// How far a search is, with a way to stop it.
import type { Search } from './ask';

export function Searching({ state, cancel, what }: { state: Search<unknown>; cancel: () => void; what: string }) {
  if (state.wrong)
    return (
      <p class="note bad" role="alert">
        {state.wrong}
      </p>
    );
  if (!state.running) return null;
  return (
    <div class="searching" role="status">
      <span>{what}</span>
      <progress max={1} {...(state.progress > 0 ? { value: state.progress } : {})} aria-label={what} />
      {state.eta !== null && state.eta >= 1 && <span class="faint">about {Math.ceil(state.eta)} s</span>}
      <button onClick={cancel}>Stop</button>
    </div>
  );
}
