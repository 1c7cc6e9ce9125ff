import type { TargetedSubmitEvent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

interface SignInProps {
  /** Why it is asked for once more. */
  because: string | null;
  onToken(token: string): void;
  /** Where there is something to see without. */
  onCancel?: () => void;
}

const example = 'npm run -s reelgraph -- token create --role editor --name Edith';

export function SignIn({ because, onToken, onCancel }: SignInProps) {
  const field = useRef<HTMLInputElement>(null);
  const [fault, setFault] = useState(because);
  useEffect(() => field.current?.focus(), []);
  const send = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const token = field.current!.value.trim().replace(/^Bearer\s+/i, '');
    // What a header cannot carry is no token.
    if (/^[\w.~+/=-]+$/.test(token)) onToken(token);
    else setFault(token === '' ? 'Enter a token.' : 'This is no token: it holds what a token never does.');
  };
  return (
    <div class="notice sign-in">
      <h1>Sign in</h1>
      <p>
        {onCancel
          ? 'To pin, hide and change profiles takes a token with the role EDITOR.'
          : 'Figures are for editors and analysts: they take a token.'}
      </p>
      <form onSubmit={send} noValidate>
        <label for="token">Token</label>
        <input
          id="token"
          ref={field}
          type="password"
          autocomplete="off"
          spellcheck={false}
          aria-invalid={fault !== null}
          aria-describedby={fault === null ? 'token-kept' : 'token-fault token-kept'}
        />
        {fault !== null && (
          <p id="token-fault" class="fault" role="alert">
            {fault}
          </p>
        )}
        <p id="token-kept" class="quiet">
          It is kept until this tab is closed, and sent to this service only.
        </p>
        <p class="buttons">
          <button type="submit">Sign in</button>
          {onCancel && (
            <button type="button" class="second" onClick={onCancel}>
              Back to the figures
            </button>
          )}
        </p>
      </form>
      <h2>No token yet?</h2>
      <p>
        Where the service runs, make one with the role <code>editor</code>, or <code>analyst</code> to look
        only:
      </p>
      <pre>
        <code>{example}</code>
      </pre>
    </div>
  );
}
