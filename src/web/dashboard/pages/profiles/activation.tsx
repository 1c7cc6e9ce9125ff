import { useEffect, useRef } from 'preact/hooks';
import { changesInWords, type Profile, turnedOf } from './figures';
import type { Tools } from './tools';

/** What is about to become active: a profile, or the one before by taking the last activation back. */
export type Activating = { profile: Profile } | 'back';

interface ActivationProps {
  activating: Activating;
  tools: Tools;
  /** Another profile is active now. */
  onDone(): void;
  onClose(): void;
}

/** Asks once more, and says what will change, before every list of every reader does. */
export function Activation({ activating, tools: { active, acts }, onDone, onClose }: ActivationProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current!.showModal(), []);
  const seen = active.label;
  const isBack = activating === 'back';
  const confirm = async () => {
    const label = isBack
      ? await acts.rollBack({ seen })
      : await acts.activate({ profile: activating.profile.label, seen });
    dialog.current?.close();
    if (label !== null) onDone();
  };
  return (
    <dialog ref={dialog} aria-labelledby="activation" onClose={onClose}>
      <h2 id="activation">
        {isBack ? `Roll back ${seen}?` : `Activate ${activating.profile.label} in place of ${seen}?`}
      </h2>
      <p>
        {isBack
          ? 'What was active before becomes active again.'
          : 'Every list on every page is made by it within seconds.'}{' '}
        It is kept on record who did this, and it can be taken back.
      </p>
      {!isBack && <Changes from={active} to={activating.profile} />}
      <p class="buttons">
        <button type="button" aria-disabled={acts.isActing} onClick={confirm}>
          {isBack ? 'Roll back' : 'Activate'}
        </button>
        <button type="button" class="second" onClick={() => dialog.current!.close()}>
          Cancel
        </button>
      </p>
    </dialog>
  );
}

export function Changes({ from, to }: { from: Profile; to: Profile }) {
  if (!from.figures || !to.figures)
    return <p>This page is older than one of them, and cannot say what changes.</p>;
  const changes = changesInWords(from.figures, turnedOf(to.figures));
  if (changes.length === 0) return <p>No figure differs.</p>;
  return (
    <ul class="changes">
      {changes.map((change) => (
        <li key={change}>{change}</li>
      ))}
    </ul>
  );
}
