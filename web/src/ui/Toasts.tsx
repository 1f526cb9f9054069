// Where short messages appear. A screen reader hears each once, when it has time.
import { Icon } from './icons';
import { dismiss, hold, release, toasts } from './toasts';

export function Toasts() {
  return (
    <div class="toasts" role="status" aria-live="polite" aria-atomic="false">
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
              {toast.action.keys && <kbd>{toast.action.keys}</kbd>}
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
