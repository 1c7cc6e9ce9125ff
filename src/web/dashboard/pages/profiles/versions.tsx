import { queryAddress } from '../../exports/query-address';
import { countOf, momentOf } from '../../figures/words';
import { askProfiles } from '../../operations';
import { ShownCard } from '../../parts/card';
import type { Answer } from '../../use-answer';
import type { Profile } from './figures';
import type { Tools } from './tools';

interface VersionsProps {
  profiles: Profile[];
  answer: Answer<unknown>;
  tools: Tools | null;
}

/** All there are, the active one first, and what can be done with each. */
export function Versions({ profiles, answer, tools }: VersionsProps) {
  const newestFirst = profiles.toSorted(
    (a, b) =>
      Number(b.activeSince !== null) - Number(a.activeSince !== null) ||
      Date.parse(b.createdAt) - Date.parse(a.createdAt),
  );
  return (
    <ShownCard
      title="Profiles"
      about="All versions there are, the active one first."
      isWide
      answer={answer}
      query={queryAddress(askProfiles, {})}
      shown={{
        finding: `${countOf(profiles.length, 'version')}. ${newestFirst[0]!.label} is active.`,
        table: {
          columns: [
            { name: 'Profile', value: ({ label }: Profile) => label },
            { name: 'State', value: stateOf },
            {
              name: 'Made',
              value: ({ createdAt }: Profile) => momentOf(createdAt),
              code: ({ createdAt }: Profile) => createdAt,
            },
            { name: 'Why', value: ({ note }: Profile) => note },
          ],
          rows: newestFirst,
        },
        ...(tools && {
          acts: {
            name: 'Decide',
            value: () => null,
            show: (row: Profile) => <Acts row={row} tools={tools} />,
          },
        }),
      }}
    />
  );
}

function stateOf({ activeSince, proposal, isWaiting, putAsideAt }: Profile): string {
  if (activeSince !== null) return `Active since ${momentOf(activeSince)}`;
  if (!proposal) return 'Not active';
  if (isWaiting) return 'Proposed from clicks, waits';
  return `Proposed from clicks${putAsideAt === null ? '' : `, put aside ${momentOf(putAsideAt)}`}`;
}

function Acts({ row, tools: { preview, activate } }: { row: Profile; tools: Tools }) {
  const of = <span class="unseen"> {row.label}</span>;
  if (row.activeSince !== null) {
    return (
      <button type="button" class="small second" onClick={() => activate('back')}>
        Roll back{of}
      </button>
    );
  }
  return (
    <div class="buttons">
      <button
        type="button"
        class="small second"
        onClick={() => preview({ name: row.label, variables: { profile: row.label }, profile: row })}
      >
        Preview{of}
      </button>
      <button type="button" class="small second" onClick={() => activate({ profile: row })}>
        Activate{of}
      </button>
    </div>
  );
}
