import { useState } from 'preact/hooks';
import { queryAddress } from '../../exports/query-address';
import { countOf, daysInWords, inDigits, reasonName, withDecimals } from '../../figures/words';
import { askProfiles } from '../../operations';
import { DataTable } from '../../parts/data-table';
import { FilterBar } from '../../parts/filter-bar';
import { useScope } from '../../scope';
import { figureInWords, type Profile } from './figures';
import type { Tools } from './tools';

interface ProposalsProps {
  profiles: Profile[];
  tools: Tools | null;
}

type Proposal = NonNullable<Profile['proposal']>;

/** What clicks say that the weights should be, waiting for an editor. */
export function Proposals({ profiles, tools }: ProposalsProps) {
  const { days } = useScope();
  const [withDemo, setWithDemo] = useState(false);
  const waiting = profiles.find(({ isWaiting }) => isWaiting);
  return (
    <section class="card wide" aria-labelledby="proposals">
      <header>
        <h2 id="proposals" tabIndex={-1}>
          Proposed from clicks
        </h2>
        <p class="about">
          Weights by what readers follow. That the first places are looked at more than the last, whatever
          stands there, is taken out. A proposal waits here and never becomes active by itself.
        </p>
      </header>
      {waiting?.proposal ? (
        <Waiting profile={waiting} proposal={waiting.proposal} tools={tools} />
      ) : (
        <p class="nothing">None waits to be looked at.</p>
      )}
      {tools && <FilterBar label="Which clicks are counted" ofDays />}
      <p class="take">
        {tools && (
          <button
            type="button"
            class="plain"
            aria-disabled={tools.acts.isActing}
            onClick={() => tools.acts.propose({ ...days, withDemo })}
          >
            Propose from the clicks of {daysInWords(days)}
          </button>
        )}
        {tools && (
          <label>
            <input
              type="checkbox"
              checked={withDemo}
              onChange={({ currentTarget }) => setWithDemo(currentTarget.checked)}
            />{' '}
            count demo events too, to try this out
          </label>
        )}
        <a href={queryAddress(askProfiles, {})}>
          Query<span class="unseen"> of proposals</span>
        </a>
      </p>
    </section>
  );
}

interface WaitingProps {
  profile: Profile;
  proposal: Proposal;
  tools: Tools | null;
}

function Waiting({ profile, proposal, tools }: WaitingProps) {
  const { from, to, basedOn, withDemo, impressions, clicks, kinds } = proposal;
  return (
    <>
      <p class="finding">
        {profile.label}, from {countOf(clicks, 'click')} on {inDigits(impressions)} related entries that were
        seen, {daysInWords({ from, to })}; begun with {basedOn}.{withDemo && ' Demo events are among them.'}
      </p>
      <DataTable
        caption="Evidence of the proposal"
        table={{
          rows: kinds,
          columns: [
            { name: 'Reason', value: ({ kind }) => reasonName(kind) },
            {
              name: 'Attracts, beside the average',
              value: ({ worth }) => worth.value,
              show: ({ worth }) =>
                `${withDecimals(worth.value)} (${withDecimals(worth.low)}–${withDecimals(worth.high)})`,
            },
            {
              name: `Weight in ${basedOn}`,
              value: ({ weightBefore }) => weightBefore,
              show: ({ weightBefore }) => figureInWords(weightBefore),
            },
            {
              name: 'Weight proposed',
              value: ({ weightAfter }) => weightAfter,
              show: ({ weightBefore, weightAfter }) =>
                weightBefore === weightAfter ? 'the same' : <strong>{figureInWords(weightAfter)}</strong>,
            },
          ],
        }}
      />
      {tools && (
        <p class="buttons">
          <button
            type="button"
            onClick={() =>
              tools.preview({ name: profile.label, variables: { profile: profile.label }, profile })
            }
          >
            Preview {profile.label}
          </button>
          <button type="button" class="second" onClick={() => tools.activate({ profile })}>
            Activate {profile.label}
          </button>
          <button
            type="button"
            class="second"
            aria-disabled={tools.acts.isActing}
            onClick={async () => {
              const label = await tools.acts.putAside({ profile: profile.label });
              if (label !== null) document.getElementById('proposals')?.focus();
            }}
          >
            Put {profile.label} aside
          </button>
        </p>
      )}
    </>
  );
}
