// What the page is for and which keys it knows. Single letters are left to screen readers, but for "?" outside of text.
import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { Dialog } from './Dialog';

export const helping = signal(false);

const keys: [string, string][] = [
  ['Ctrl+S', 'save'],
  ['Ctrl+Z, Ctrl+Shift+Z', 'undo and redo, whether it was typed, dragged or chosen in a form'],
  ['F6, Shift+F6', 'to the next or previous part of the page'],
  ['Tab', 'to the next control; a figure is one stop'],
  ['Arrow keys', 'within a figure, a menu or a ladder'],
  ['Enter or Space', 'on a state or move of a figure: its story'],
  ['Arrow up, arrow down', 'on the handle of a statement: move it'],
  ['Escape', 'leave a story, a menu or a dialog; let go of what is dragged'],
  ['Ctrl+Space', 'in the text: what can stand here'],
  ['F8', 'in the text: to the next problem'],
  ['Ctrl+F', 'in the text: find'],
  ['?', 'this page'],
];

/** "?" opens it wherever no text is being written. */
export function useHelpKey(): void {
  useEffect(() => {
    const key = (event: KeyboardEvent): void => {
      const target = event.target as HTMLElement;
      if (event.key !== '?' || event.ctrlKey || event.metaKey || target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) return;
      event.preventDefault();
      helping.value = true;
    };
    addEventListener('keydown', key);
    return () => removeEventListener('keydown', key);
  }, []);
}

export function Help() {
  return (
    <Dialog title="Help" close={() => (helping.value = false)} wide>
      <p>
        A <strong>state</strong> is a situation: for each option, whether it is taken (Y) or not (N). A state can last when nobody would leave it. How far people look ahead
        decides that; the concepts (nash, gmr, smr, seq, sseq) are different answers to that question. Nothing here is a forecast or a probability.
      </p>
      <p>
        What you change on a card is changed in the text, and the other way round. Only the characters that must change do; your comments stay.
      </p>
      <h3>Keys</h3>
      <dl class="keys">
        {keys.map(([key, meaning]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <div class="actions">
        <button class="strong" autoFocus onClick={() => (helping.value = false)}>
          Close
        </button>
      </div>
    </Dialog>
  );
}
