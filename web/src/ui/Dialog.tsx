// Dialogs: the browser's own, which keep the focus inside and give it back. `askFor` asks for a line or two of text.
import { signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';

export function Dialog({ title, close, children, wide = false }: { title: string; close: () => void; children: ComponentChildren; wide?: boolean }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    const element = dialog.current!;
    const before = document.activeElement;
    element.showModal();
    return () => {
      element.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class={wide ? 'wide' : ''}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      onClick={(event) => event.target === dialog.current && close()}
    >
      <div class="dialog">
        <h2 id={heading}>{title}</h2>
        {children}
      </div>
    </dialog>
  );
}

interface Field {
  key: string;
  label: string;
  value: string;
  help?: string;
  suggestions?: string[];
  check?: (value: string) => string | null;
}
interface Asking {
  title: string;
  fields: Field[];
  ok: string;
  answer: (values: Record<string, string> | null) => void;
}
const asking = signal<Asking | null>(null);

export function askFor(title: string, fields: Field[], ok = 'OK'): Promise<Record<string, string> | null> {
  return new Promise((resolve) => {
    asking.value = {
      title,
      fields,
      ok,
      answer: (values) => {
        asking.value = null;
        resolve(values);
      },
    };
  });
}

/** A question with a few answers. */
interface Choosing {
  title: string;
  text: string[];
  choices: { key: string; label: string; strong?: boolean }[];
  answer: (key: string | null) => void;
}
const choosing = signal<Choosing | null>(null);
export function choose(title: string, text: string[], choices: Choosing['choices']): Promise<string | null> {
  return new Promise((resolve) => {
    choosing.value = {
      title,
      text,
      choices,
      answer: (key) => {
        choosing.value = null;
        resolve(key);
      },
    };
  });
}

export function Questions() {
  const ask = asking.value;
  const choice = choosing.value;
  return (
    <>
      {ask && <Ask key={ask.title} {...ask} />}
      {choice && (
        <Dialog title={choice.title} close={() => choice.answer(null)}>
          {choice.text.map((line) => (
            <p key={line}>{line}</p>
          ))}
          <div class="actions">
            {choice.choices.map((item) => (
              <button key={item.key} class={item.strong ? 'strong' : ''} onClick={() => choice.answer(item.key)}>
                {item.label}
              </button>
            ))}
          </div>
        </Dialog>
      )}
    </>
  );
}

function Ask({ title, fields, ok, answer }: Asking) {
  const form = useRef<HTMLFormElement>(null);
  const wrong = useRef(signal<Record<string, string>>({})).current;
  const base = useId();
  useEffect(() => form.current?.querySelector('input')?.select(), []);
  const submit = (event: Event): void => {
    event.preventDefault();
    const values = Object.fromEntries(new FormData(form.current!).entries()) as Record<string, string>;
    const faults = Object.fromEntries(fields.flatMap((field) => (field.check?.(values[field.key]!.trim()) ? [[field.key, field.check(values[field.key]!.trim())!]] : [])));
    wrong.value = faults;
    if (Object.keys(faults).length === 0) answer(Object.fromEntries(Object.entries(values).map(([key, value]) => [key, value.trim()])));
  };
  return (
    <Dialog title={title} close={() => answer(null)}>
      <form ref={form} onSubmit={submit}>
        {fields.map((field, index) => (
          <div class="field" key={field.key}>
            <label for={`${base}${field.key}`}>{field.label}</label>
            <input
              id={`${base}${field.key}`}
              name={field.key}
              defaultValue={field.value}
              autoFocus={index === 0}
              autocomplete="off"
              dir="auto"
              type="text"
              {...(field.suggestions ? { list: `${base}${field.key}-list` } : {})}
              aria-describedby={`${base}${field.key}-help`}
              aria-invalid={wrong.value[field.key] ? 'true' : undefined}
            />
            {field.suggestions && (
              <datalist id={`${base}${field.key}-list`}>
                {field.suggestions.map((item) => (
                  <option key={item} value={item} />
                ))}
              </datalist>
            )}
            <p class={wrong.value[field.key] ? 'help wrong' : 'help'} id={`${base}${field.key}-help`} role={wrong.value[field.key] ? 'alert' : undefined}>
              {wrong.value[field.key] ?? field.help}
            </p>
          </div>
        ))}
        <div class="actions">
          <button type="button" onClick={() => answer(null)}>
            Cancel
          </button>
          <button type="submit" class="strong">
            {ok}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
