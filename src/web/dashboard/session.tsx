import { createContext } from 'preact';
import { useCallback, useContext, useEffect, useMemo, useState } from 'preact/hooks';
import { AskingError, askApi, type Operation } from './ask';
import { askSession } from './operations';
import type { DashboardSessionQuery } from './operations.generated';

/** For as long as the tab is open, and for no other tab. GraphiQL takes it from here too. */
const tokenKey = 'reelgraph-token';

/** What has been found out about whoever looks at the dashboard. */
export interface Session extends Opened {
  token: string | null;
  /** Whether it may pin, hide, and change profiles. */
  mayAct: boolean;
  ask<Answer, Variables>(
    operation: Operation<Answer, Variables>,
    variables: Variables,
    signal?: AbortSignal,
  ): Promise<Answer>;
}

interface Opened {
  viewer: DashboardSessionQuery['viewer'];
  /** The day that it is in the time zone of the figures. */
  today: string;
  timeZone: string;
  /** Published articles. */
  articles: number;
}

/** What to do next is to sign in, to wait, or to try again. */
export type SessionState =
  | { is: 'asking' }
  | { is: 'closed'; because: string | null }
  | { is: 'failed'; because: string }
  | { is: 'open'; session: Session; because: string | null };

const SessionContext = createContext<Session | null>(null);
export const SessionProvider = SessionContext.Provider;

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('there is no session above this');
  return session;
}

const notValid = 'This token is not valid, or not any more: it is misspelt, has expired, or was revoked.';
const otherRole =
  'This token has a role that may not read figures: the dashboard takes ANALYST, EDITOR or ADMIN.';

/** Opens with the token of the tab, or without one where the figures are public. */
export function useSessionState() {
  const [token, setToken] = useState(() => sessionStorage.getItem(tokenKey));
  const [refused, setRefused] = useState<string | null>(null);
  const [attempt, setAttempt] = useState(0);
  const [opened, setOpened] = useState<Opened | 'asking' | 'closed' | { failed: string }>('asking');

  const use = useCallback((next: string | null, because: string | null) => {
    if (next === null) sessionStorage.removeItem(tokenKey);
    else sessionStorage.setItem(tokenKey, next);
    setRefused(because);
    setToken(next);
    setOpened('asking');
    setAttempt((number) => number + 1);
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each attempt asks anew
  useEffect(() => {
    const stop = new AbortController();
    openWith(token, stop.signal).then(setOpened, (error) => {
      if (stop.signal.aborted) return;
      const { code, message } = error as AskingError;
      if (token !== null && code === 'UNAUTHENTICATED') use(null, notValid);
      else if (token !== null && code === 'FORBIDDEN') use(null, otherRole);
      else setOpened(code === 'UNAUTHENTICATED' ? 'closed' : { failed: message });
    });
    return () => stop.abort();
  }, [token, attempt, use]);

  const state = useMemo((): SessionState => {
    if (opened === 'asking') return { is: 'asking' };
    if (opened === 'closed') return { is: 'closed', because: refused };
    if ('failed' in opened) return { is: 'failed', because: opened.failed };
    const ask: Session['ask'] = async (operation, variables, signal) => {
      try {
        return await askApi(operation, { variables, token, ...(signal && { signal }) });
      } catch (error) {
        if (token !== null && error instanceof AskingError && error.code === 'UNAUTHENTICATED')
          use(null, notValid);
        throw error;
      }
    };
    const mayAct = ['EDITOR', 'ADMIN'].includes(opened.viewer?.role ?? '');
    return { is: 'open', session: { ...opened, token, mayAct, ask }, because: refused };
  }, [opened, refused, token, use]);

  return { state, use };
}

async function openWith(token: string | null, signal: AbortSignal): Promise<Opened> {
  const { viewer, analytics } = await askApi(askSession, { variables: {}, token, signal });
  const { to: today, timeZone } = analytics.readers;
  return { viewer, today, timeZone, articles: analytics.articles };
}
