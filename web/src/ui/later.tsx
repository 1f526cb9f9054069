// A part of the page whose code is fetched when it is first shown.
import { signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';

export function later(fetch: () => Promise<ComponentType>): ComponentType {
  const there = signal<ComponentType | null>(null);
  const failed = signal(false);
  const get = (): void => {
    failed.value = false;
    fetch().then(
      (component) => (there.value = component),
      () => (failed.value = true),
    );
  };
  return function Later() {
    useEffect(() => {
      if (!there.value) get();
    }, []);
    const Component = there.value;
    if (Component) return <Component />;
    return failed.value ? (
      <div class="empty">
        <h2>This view could not be fetched</h2>
        <p>The server does not answer.</p>
        <button onClick={get}>Try again</button>
      </div>
    ) : (
      <div class="figure ghost" aria-busy="true" />
    );
  };
}
