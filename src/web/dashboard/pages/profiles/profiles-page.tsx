import { useState } from 'preact/hooks';
import { askProfiles } from '../../operations';
import { Waiting } from '../../parts/card';
import { Opener } from '../../parts/opener';
import { useSession } from '../../session';
import { useAnswer } from '../../use-answer';
import { type Activating, Activation } from './activation';
import { Preview, type Previewed } from './preview';
import { Proposals } from './proposals';
import { SideBySide } from './side-by-side';
import { TryWeights } from './try-weights';
import { useProfileActs } from './use-profile-acts';
import { Versions } from './versions';

/** What relatedness weighs: what there is, what would change, and who decides. */
export function ProfilesPage() {
  const { mayAct } = useSession();
  const answer = useAnswer(askProfiles, {});
  const [previewed, setPreviewed] = useState<Previewed | null>(null);
  const [activating, setActivating] = useState<Activating | null>(null);
  const acts = useProfileActs(answer.again);
  const profiles = answer.value?.profiles;
  const active = profiles?.find(({ activeSince }) => activeSince !== null);
  const tools = mayAct && active ? { active, acts, preview: setPreviewed, activate: setActivating } : null;
  /** It was beside what is active no more. The button that led here may go with it, and must not take the focus along. */
  const forgetPreview = () => {
    setPreviewed(null);
    document.getElementById('content')?.focus({ preventScroll: true });
  };
  return (
    <Opener
      title="What relatedness weighs"
      about="A profile is what the graph weighs, in versions. One is active: every list is made by it. Nothing becomes active by itself."
      ofDays={false}
    >
      {!profiles ? (
        <Waiting answer={answer} />
      ) : (
        <div class="cards first">
          <Proposals profiles={profiles} tools={tools} />
          <Versions profiles={profiles} answer={answer} tools={tools} />
          {tools && <TryWeights profiles={profiles} tools={tools} />}
          {tools && previewed && <Preview previewed={previewed} tools={tools} />}
          <SideBySide profiles={profiles} answer={answer} />
        </div>
      )}
      {tools && activating && (
        <Activation
          activating={activating}
          tools={tools}
          onDone={forgetPreview}
          onClose={() => setActivating(null)}
        />
      )}
    </Opener>
  );
}
