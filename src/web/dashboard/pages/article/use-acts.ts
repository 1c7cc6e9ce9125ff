import { useState } from 'preact/hooks';
import type { AskingError } from '../../ask';
import { hideRelated, pinRelated, releaseRelated } from '../../operations';
import { useSay } from '../../parts/saying';
import { useSession } from '../../session';
import type { Act, Acting } from './types';

/** Pins, hides and takes back, and says what became of it. @param onDone when there is something new to see. */
export function useActs(onDone: () => void): Acting {
  const { ask } = useSession();
  const say = useSay();
  const [isActing, setIsActing] = useState(false);

  const send = async (act: Act, input: { review: string; related: string }, note: string | undefined) => {
    if (act === 'release') return (await ask(releaseRelated, { input })).releaseRelated.userErrors;
    const noted = { ...input, ...(note && { note }) };
    if (act === 'hide') return (await ask(hideRelated, { input: noted })).hideRelated.userErrors;
    return (await ask(pinRelated, { input: { ...noted, place: 1 } })).pinRelated.userErrors;
  };

  const act: Acting['act'] = async (what, { review, related }, note) => {
    if (isActing) return false;
    setIsActing(true);
    say('');
    try {
      const [fault] = await send(what, { review: review.id, related: related.id }, note);
      if (fault) {
        say(`Nothing was changed: ${fault.message}`);
        return false;
      }
      say(done[what](related.headline, review.headline));
      onDone();
      return true;
    } catch (error) {
      say(`Nothing was changed: ${(error as AskingError).message}`);
      return false;
    } finally {
      setIsActing(false);
    }
  };
  return { act, isActing };
}

const done: Record<Act, (related: string, review: string) => string> = {
  pin: (related, review) => `${related} now stands first under ${review}.`,
  hide: (related, review) => `${related} no longer shows under ${review}.`,
  release: (related, review) => `${related} is neither pinned nor hidden under ${review} any more.`,
};
