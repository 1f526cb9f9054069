// The program's own text answers, set as text: indentation becomes structure, states become links.
import type { ComponentChildren } from 'preact';
import { toState } from '../router';
import { analysis, dictionary, open } from '../store';

interface Block {
  kind: 'heading' | 'line' | 'item' | 'step' | 'table';
  depth: number;
  text: string;
}

/** Lines of an unwrapped answer, by what they are. Runs of aligned columns stay as they are. */
export function blocks(text: string): Block[] {
  const result: Block[] = [];
  // Answers begin with the dispute's title, which the page has above.
  const title = analysis.value?.data.solve?.model.title ?? '';
  const lines = text.split('\n');
  if (title && lines[0]?.trim() === title) lines.shift();
  for (const line of lines) {
    if (line.trim() === '') continue;
    const indent = /^ */.exec(line)![0].length;
    const said = line.trim();
    const aligned = /\S {3,}\S/.test(said);
    const previous = result[result.length - 1];
    if (aligned) {
      if (previous?.kind === 'table') previous.text += '\n' + line;
      else result.push({ kind: 'table', depth: indent, text: line });
    } else if (/^- /.test(said)) result.push({ kind: 'item', depth: indent, text: said.slice(2) });
    else if (/^\d+[.)]? /.test(said) && indent > 0) result.push({ kind: 'step', depth: indent, text: said });
    else result.push({ kind: indent === 0 && said.length < 90 && !said.endsWith('.') ? 'heading' : 'line', depth: indent, text: said });
  }
  return result;
}

export function Prose({ text, plainHeads = false }: { text: string; plainHeads?: boolean }) {
  return (
    <div class="prose" dir="ltr">
      {blocks(text).map((block, index) =>
        block.kind === 'table' ? (
          <pre key={index} tabIndex={0}>
            {block.text}
          </pre>
        ) : (
          <p key={index} class={block.kind === 'heading' && plainHeads ? 'line' : block.kind} data-depth={Math.min(3, Math.floor(block.depth / 2))}>
            <Linked text={block.text} />
          </p>
        ),
      )}
    </div>
  );
}

/** A text in which states are links to their stories. */
export function Linked({ text }: { text: string }) {
  const count = dictionary.value && open.value ? stateLength() : 0;
  if (!count) return <>{text}</>;
  const pieces: ComponentChildren[] = [];
  const pattern = new RegExp(`(?<![A-Za-z])[YN]{${count}}(?![A-Za-z])`, 'g');
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    pieces.push(text.slice(end, match.index), <StateLink key={match.index} state={match[0]} />);
    end = match.index + match[0].length;
  }
  pieces.push(text.slice(end));
  return <>{pieces}</>;
}

const stateLength = (): number => analysis.value?.data.solve?.options.length ?? 0;

export function StateLink({ state, children }: { state: string; children?: ComponentChildren }) {
  const id = open.value?.id;
  return (
    <a class="state" href={id ? toState(id, state) : '#'} title={dictionary.value.brief(state)}>
      {children ?? state}
    </a>
  );
}
