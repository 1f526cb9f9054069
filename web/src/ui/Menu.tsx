// A button that opens a short menu: arrow keys move, Escape closes, the focus goes back to the button.
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';

export interface Entry {
  label: string;
  run: () => void;
  /** Of a choice among several: whether it is the present one. */
  on?: boolean;
  keys?: string;
  /** A line above it. */
  apart?: boolean;
}

export function Menu({ label, children, entries, plain = false }: { label: string; children: ComponentChildren; entries: Entry[]; plain?: boolean }) {
  const [shown, show] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  const items = (): HTMLElement[] => [...(box.current?.querySelectorAll<HTMLElement>('[role^=menuitem]') ?? [])];
  useEffect(() => {
    if (!shown) return;
    // Menus near the lower or right edge open the other way.
    const list = box.current!.querySelector<HTMLElement>('.entries')!;
    const bounds = list.getBoundingClientRect();
    if (bounds.bottom > innerHeight) list.classList.add('up');
    if (bounds.left < 0) list.classList.add('rightwards');
    items()[0]?.focus();
    const away = (event: Event): void => {
      if (!box.current?.contains(event.target as Node)) show(false);
    };
    addEventListener('pointerdown', away);
    return () => removeEventListener('pointerdown', away);
  }, [shown]);
  const close = (): void => {
    show(false);
    button.current?.focus();
  };
  const key = (event: KeyboardEvent): void => {
    const all = items();
    const here = all.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: here + 1, ArrowUp: here - 1 + all.length, Home: 0, End: all.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      all[to % all.length]?.focus();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (event.key === 'Tab') show(false);
    else if (event.key.length === 1) all.find((item) => item.textContent?.toLowerCase().startsWith(event.key.toLowerCase()))?.focus();
  };
  return (
    <div class="menu" ref={box}>
      <button ref={button} class={plain ? 'plain' : 'quiet'} aria-haspopup="menu" aria-expanded={shown} aria-controls={shown ? id : undefined} aria-label={label} title={plain ? undefined : label} onClick={() => show(!shown)}>
        {children}
      </button>
      {shown && (
        <div class="entries" id={id} role="menu" aria-label={label} onKeyDown={key}>
          {entries.map((entry) => (
            <button
              key={entry.label}
              class={entry.apart ? 'apart' : ''}
              role={entry.on === undefined ? 'menuitem' : 'menuitemradio'}
              aria-checked={entry.on}
              tabIndex={-1}
              onClick={() => {
                close();
                entry.run();
              }}
            >
              <span>{entry.label}</span>
              {entry.keys && <kbd aria-hidden="true">{entry.keys}</kbd>}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
