// The one place that talks to the server. Failures are of two kinds: it answered with a problem, or it did not answer.
import { signal } from '@preact/signals';
import type { About, Analysis, Answer, Draft, Job, Listed, Problem } from './types';

/** The server said no, and why. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    readonly etag: string | null = null,
    readonly problems: Problem[] = [],
  ) {
    super(detail || title);
  }
}

/** Nobody answered. */
export class Unreachable extends Error {}

/** The server does not answer; set by whoever asked last. */
export const offline = signal(false);

async function ask(path: string, init: RequestInit = {}): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, { credentials: 'same-origin', ...init });
  } catch (failure) {
    if (init.signal?.aborted) throw failure;
    offline.value = true;
    throw new Unreachable('the server does not answer');
  }
  offline.value = false;
  if (response.ok || response.status === 304) return response;
  let problem: { title?: string; detail?: string; etag?: string; problems?: Problem[] } = {};
  try {
    problem = (await response.json()) as typeof problem;
  } catch {
    // not a problem document; the status has to do
  }
  throw new Refused(response.status, problem.title ?? response.statusText, problem.detail ?? '', problem.etag ?? null, problem.problems ?? []);
}

const get = async <T>(path: string, signal?: AbortSignal): Promise<T> => (await ask(path, signal ? { signal } : {})).json() as Promise<T>;
const post = async <T>(path: string, body: unknown, signal?: AbortSignal): Promise<T> =>
  (
    await ask(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      ...(signal ? { signal } : {}),
    })
  ).json() as Promise<T>;
const place = (id: string): string => id.split('/').map(encodeURIComponent).join('/');
const bare = (etag: string | null): string | null => etag?.replace(/^W\//, '').replace(/^"|"$/g, '') ?? null;

export interface Variant {
  stage?: string | undefined;
  view?: string | undefined;
  name?: string | undefined;
}

export interface AnalyseRequest extends Variant {
  text: string;
  concepts?: string[];
  figures?: string[];
  wanted?: string;
  dm?: string;
  limit?: number;
}

export const about = (): Promise<About> => get('/api/about');
export const disputes = async (): Promise<Listed[]> => (await get<{ disputes: Listed[] }>('/api/disputes')).disputes;

export async function read(id: string): Promise<{ text: string; etag: string | null }> {
  const response = await ask(`/api/disputes/${place(id)}`, { cache: 'no-store' });
  return { text: await response.text(), etag: bare(response.headers.get('ETag')) };
}

/** Saves over the version `base`, or as a new file where that is null. */
export async function save(id: string, text: string, base: string | null): Promise<string> {
  const response = await ask(`/api/disputes/${place(id)}`, {
    method: 'PUT',
    headers: { 'Content-Type': 'text/plain; charset=utf-8', ...(base ? { 'If-Match': `"${base}"` } : { 'If-None-Match': '*' }) },
    body: text,
  });
  return ((await response.json()) as { etag: string }).etag.replace(/^"|"$/g, '');
}

export async function draft(id: string): Promise<Draft | null> {
  try {
    const response = await ask(`/api/drafts/${place(id)}`);
    return response.status === 204 ? null : ((await response.json()) as Draft | null);
  } catch (failure) {
    if (failure instanceof Refused) return null;
    throw failure;
  }
}
export const putDraft = async (id: string, value: Draft, keepalive = false): Promise<void> => {
  await ask(`/api/drafts/${place(id)}`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(value),
    keepalive,
  });
};
export const dropDraft = async (id: string, keepalive = false): Promise<void> => {
  await ask(`/api/drafts/${place(id)}`, { method: 'DELETE', keepalive });
};

export const analyse = (request: AnalyseRequest, signal: AbortSignal): Promise<Analysis> => post('/api/analyse', request, signal);

export const question = <T>(verb: string, body: object, signal?: AbortSignal): Promise<Answer<T>> => post(`/api/questions/${verb}`, body, signal);

/** A question that may take long: asked as a job, looked after until it ends. Aborting cancels it at the server too. */
export async function job<T>(verb: string, body: object, signal: AbortSignal, progress: (job: Job<T>) => void): Promise<Answer<T>> {
  const { href } = await post<{ href: string }>('/api/jobs', { verb, ...body }, signal);
  const cancel = (): void => void fetch(href, { method: 'DELETE', keepalive: true }).catch(() => undefined);
  signal.addEventListener('abort', cancel, { once: true });
  for (let wait = 30; ; wait = Math.min(wait * 1.5, 500)) {
    const state = await get<Job<T>>(href, signal);
    if (state.state === 'done' && state.answer) {
      signal.removeEventListener('abort', cancel);
      return state.answer;
    }
    if (state.state !== 'running') throw new Refused(500, state.problem?.title ?? `The search ${state.state}`, state.problem?.detail ?? '');
    progress(state);
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
}

export const report = async (body: object): Promise<string> => (await post<{ href: string }>('/api/reports', body)).href;
