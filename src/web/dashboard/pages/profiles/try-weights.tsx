import type { TargetedSubmitEvent } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { Choice } from '../../parts/filter-bar';
import {
  changesInWords,
  type Knob,
  otherKnobs,
  type Profile,
  type Turned,
  toInput,
  turnedOf,
  weightKnobs,
} from './figures';
import type { Tools } from './tools';

/** Turns the figures of a profile, to preview what that would change and to keep it as a version. */
export function TryWeights({ profiles, tools }: { profiles: Profile[]; tools: Tools }) {
  const readable = profiles.filter(({ figures }) => figures !== null);
  const [label, setLabel] = useState(tools.active.label);
  const from = readable.find((profile) => profile.label === label) ?? tools.active;
  const [turned, setTurned] = useState<Turned>(() => turnedOf(from.figures!));
  const [fault, setFault] = useState<string | null>(null);
  const name = useRef<HTMLInputElement>(null);
  const note = useRef<HTMLInputElement>(null);
  const changes = changesInWords(from.figures!, turned);

  const begin = (chosen: string) => {
    setLabel(chosen);
    setTurned(turnedOf(readable.find((profile) => profile.label === chosen)!.figures!));
  };
  /** Does it if there is something to do it with. */
  const ifFit = (go: () => void) => {
    const wrong = [...weightKnobs, ...otherKnobs].find(
      ({ path, least, most }) => !(turned[path]! >= least && turned[path]! <= most),
    );
    const found = wrong
      ? `${wrong.name} must be ${wrong.least} to ${wrong.most}.`
      : changes.length === 0
        ? 'Nothing differs yet: change a figure first.'
        : null;
    setFault(found);
    if (found === null) go();
  };
  const figures = () => toInput(turned, from.figures!);
  const preview = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    ifFit(() =>
      tools.preview({
        name: `${from.label}, changed`,
        variables: { profile: from.label, figures: figures() },
        profile: null,
      }),
    );
  };
  const keep = () =>
    ifFit(async () => {
      const called = name.current!.value.trim();
      const why = note.current!.value.trim();
      await tools.acts.create({
        from: from.label,
        figures: figures(),
        ...(called && { name: called }),
        ...(why && { note: why }),
      });
    });
  const fieldOf = (knob: Knob) => (
    <KnobField
      key={knob.path}
      knob={knob}
      value={turned[knob.path]!}
      onTurn={(value) => setTurned({ ...turned, [knob.path]: value })}
    />
  );
  return (
    <section class="card wide" aria-labelledby="try">
      <header>
        <h2 id="try">Try other weights</h2>
        <p class="about">Nothing here changes what readers get: a preview is counted, a version is kept.</p>
      </header>
      <form onSubmit={preview} noValidate>
        <div class="filters">
          <Choice
            label="Begin with"
            value={from.label}
            options={readable.map((profile) => ({ value: profile.label, name: profile.label }))}
            onChoose={begin}
          />
        </div>
        <div class="knobs">{weightKnobs.map(fieldOf)}</div>
        <details>
          <summary>All other figures</summary>
          <div class="knobs">{otherKnobs.map(fieldOf)}</div>
        </details>
        <p class="finding" aria-live="polite">
          {changes.length === 0 ? 'Nothing differs yet.' : `${changes.join(', ')}.`}
        </p>
        {fault !== null && (
          <p class="fault" role="alert">
            {fault}
          </p>
        )}
        <div class="filters">
          <button type="submit">Preview</button>
          <div>
            <label for="new-name">Name</label>
            <input
              id="new-name"
              ref={name}
              type="text"
              maxLength={40}
              autocomplete="off"
              placeholder={from.name}
            />
          </div>
          <div>
            <label for="new-note">Why</label>
            <input id="new-note" ref={note} type="text" maxLength={500} autocomplete="off" />
          </div>
          <button type="button" class="second" aria-disabled={tools.acts.isActing} onClick={keep}>
            Keep as a version
          </button>
        </div>
      </form>
    </section>
  );
}

interface KnobFieldProps {
  knob: Knob;
  value: number;
  onTurn(value: number): void;
}

/** A number, and a slider for the same: whoever hears the page has the number only. */
function KnobField({ knob: { path, name, about, least, usual }, value, onTurn }: KnobFieldProps) {
  const isWhole = path === 'castDepth';
  const id = `knob-${path}`;
  const turn = ({ currentTarget }: { currentTarget: HTMLInputElement }) =>
    onTurn(currentTarget.valueAsNumber);
  return (
    <div class="knob">
      <label for={id}>{name}</label>
      <input
        id={id}
        type="number"
        value={Number.isNaN(value) ? '' : value}
        min={least}
        step={isWhole ? 1 : usual / 100}
        aria-describedby={`${id}-about`}
        onInput={turn}
      />
      <input
        type="range"
        min={least}
        max={Math.max(usual, value || 0)}
        step={isWhole ? 1 : usual / 500}
        value={value}
        aria-hidden="true"
        tabIndex={-1}
        onInput={turn}
      />
      <p id={`${id}-about`}>{about}</p>
    </div>
  );
}
