import { type ComponentChildren, createContext } from 'preact';
import { useCallback, useContext, useState } from 'preact/hooks';

const SayContext = createContext<(words: string) => void>(() => undefined);

/** Says what became of what somebody did, to be seen and to be heard. */
export const useSay = () => useContext(SayContext);

export function Saying({ children }: { children: ComponentChildren }) {
  const [words, setWords] = useState('');
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
