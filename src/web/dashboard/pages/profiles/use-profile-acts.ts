import { useState } from 'preact/hooks';
import type { AskingError, Operation } from '../../ask';
import {
  activateProfile,
  createProfile,
  proposeProfile,
  putProposalAside,
  rollBackProfile,
} from '../../operations';
import type {
  DashboardCreateProfileMutationVariables,
  DashboardProposeProfileMutationVariables,
} from '../../operations.generated';
import { useSay } from '../../parts/saying';
import { useSession } from '../../session';

/** Each says what became of it. @returns the label of the profile in question; null where nothing was done. */
export interface ProfileActs {
  isActing: boolean;
  activate(input: { profile: string; seen: string }): Promise<string | null>;
  rollBack(input: { seen: string }): Promise<string | null>;
  create(input: DashboardCreateProfileMutationVariables['input']): Promise<string | null>;
  propose(input: DashboardProposeProfileMutationVariables['input']): Promise<string | null>;
  putAside(input: { profile: string }): Promise<string | null>;
}

interface Payload {
  profile: { label: string } | null;
  userErrors: { message: string }[];
}

/** @param onDone when there is something new to see. */
export function useProfileActs(onDone: () => void): ProfileActs {
  const { ask } = useSession();
  const say = useSay();
  const [isActing, setIsActing] = useState(false);

  async function act<Answer, Variables>(
    operation: Operation<Answer, Variables>,
    variables: Variables,
    { payloadOf, done }: { payloadOf(answer: Answer): Payload; done(label: string, answer: Answer): string },
  ): Promise<string | null> {
    if (isActing) return null;
    setIsActing(true);
    say('');
    try {
      const answer = await ask(operation, variables);
      const { profile, userErrors } = payloadOf(answer);
      const label = profile?.label ?? null;
      say(label === null ? `Nothing was changed: ${userErrors[0]?.message ?? ''}` : done(label, answer));
      onDone();
      return label;
    } catch (error) {
      say(`Nothing was changed: ${(error as AskingError).message}`);
      return null;
    } finally {
      setIsActing(false);
    }
  }

  return {
    isActing,
    activate: (input) =>
      act(
        activateProfile,
        { input },
        {
          payloadOf: (answer) => answer.activateProfile,
          done: (label) => `${label} is active: every list is made by it.`,
        },
      ),
    rollBack: (input) =>
      act(
        rollBackProfile,
        { input },
        {
          payloadOf: (answer) => answer.rollBackProfile,
          done: (label) => `Rolled back: ${label} is active again.`,
        },
      ),
    create: (input) =>
      act(
        createProfile,
        { input },
        {
          payloadOf: (answer) => answer.createProfile,
          done: (label) => `Kept as ${label}. Nothing changes for readers until it is activated.`,
        },
      ),
    propose: (input) =>
      act(
        proposeProfile,
        { input },
        {
          payloadOf: (answer) => answer.proposeProfile,
          done: (label, { proposeProfile: { isNew } }) =>
            isNew
              ? `${label} waits to be looked at. Nothing changes for readers until it is activated.`
              : `These clicks say what ${label} has already, which is among the profiles: no other was made.`,
        },
      ),
    putAside: (input) =>
      act(
        putProposalAside,
        { input },
        {
          payloadOf: (answer) => answer.putProposalAside,
          done: (label) => `${label} is put aside. It is still among the profiles.`,
        },
      ),
  };
}
