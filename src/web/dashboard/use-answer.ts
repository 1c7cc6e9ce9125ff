import { useCallback, useEffect, useState } from 'preact/hooks';
import { AskingError, type Operation } from './ask';
import { useSession } from './session';

export interface Answer<Value> {
  /** What was answered last, also while something else is asked for; null once that has failed. */
  value: Value | null;
  /** Why there is no answer. */
  fault: string | null;
  isAsking: boolean;
  /** Asks once more, as after something was changed. */
  again(): void;
}

/** While the service counts what was asked for, it is asked again so often, and so long after. */
const mostWaits = 60;
const waitMs = 1_500;

/** @param variables null as long as they are not known. */
export function useAnswer<Value, Variables>(
  operation: Operation<Value, Variables>,
  variables: Variables | null,
): Answer<Value> {
  const { ask } = useSession();
  const asked = JSON.stringify(variables);
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<Omit<Answer<Value>, 'again'> & { of: string | null }>({
    value: null,
    of: null,
    fault: null,
    isAsking: true,
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: each attempt asks anew
  useEffect(() => {
    if (variables === null) return;
    const stop = new AbortController();
    setState((last) => ({ ...last, fault: null, isAsking: true }));
    const askOnce = async (wait: number): Promise<void> => {
      try {
        const value = await ask(operation, JSON.parse(asked) as Variables, stop.signal);
        if (!stop.signal.aborted) setState({ value, of: asked, fault: null, isAsking: false });
      } catch (error) {
        if (stop.signal.aborted) return;
        const { code, message } = error as AskingError;
        const mayCome = code === 'SERVICE_UNAVAILABLE' && wait < mostWaits;
        // Figures of something else must not stand under what this is called.
        setState((last) => ({
          ...last,
          value: last.of === asked ? last.value : null,
          fault: message,
          isAsking: mayCome,
        }));
        if (mayCome) setTimeout(() => !stop.signal.aborted && askOnce(wait + 1), waitMs);
      }
    };
    askOnce(0);
    return () => stop.abort();
  }, [operation, asked, ask, attempt]);

  const again = useCallback(() => setAttempt((number) => number + 1), []);
  return { ...state, again };
}
