// How the page looks: light, dark or as the system says; ordinary or projector size. Kept between visits.
import { effect, signal } from '@preact/signals';

const kept = (key: string): string | null => {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
};

export const theme = signal<'auto' | 'light' | 'dark'>((kept('standoff.theme') as 'light' | 'dark' | null) ?? 'auto');
export const large = signal(kept('standoff.size') === 'large');
const system = matchMedia('(prefers-color-scheme: dark)');

export function dress(): void {
  effect(() => {
    const root = document.documentElement;
    root.dataset.theme = theme.value === 'auto' ? (system.matches ? 'dark' : 'light') : theme.value;
    root.dataset.size = large.value ? 'large' : 'normal';
    try {
      if (theme.value === 'auto') localStorage.removeItem('standoff.theme');
      else localStorage.setItem('standoff.theme', theme.value);
      localStorage.setItem('standoff.size', large.value ? 'large' : 'normal');
    } catch {
      // a browser that keeps nothing: the page looks as it does now until it is closed
    }
  });
  system.addEventListener('change', () => (theme.value = theme.value === 'auto' ? ((document.documentElement.dataset.theme = system.matches ? 'dark' : 'light'), 'auto') : theme.value));
}
