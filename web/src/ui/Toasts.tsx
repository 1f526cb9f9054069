// Where short messages appear. A screen reader hears each once, when it has time.
import { Icon } from './icons';
import { dismiss, hold, release, type Toast, toasts } from './toasts';

const spoken = (toast: Toast | undefined): string =>
  toast ? [toast.title, ...(toast.lines ?? []), ...(toast.more ? [`and ${toast.more} more`] : [])].map((part) => part.replace(/[^.!?…]$/, '$&.')).join(' ') : '';

export function Toasts() {
  return (
    <div class="toasts" {...(toasts.value.length > 0 ? { role: 'region', 'aria-label': 'Messages' } : {})}>
      {/* Spoken from one text: of several parts that come at once, screen readers make their own order. */}
      <p class="hidden" role="status">
        {spoken(toasts.value[toasts.value.length - 1])}
      </p>
      {toasts.value.map((toast) => (
        <div class="toast" key={toast.id} onPointerEnter={() => hold(toast)} onPointerLeave={() => release(toast)} onFocusIn={() => hold(toast)} onFocusOut={() => release(toast)}>
          <div class="said">
            <strong>{toast.title}</strong>
            {toast.lines?.map((line) => (
              <p key={line} dir="ltr">
                {line}
              </p>
            ))}
            {toast.more ? <p class="faint">and {toast.more} more</p> : null}
          </div>
          {toast.action && (
            <button
              onClick={() => {
                toast.action!.run();
                dismiss(toast.id!);
              }}
            >
              {toast.action.label}
              {toast.action.keys && <kbd aria-hidden="true">{toast.action.keys}</kbd>}
            </button>
          )}
          <button class="quiet" aria-label="Dismiss" onClick={() => dismiss(toast.id!)}>
            <Icon name="close" />
          </button>
        </div>
      ))}
    </div>
  );
}
