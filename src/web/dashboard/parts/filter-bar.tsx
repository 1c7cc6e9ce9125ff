import type { TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import { type Days, type Filters, findFault, mostDays, type Period, writeFilters } from '../filters';
import { goTo } from '../place';
import { useScope } from '../scope';
import { useSession } from '../session';
import { useOwnId } from '../use-own-id';

const periods: [value: string, name: string][] = [
  ['7', 'Last 7 days'],
  ['28', 'Last 28 days'],
  ['90', 'Last 90 days'],
  ['year', 'This year'],
  ['own', 'Own dates'],
];

interface FilterBarProps {
  /** What it is called where it is not of all figures below. */
  label?: string;
  /** Whether what is below is of some days. */
  ofDays?: boolean;
  /** Whether what is below can be of some articles only. */
  ofArticles?: boolean;
}

/** What is chosen stands in the address at once, so that it can be gone back from and sent on. */
export function FilterBar({
  label = 'What the figures are of',
  ofDays = false,
  ofArticles = false,
}: FilterBarProps) {
  const { filters, days, choices, unknown } = useScope();
  // Where own dates are about to be chosen: going elsewhere leaves that.
  const [choosingAt, setChoosingAt] = useState<string | null>(null);
  const address = writeFilters(filters);
  const narrow = (change: Partial<Filters>) =>
    goTo(location.pathname + writeFilters({ ...filters, ...change }));
  const choosePeriod = (chosen: string) => {
    setChoosingAt(chosen === 'own' ? address : null);
    if (chosen !== 'own') narrow({ period: chosen === 'year' ? chosen : (Number(chosen) as Period) });
  };
  const shows = choosingAt === address || typeof filters.period === 'object' ? 'own' : String(filters.period);
  return (
    <search aria-label={label}>
      <div class="filters">
        {ofDays && (
          <Choice
            label="Period"
            value={shows}
            options={periods.map(([value, name]) => ({ value, name }))}
            onChoose={choosePeriod}
          />
        )}
        {ofArticles && (
          <>
            <Choice
              label="Genre"
              value={filters.genre ?? ''}
              options={optionsOf('All genres', choices?.genres)}
              onChoose={(genre) => narrow({ genre: genre || null })}
            />
            <Choice
              label="Author"
              value={filters.author ?? ''}
              options={optionsOf('All authors', choices?.authors)}
              onChoose={(author) => narrow({ author: author || null })}
            />
          </>
        )}
      </div>
      {ofDays && shows === 'own' && (
        <OwnDays key={`${days.from} ${days.to}`} days={days} onChoose={(period) => narrow({ period })} />
      )}
      {ofArticles && unknown.length > 0 && (
        <p class="banner" role="alert">
          In this address, {unknown.join(', and ')}: these are the figures without.
        </p>
      )}
    </search>
  );
}

function optionsOf(all: string, choices: { slug: string; name: string }[] | undefined) {
  return [{ value: '', name: all }, ...(choices ?? []).map(({ slug, name }) => ({ value: slug, name }))];
}

interface ChoiceProps {
  label: string;
  value: string;
  options: { value: string; name: string }[];
  onChoose(value: string): void;
}

export function Choice({ label, value, options, onChoose }: ChoiceProps) {
  const id = useOwnId();
  return (
    <div>
      <label for={id}>{label}</label>
      <select id={id} value={value} onChange={({ currentTarget }) => onChoose(currentTarget.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.name}
          </option>
        ))}
      </select>
    </div>
  );
}

function OwnDays({ days, onChoose }: { days: Days; onChoose(days: Days): void }) {
  const { today } = useSession();
  const [chosen, setChosen] = useState(days);
  const [fault, setFault] = useState<string | null>(null);
  const send = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const found = findFault(chosen);
    setFault(found);
    if (found === null) onChoose(chosen);
  };
  const field = (end: keyof Days, label: string) => (
    <div>
      <label>
        {label}
        <input
          type="date"
          value={chosen[end]}
          max={today}
          aria-invalid={fault !== null}
          onInput={({ currentTarget: { value } }) => setChosen({ ...chosen, [end]: value })}
        />
      </label>
    </div>
  );
  return (
    <form
      class="filters own-days"
      onSubmit={send}
      noValidate
      aria-label={`Own dates, at most ${mostDays} days`}
    >
      {field('from', 'First day')}
      {field('to', 'Last day')}
      <button type="submit">Show</button>
      {fault !== null && (
        <p class="fault" role="alert">
          {fault}
        </p>
      )}
    </form>
  );
}
