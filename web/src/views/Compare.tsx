// Two versions of the dispute: what changed in it, what follows from that, and the texts side by side.
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { disputes, question, read } from '../api';
import { looks } from '../document/editor';
import { notice } from '../document/keeping';
import { analysis, open, problems, text } from '../store';
import type { Answer, Diff, Listed } from '../types';
import { Prose } from '../ui/Prose';

export function Compare() {
  const here = open.value!;
  const with_ = useSignal(notice.value ? 'theirs' : 'saved');
  const all = useSignal<Listed[]>([]);
  const other = useSignal<string | null>(null);
  const answer = useSignal<Answer<Diff> | null>(null);
  const wrong = useSignal<string | null>(null);
  useEffect(() => void disputes().then((list) => (all.value = list)).catch(() => undefined), []);
  useEffect(() => {
    wrong.value = null;
    if (with_.value === 'saved') other.value = here.saved;
    else if (with_.value === 'theirs') other.value = notice.value?.other ?? here.saved;
    else
      read(with_.value).then(
        (file) => (other.value = file.text),
        (failure) => (wrong.value = (failure as Error).message),
      );
  }, [with_.value, here.saved, notice.value]);
  const mine = text.value;
  const before = other.value;
  const sound = analysis.value?.text === mine && !problems.value.some((problem) => problem.severity === 'error');
  useEffect(() => {
    if (before === null || !sound) return;
    const stop = new AbortController();
    const wait = setTimeout(() => {
      question<Diff>('diff', { before, after: mine, name: here.name }, stop.signal).then(
        (value) => {
          answer.value = value;
          wrong.value = null;
        },
        (failure) => !stop.signal.aborted && (wrong.value = (failure as Error).message),
      );
    }, 150);
    return () => {
      clearTimeout(wait);
      stop.abort();
    };
  }, [before, mine, sound]);
  const same = before === mine;
  return (
    <section class="block compare" aria-labelledby="compare">
      <h2 id="compare">What changed, and what follows from it</h2>
      <label class="inline">
        Compare what is here with{' '}
        <select value={with_.value} onChange={(event) => (with_.value = event.currentTarget.value)}>
          {notice.value && <option value="theirs">{notice.value.kind === 'restored' ? 'the version on disk' : 'what somebody else saved'}</option>}
          <option value="saved">the version last saved</option>
          {all.value
            .filter((item) => item.id !== here.id)
            .map((item) => (
              <option key={item.id} value={item.id}>
                {item.origin === 'file' ? item.name : `catalogue: ${item.title}`}
              </option>
            ))}
        </select>
      </label>
      {wrong.value && <p class="note bad">{wrong.value}</p>}
      {same ? (
        <div class="empty small">
          <h3>No difference</h3>
          <p>What stands here is what was saved. Change something, or choose another version to compare with.</p>
        </div>
      ) : (
        <>
          {answer.value && sound && <Prose text={answer.value.text.replace(/^From .*\n/, '')} />}
          {!sound && <p class="note">What follows can be compared when the text has no problems.</p>}
          {before !== null && <Texts before={before} after={mine} />}
        </>
      )}
    </section>
  );
}

function Texts({ before, after }: { before: string; after: string }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let gone = false;
    let destroy = (): void => undefined;
    void Promise.all([import('@codemirror/merge'), import('@codemirror/state'), import('@codemirror/view')]).then(([{ MergeView }, { EditorState }, { EditorView }]) => {
      if (gone || !place.current) return;
      const quiet = [...looks(), EditorState.readOnly.of(true), EditorView.editable.of(false)];
      const view = new MergeView({
        a: { doc: before, extensions: [...quiet, EditorView.contentAttributes.of({ 'aria-label': 'The other version', tabindex: '0' })] },
        b: { doc: after, extensions: [...quiet, EditorView.contentAttributes.of({ 'aria-label': 'What is here', tabindex: '0' })] },
        parent: place.current,
        collapseUnchanged: { margin: 3, minSize: 6 },
        gutter: true,
      });
      destroy = () => view.destroy();
    });
    return () => {
      gone = true;
      destroy();
    };
  }, [before, after]);
  return (
    <>
      <h3>The texts</h3>
      <div class="merge" ref={place} />
    </>
  );
}
