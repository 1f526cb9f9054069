// What can be given to others: the report to print, the figures, tables and graphs for other programs.
import { useSignal } from '@preact/signals';
import { report } from '../api';
import { asked, open, text } from '../store';
import { Dialog } from '../ui/Dialog';
import { handover } from '../ui/handover';
import { download } from '../ui/download';

const formats = [
  { format: 'latex', label: 'LaTeX', what: 'the tables, for an article' },
  { format: 'csv', label: 'CSV', what: 'the tables, for a spreadsheet' },
  { format: 'markdown', label: 'Markdown', what: 'the tables, for a page' },
  { format: 'dot', label: 'DOT', what: 'the graph, for Graphviz' },
  { format: 'graphml', label: 'GraphML', what: 'the graph, for Gephi or yEd' },
];

export function HandOver() {
  const wrong = useSignal<string | null>(null);
  const made = useSignal<{ href: string; label: string } | null>(null);
  const make = async (format: string, label: string): Promise<void> => {
    wrong.value = null;
    // The window is opened by the click itself, or browsers take it for one that nobody asked for.
    const page = format === 'html' ? window.open('about:blank', '_blank') : null;
    try {
      const href = await report({ ...asked(), format });
      made.value = { href, label };
      if (format === 'html') {
        if (page) page.location.href = href;
      } else location.assign(href);
    } catch (failure) {
      page?.close();
      wrong.value = (failure as Error).message;
    }
  };
  return (
    <Dialog title="Print or export" close={() => (handover.value = false)} wide>
      {wrong.value && (
        <p class="note bad" role="alert">
          {wrong.value}
        </p>
      )}
      <div class="hand">
        <button class="strong" onClick={() => void make('html', 'The report')}>
          Open the report
        </button>
        <p>Two pages and an annex, in one file without anything fetched: bottom line, figures, levers and deals, evidence, method. Print it, or save the page.</p>
      </div>
      <h3>For other programs</h3>
      <ul class="formats">
        {formats.map((item) => (
          <li key={item.format}>
            <button onClick={() => void make(item.format, item.label)}>{item.label}</button> <span class="faint">{item.what}</span>
          </li>
        ))}
        <li>
          <button onClick={() => download(open.value!.name, text.value, 'text/yaml')}>Dispute file</button> <span class="faint">the text as it stands here</span>
        </li>
      </ul>
      <p class="faint">Each figure has its own download for SVG and CSV.</p>
      {made.value && (
        <p role="status">
          {made.value.label} is ready:{' '}
          <a href={made.value.href} target="_blank" rel="noopener">
            open it
          </a>
          .
        </p>
      )}
      <div class="actions">
        <button onClick={() => (handover.value = false)}>Close</button>
      </div>
    </Dialog>
  );
}
