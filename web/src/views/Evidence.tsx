// The ledger: each claim beside the passage it points to, rivals side by side, and new passages anchored by selecting them.
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { question } from '../api';
import { apply } from '../document/editor';
import { addItem, freshId, removeItem, setKey } from '../document/edit';
import type { EvidencePart, Outline } from '../document/outline';
import type { Path } from '../document/pieces';
import { asked, parts, revealPart } from '../store';
import type { EvidenceAnswer, Located } from '../types';
import { useQuestion } from '../ui/ask';
import { askFor } from '../ui/Dialog';
import { Icon } from '../ui/icons';
import { Menu } from '../ui/Menu';
import { say } from '../ui/toasts';

const picked = { id: '' };

export function Evidence() {
  const now = parts.value;
  const chosen = useSignal(picked.id);
  const filter = useSignal<'all' | 'rivals' | 'unused' | 'lost'>('all');
  const { answer, wrong } = useQuestion<EvidenceAnswer>('evidence', {});
  const anchors = new Map(answer?.json.anchors.map((item) => [item.evidence, item]));
  const used = uses(now);
  const rivals = (item: EvidencePart): EvidencePart[] =>
    now.evidence.filter((other) => other.id !== item.id && (item.disputedBy.includes(other.id) || other.disputedBy.includes(item.id)));
  const list = now.evidence.filter((item) =>
    filter.value === 'rivals' ? rivals(item).length > 0 : filter.value === 'unused' ? !used.has(item.id) : filter.value === 'lost' ? anchors.get(item.id)?.status === 'missing' : true,
  );
  const current = now.evidence.find((item) => item.id === chosen.value) ?? list[0] ?? null;
  const assumed = assumptions(now);
  useEffect(() => {
    picked.id = current?.id ?? '';
  }, [current?.id]);
  if (now.evidence.length === 0 && now.sources.length === 0)
    return (
      <div class="empty">
        <h2>No evidence yet</h2>
        <p>Everything in this dispute is an assumption. Name a source in the text, then select a passage of it here; the file points at passages and copies nothing.</p>
        <AddSource />
      </div>
    );
  return (
    <div class="evidence">
      <section class="ledger" aria-labelledby="ledger">
        <h2 id="ledger">Claims</h2>
        <div class="choice" role="group" aria-label="Which claims">
          {(
            [
              ['all', `All ${now.evidence.length}`],
              ['rivals', 'Disputed'],
              ['unused', 'Not used'],
              ['lost', 'Not found'],
            ] as const
          ).map(([key, label]) => (
            <button key={key} aria-pressed={filter.value === key} onClick={() => (filter.value = key)}>
              {label}
            </button>
          ))}
        </div>
        {list.length === 0 && <p class="faint">None of these.</p>}
        <ul>
          {list.map((item) => (
            <li key={item.id} class={current?.id === item.id ? 'current' : ''}>
              <button class="claim" aria-pressed={current?.id === item.id} onClick={() => (chosen.value = item.id)}>
                <span dir="auto">{item.says || item.id}</span>
                <span class="faint" dir="auto">
                  {[item.speaker, now.sources.find((source) => source.id === item.source)?.publisher, item.date].filter(Boolean).join(' · ')}
                </span>
                <span class="badges">
                  <Anchor status={anchors.get(item.id)?.status} />
                  {rivals(item).length > 0 && <span class="badge bad">disputed</span>}
                  {!used.has(item.id) && <span class="badge">not used</span>}
                </span>
              </button>
              <Menu
                label={`More about: ${item.says || item.id}`}
                entries={[
                  { label: 'Say it in other words …', run: () => void reword(item) },
                  { label: 'Show in the text', run: () => revealPart(item.path) },
                  { label: 'Remove', apart: true, run: () => void apply((text) => removeItem(text, ['evidence'], now.evidence.indexOf(item))) },
                ]}
              >
                <Icon name="more" />
              </Menu>
            </li>
          ))}
        </ul>
        {assumed.length > 0 && (
          <details class="assumptions" open={assumed.length <= 6}>
            <summary>
              {assumed.length} {assumed.length === 1 ? 'claim rests' : 'claims rest'} on nothing
            </summary>
            <ul>
              {assumed.map((item) => (
                <li key={item.path.join('.')}>
                  <button class="link" onClick={() => revealPart(item.path)} dir="auto">
                    {item.text}
                  </button>
                </li>
              ))}
            </ul>
          </details>
        )}
      </section>
      <section class="source" aria-labelledby="passage">
        <h2 id="passage">{current ? 'In the source' : 'Sources'}</h2>
        {wrong && <p class="note bad">{wrong}</p>}
        {current && rivals(current).length > 0 && (
          <div class="rivals" role="group" aria-label="Rival claims">
            {[current, ...rivals(current)].map((item) => (
              <blockquote key={item.id} dir="auto">
                <p>{item.says}</p>
                <footer class="faint">{[item.speaker, item.date, now.sources.find((source) => source.id === item.source)?.name].filter(Boolean).join(' · ')}</footer>
              </blockquote>
            ))}
          </div>
        )}
        <Source now={now} answer={answer?.json ?? null} current={current} />
        <AddSource />
      </section>
    </div>
  );
}

function Anchor({ status }: { status: string | undefined }) {
  if (!status) return null;
  const said: Record<string, [string, string, string]> = {
    exact: ['good', 'found', 'The passage stands where the file points'],
    moved: ['', 'moved', 'The passage stands elsewhere in the source, unchanged'],
    fuzzy: ['', 'nearly found', 'A passage nearly the same was found'],
    missing: ['bad', 'not found', 'The source does not have this passage'],
    unchecked: ['', 'not checked', 'The source is not in the folder of sources'],
  };
  const [look, label, title] = said[status] ?? ['', status, ''];
  return (
    <span class={`badge ${look}`} title={title}>
      {label}
    </span>
  );
}

function Source({ now, answer, current }: { now: Outline; answer: EvidenceAnswer | null; current: EvidencePart | null }) {
  const other = useSignal('');
  const selected = useSignal<{ start: number; end: number; text: string } | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const id = other.value || current?.source || now.sources[0]?.id || '';
  const source = now.sources.find((item) => item.id === id);
  const full = answer?.sources.find((item) => item.id === id);
  const anchor = current && current.source === id ? answer?.anchors.find((item) => item.evidence === current.id) : undefined;
  useEffect(() => {
    other.value = '';
  }, [current?.id]);
  useEffect(() => {
    selected.value = null;
    const mark = box.current?.querySelector<HTMLElement>('mark.this');
    if (mark && box.current) box.current.scrollTop = mark.offsetTop - box.current.clientHeight / 3;
  }, [id, current?.id, full?.text]);
  const points = full?.text ? [...full.text] : [];
  const select = (): void => {
    const selection = getSelection();
    if (!selection || selection.isCollapsed || !box.current?.contains(selection.anchorNode) || !box.current.contains(selection.focusNode)) {
      selected.value = null;
      return;
    }
    const range = selection.getRangeAt(0);
    const before = document.createRange();
    before.selectNodeContents(box.current);
    before.setEnd(range.startContainer, range.startOffset);
    const start = [...before.toString()].length;
    const chosen = range.toString();
    selected.value = { start, end: start + [...chosen].length, text: chosen };
  };
  useEffect(() => {
    document.addEventListener('selectionchange', select);
    return () => document.removeEventListener('selectionchange', select);
  }, []);
  return (
    <>
      <label class="inline">
        Source{' '}
        <select value={id} onChange={(event) => (other.value = event.currentTarget.value)}>
          {now.sources.map((item) => (
            <option key={item.id} value={item.id}>
              {item.name}
            </option>
          ))}
        </select>
      </label>
      {source && (
        <p class="faint" dir="auto">
          {[source.publisher, source.date].filter(Boolean).join(', ')}
          {/^https?:/.test(source.url) && (
            <>
              {' · '}
              <a href={source.url} rel="noreferrer noopener" target="_blank">
                original
              </a>
            </>
          )}
        </p>
      )}
      {full && full.text !== null && full.available ? (
        <>
          <div class="passage" ref={box} tabIndex={0} dir="auto" role="region" aria-label="Text of the source; select a passage to anchor a new claim">
            {marked(points, answer?.anchors.filter((item) => item.source === id && item.start !== null) ?? [], anchor?.evidence ?? '').map((piece, index) =>
              piece.mark ? (
                <mark key={index} class={piece.mark === 'this' ? 'this' : ''}>
                  {piece.text}
                </mark>
              ) : (
                <span key={index}>{piece.text}</span>
              ),
            )}
          </div>
          <p class="anchoring">
            <button disabled={!selected.value} onClick={() => selected.value && void anchorNew(now, id, selected.value)}>
              <Icon name="quote" /> Make a claim of what is selected
            </button>
            <span class="faint">{selected.value ? `${selected.value.end - selected.value.start} characters` : 'Select a passage above.'}</span>
          </p>
        </>
      ) : (
        <div class="empty small">
          <h3>The text of this source is not here</h3>
          <p>Files point into sources and do not copy them. Start the server with <code>--sources FOLDER</code>, where this one is <code>{id}.txt</code>; then the passage is shown here, and new ones can be anchored.</p>
        </div>
      )}
    </>
  );
}

/** The text of a source cut at the passages that are pointed at; those of others are marked lightly. */
export function marked(points: string[], anchors: { evidence: string; start: number | null; end: number | null }[], current: string): { text: string; mark: '' | 'this' | 'other' }[] {
  const cuts = [...new Set([0, points.length, ...anchors.flatMap((item) => [item.start!, item.end!])])].filter((at) => at >= 0 && at <= points.length).sort((a, b) => a - b);
  return cuts.slice(0, -1).map((from, index) => {
    const covering = anchors.filter((item) => item.start! <= from && item.end! > from);
    return { text: points.slice(from, cuts[index + 1]).join(''), mark: covering.some((item) => item.evidence === current) ? 'this' : covering.length ? 'other' : '' };
  });
}

async function anchorNew(now: Outline, source: string, passage: { start: number; end: number; text: string }): Promise<void> {
  const claims = [
    ...now.makers.flatMap((maker) => maker.statements.map((statement, place) => ({ label: `${maker.name} wants: ${statement.text}`, path: [...maker.path, maker.wants ?? 'preferences', place], because: statement.because }))),
    ...now.makers.flatMap((maker) => maker.options.map((option) => ({ label: `${maker.name} can: ${option.name}`, path: [...option.path], because: option.because }))),
  ];
  const answer = await askFor(
    'A claim of this passage',
    [
      { key: 'says', label: 'What it says, in your words', value: '', help: passage.text.length > 160 ? `${passage.text.slice(0, 160)} …` : passage.text, check: (value) => (value ? null : 'Say what it says.') },
      { key: 'speaker', label: 'Who says it (may be left empty)', value: '' },
      { key: 'supports', label: 'What it supports (may be left empty)', value: '', suggestions: claims.map((claim) => claim.label) },
    ],
    'Anchor',
  );
  if (!answer) return;
  const id = freshId(answer.says!, now.evidence.map((item) => item.id), 'claim').replaceAll('_', '-');
  try {
    const found = await question<Located>('locate', { ...asked(), source, start: passage.start, end: passage.end });
    const at = found.json.places[0]?.at ?? { start: passage.start, end: passage.end };
    const item = { id, source, ...(answer.speaker ? { speaker: answer.speaker } : {}), says: answer.says, at };
    const lines = [`id: ${id}`, `source: ${source}`, ...(answer.speaker ? [`speaker: ${JSON.stringify(answer.speaker)}`] : []), `says: ${JSON.stringify(answer.says)}`,
      `at: {start: ${at.start}, end: ${at.end}${at.sha256 ? `, sha256: ${at.sha256}` : ''}}`];
    const supported = claims.find((claim) => claim.label === answer.supports && claim.because.length === 0);
    apply((text) => {
      const added = addItem(text, ['evidence'], item, lines);
      return supported ? setKey(added, supported.path, 'because', id, supported.path.includes('options') ? 'id' : 'want') : added;
    });
    say({ title: 'Anchored', lines: [`“${id}” points at characters ${at.start} to ${at.end} of ${source}.`], kind: 'note' }, 4000);
  } catch (failure) {
    say({ title: 'The passage could not be anchored', lines: [(failure as Error).message], kind: 'note' });
  }
}

async function reword(item: EvidencePart): Promise<void> {
  const answer = await askFor('What it says', [{ key: 'says', label: 'In your words', value: item.says }], 'Change');
  if (answer?.says) apply((text) => setKey(text, item.path, 'says', answer.says!), false);
}

function AddSource() {
  const add = async (): Promise<void> => {
    const answer = await askFor(
      'A new source',
      [
        { key: 'title', label: 'Title', value: '', check: (value) => (value ? null : 'A source needs a title.') },
        { key: 'publisher', label: 'Publisher', value: '' },
        { key: 'date', label: 'Date', value: '', help: '2025-11-26', check: (value) => (value === '' || /^\d{4}-\d\d-\d\d(\/\d{4}-\d\d-\d\d)?$/.test(value) ? null : 'A day like 2025-11-26.') },
      ],
      'Add',
    );
    if (!answer) return;
    const id = freshId(answer.title!, parts.value.sources.map((source) => source.id), 'source').replaceAll('_', '-');
    const entries = Object.entries({ id, title: answer.title!, publisher: answer.publisher!, date: answer.date! }).filter(([, value]) => value);
    apply((text) => addItem(text, ['sources'], Object.fromEntries(entries), entries.map(([key, value]) => `${key}: ${key === 'id' || key === 'date' ? value : JSON.stringify(value)}`)), false);
  };
  return (
    <button class="add small" onClick={() => void add()}>
      <Icon name="plus" /> Add a source
    </button>
  );
}

function uses(now: Outline): Set<string> {
  const raw = new Set<string>();
  for (const maker of now.makers) {
    for (const option of maker.options) [option, ...option.levels].forEach((item) => item.because.forEach((id) => raw.add(id)));
    for (const statement of maker.statements) statement.because.forEach((id) => raw.add(id));
  }
  for (const rule of now.rules) rule.because.forEach((id) => raw.add(id));
  now.because.forEach((id) => raw.add(id));
  return raw;
}

function assumptions(now: Outline): { text: string; path: Path }[] {
  return [
    ...now.makers.flatMap((maker) => [
      ...maker.options.filter((option) => option.because.length === 0 && option.levels.every((level) => level.because.length === 0)).map((option) => ({ text: `${maker.name} can ${option.name}`, path: option.path })),
      ...(maker.wants === 'preferences' ? maker.statements.filter((statement) => statement.because.length === 0).map((statement) => ({ text: `${maker.name} wants ${statement.text}`, path: statement.path })) : []),
    ]),
    ...now.rules.filter((rule) => rule.because.length === 0).map((rule) => ({ text: `${rule.kind}: ${rule.text}`, path: rule.path })),
  ];
}
