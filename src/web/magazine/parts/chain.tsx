import type { ChainFragment, StopFragment } from '../operations.generated';
import { Monogram } from './people';
import { Poster } from './poster';
import { titleAndYear } from './words';

/** A path drawn as a line: film, person, film … each with what joins it to the one before. */
export function Chain({ path: { steps }, level }: { path: ChainFragment; level: 2 | 3 }) {
  const [first] = steps;
  if (!first) return null;
  return (
    <ol class={steps.length > 4 ? 'chain long' : 'chain'}>
      <Stop stop={first.from} level={level} />
      {steps.map(({ to, label, credit }) => (
        <Stop key={label} stop={to} label={label} role={verb(credit.role)} level={level} />
      ))}
    </ol>
  );
}

interface StopProps {
  stop: StopFragment;
  level: 2 | 3;
  /** The step that leads here, as a line of prose. */
  label?: string;
  /** The same in a word, to stand on the line between the two. */
  role?: string;
}

function Stop({ stop, level, label, role }: StopProps) {
  const H = `h${level}` as const;
  return (
    <li class={stop.__typename === 'Film' ? 'film' : 'person'}>
      {label && (
        <p class="step">
          <span aria-hidden="true">{role}</span>
          <span class="unseen" dir="auto">
            {label}
          </span>
        </p>
      )}
      {stop.__typename === 'Film' ? (
        <div class="stop">
          <Poster film={stop} />
          <H dir="auto">
            <a href={`/films/${stop.slug}`}>{titleAndYear(stop)}</a>
          </H>
        </div>
      ) : (
        <div class="stop">
          <Monogram name={stop.name} />
          <H dir="auto">
            <a href={`/people/${stop.slug}`}>{stop.name}</a>
          </H>
        </div>
      )}
    </li>
  );
}

function verb(role: ChainFragment['steps'][number]['credit']['role']): string {
  switch (role) {
    case 'ACTOR':
      return 'with';
    case 'DIRECTOR':
      return 'directed';
    case 'WRITER':
      return 'written';
    case 'COMPOSER':
      return 'scored';
    case 'CINEMATOGRAPHER':
      return 'shot';
    case 'EDITOR':
      return 'cut';
    case 'PRODUCER':
      return 'produced';
  }
}
