// Short messages that come and go by themselves; one of a kind at a time, so that they do not pile up.
import { signal } from '@preact/signals';

export interface Toast {
  title: string;
  lines?: string[];
  more?: number;
  action?: { label: string; keys?: string; run: () => void };
  kind: string;
  id?: number;
  leaving?: ReturnType<typeof setTimeout>;
}

export const toasts = signal<Toast[]>([]);
let last = 0;

export function say(toast: Toast, milliseconds = 9000): void {
  const id = ++last;
  for (const old of toasts.value) if (old.kind === toast.kind) clearTimeout(old.leaving);
  const leaving = setTimeout(() => dismiss(id), milliseconds);
  toasts.value = [...toasts.value.filter((old) => old.kind !== toast.kind), { ...toast, id, leaving }];
}

/** Keeps a message while it is pointed at or holds the focus. */
export const hold = (toast: Toast): void => clearTimeout(toast.leaving);
export const release = (toast: Toast): void => {
  clearTimeout(toast.leaving);
  toast.leaving = setTimeout(() => dismiss(toast.id!), 4000);
};
export const dismiss = (id: number): void => {
  toasts.value = toasts.value.filter((toast) => toast.id !== id);
};
