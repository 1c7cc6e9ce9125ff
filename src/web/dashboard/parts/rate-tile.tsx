import { changeInWords, compareRates, intervalOf, isFew, type Rate } from '../figures/rate';
import { percent } from '../figures/words';

interface RateTileProps {
  name: string;
  /** Goes on after the rate. */
  about: string;
  now: Rate;
  /** What it is compared with. */
  before: Rate;
  beforeName?: string;
  /** Of how many the rate is. */
  trials: number;
}

/** A rate, how sure it is, and whether it differs from another by more than chance. */
export function RateTile({ name, about, now, before, beforeName = 'Before', trials }: RateTileProps) {
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
      <dd class={`change ${compareRates(now, before)}`}>
        {before.value !== null && (
          <>
            {beforeName}: {percent(before.value)} ({intervalOf(before)}).{' '}
          </>
        )}
        {changeInWords(now, before)}
      </dd>
    </div>
  );
}
