// The gallery comes first and alone; the editor and all that belongs to a dispute is fetched when one is opened.
import { signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import { route } from './router';
import { Questions } from './ui/Dialog';
import { Toasts } from './ui/Toasts';
import { Gallery } from './views/Gallery';

const workbench = signal<ComponentType | null>(null);
const failed = signal(false);

export const fetchWorkbench = (): void => {
  if (workbench.value) return;
  import('./views/Workbench').then(
    (module) => (workbench.value = module.Workbench),
    () => (failed.value = true),
  );
};

export function App() {
  const inside = route.value.id !== null;
  useEffect(() => {
    if (inside) fetchWorkbench();
    else requestIdleCallback?.(fetchWorkbench);
  }, [inside]);
  const Workbench = workbench.value;
  return (
    <>
      {!inside && <Gallery />}
      {inside && Workbench && <Workbench />}
      {inside && !Workbench && (
        <main class="waiting" aria-busy="true">
          <p>{failed.value ? 'The workbench could not be fetched: the server does not answer. Start it again and reload this page.' : 'Opening …'}</p>
        </main>
      )}
      <Questions />
      <Toasts />
    </>
  );
}
