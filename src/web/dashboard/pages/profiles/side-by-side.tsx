import { queryAddress } from '../../exports/query-address';
import { askProfiles } from '../../operations';
import { ShownCard } from '../../parts/card';
import type { Answer } from '../../use-answer';
import { figureInWords, figureOf, type Knob, knobs, type Profile } from './figures';

interface SideBySideProps {
  profiles: Profile[];
  answer: Answer<unknown>;
}

/** More do not fit beside one another. */
const most = 6;

/** Every figure of the active profile and of the newest others. */
export function SideBySide({ profiles, answer }: SideBySideProps) {
  const readable = profiles.filter(({ figures }) => figures !== null);
  const active = readable.find(({ activeSince }) => activeSince !== null);
  const others = readable
    .filter((profile) => profile !== active)
    .toSorted((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt))
    .slice(0, most - 1);
  const shown = active ? [active, ...others] : others;
  const isOther = (profile: Profile, { path }: Knob) =>
    active !== undefined && figureOf(profile.figures!, path) !== figureOf(active.figures!, path);
  return (
    <ShownCard
      title="Side by side"
      about="What each weighs. Figures that differ from the active profile's are set in bold."
      isWide
      answer={answer}
      query={queryAddress(askProfiles, {})}
      shown={{
        finding: findingOf({ shown: shown.length, all: readable.length }),
        table: {
          columns: [
            { name: 'Figure', value: ({ name }: Knob) => name },
            { name: 'What it is', value: ({ about }: Knob) => about },
            ...shown.map((profile) => ({
              name: profile.label + (profile === active ? ' (active)' : ''),
              value: ({ path }: Knob) => figureOf(profile.figures!, path),
              show: (row: Knob) => {
                const text = figureInWords(figureOf(profile.figures!, row.path));
                return isOther(profile, row) ? <strong>{text}</strong> : text;
              },
            })),
          ],
          rows: knobs,
        },
      }}
    />
  );
}

function findingOf({ shown, all }: { shown: number; all: number }): string {
  if (all === 1) return 'There is only one version.';
  return shown < all ? `${shown} of ${all} versions: beside the active one the newest.` : `${all} versions.`;
}
