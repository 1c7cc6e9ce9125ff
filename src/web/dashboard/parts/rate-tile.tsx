import { changeInWords, compareRates, intervalOf, isFew, type Rate } from '../figures/rate';
import { percent } from '../figures/words';

interface RateTileProps {
  name: string;
  /** Goes on after the rate. */
  about: string;
  now: Rate;
  /** In the period before. */
  before: Rate;
  /** What else it is compared with. */
  beside?: { name: string; rate: Rate };
  /** Of how many the rate is. */
  trials: number;
}

/** A rate, how sure it is, and whether it differs from others by more than chance. */
export function RateTile({ name, about, now, before, beside, trials }: RateTileProps) {
  return (
    <div class="tile rate">
      <dt>{name}</dt>
      <dd class="value">{percent(now.value)}</dd>
      <dd>
        {now.value === null ? (
          'Nothing was seen.'
        ) : (
          <>
            {about}; 95% sure: {intervalOf(now)}
            {isFew(trials) && ', as wide as that because there were few'}.
          </>
        )}
      </dd>
      <Comparison name="Before" now={now} other={before} />
      {beside && <Comparison name={beside.name} now={now} other={beside.rate} />}
    </div>
  );
}

function Comparison({ name, now, other }: { name: string; now: Rate; other: Rate }) {
  return (
    <dd class={`change ${compareRates(now, other)}`}>
      {other.value !== null && (
        <>
          {name}: {percent(other.value)} ({intervalOf(other)}).{' '}
        </>
      )}
      {changeInWords(now, other)}
    </dd>
  );
}
