import { type ComponentChildren, createContext } from 'preact';
import { useCallback, useContext, useEffect, useState } from 'preact/hooks';

const SayContext = createContext<(words: string) => void>(() => undefined);

/** Says what became of what somebody did, to be seen and to be heard. */
export const useSay = () => useContext(SayContext);

/** @param path what was said of one section is over in the next. */
export function Saying({ path, children }: { path: string; children: ComponentChildren }) {
  const [words, setWords] = useState('');
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever one goes elsewhere
  useEffect(() => setWords(''), [path]);
  const say = useCallback((next: string) => setWords(next), []);
  return (
    <SayContext.Provider value={say}>
      {children}
      <div class={words ? 'said' : 'unseen'}>
        <p role="status">{words}</p>
        {words && (
          <button type="button" class="plain" onClick={() => setWords('')}>
            Close<span class="unseen"> the message</span>
          </button>
        )}
      </div>
    </SayContext.Provider>
  );
}
