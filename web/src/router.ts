// Where we are, as a link that can be shared: #/ is the gallery, #/d/ID a dispute, #/d/ID/v/VIEW one of its views,
// #/d/ID/s/STATE a state. ID keeps its slashes; the last two parts say the rest.
import { signal } from '@preact/signals';

export const views = ['outcomes', 'ways', 'doubt', 'time', 'eyes', 'evidence', 'compare'] as const;
export type View = (typeof views)[number];

export interface Route {
  id: string | null;
  view: View;
  state: string | null;
}

export function parseRoute(hash: string): Route {
  const match = /^#\/d\/(.+?)(?:\/(s|v)\/([^/]+))?$/.exec(hash);
  if (!match) return { id: null, view: 'outcomes', state: null };
  const id = match[1]!.split('/').map(decode).join('/');
  const last = match[3] ? decode(match[3]) : '';
  const view = match[2] === 'v' && (views as readonly string[]).includes(last) ? (last as View) : 'outcomes';
  return { id, view, state: match[2] === 's' ? last : null };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

const encoded = (id: string): string => id.split('/').map(encodeURIComponent).join('/');
export const toDispute = (id: string): string => `#/d/${encoded(id)}`;
export const toView = (id: string, view: View): string => (view === 'outcomes' ? toDispute(id) : `${toDispute(id)}/v/${view}`);
export const toState = (id: string, state: string): string => `${toDispute(id)}/s/${encodeURIComponent(state)}`;

export const route = signal<Route>(parseRoute(location.hash));
export const follow = (): void => {
  addEventListener('hashchange', () => (route.value = parseRoute(location.hash)));
};
export const go = (hash: string, quietly = false): void => {
  if (location.hash === hash) return;
  if (quietly) {
    history.replaceState(null, '', hash);
    route.value = parseRoute(hash);
  } else location.hash = hash;
};
