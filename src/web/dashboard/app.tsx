import { useEffect, useRef, useState } from 'preact/hooks';
import { readFilters } from './filters';
import { Frame } from './frame';
import { ArticlePage } from './pages/article/article-page';
import { CoveragePage } from './pages/coverage/coverage-page';
import { GraphPage } from './pages/graph/graph-page';
import { ProfilesPage } from './pages/profiles/profiles-page';
import { ReadersPage } from './pages/readers/readers-page';
import { SignIn } from './pages/sign-in';
import { usePlace } from './place';
import { ScopeProvider, useScopeOf } from './scope';
import { articlesPath, sections } from './sections';
import { SessionProvider, useSessionState } from './session';

export function App() {
  const { path, query } = usePlace();
  const { state, use } = useSessionState();
  const [isSigningIn, setIsSigningIn] = useState(false);
  useFocusOnArrival(path);
  const session = state.is === 'open' ? state.session : null;
  const signIn = (token: string) => {
    setIsSigningIn(false);
    use(token, null);
  };
  return (
    <Frame
      path={path}
      filters={readFilters(query)}
      viewer={session?.viewer ?? null}
      hasOpened={session !== null}
      onSignIn={() => setIsSigningIn(true)}
      onSignOut={() => use(null, null)}
    >
      {state.is === 'asking' && <p class="waiting">Asking who you are…</p>}
      {state.is === 'failed' && (
        <div class="notice" role="alert">
          <h1>No figures just now</h1>
          <p>{state.because}</p>
          <button type="button" onClick={() => location.reload()}>
            Try again
          </button>
        </div>
      )}
      {state.is === 'closed' && <SignIn because={state.because} onToken={signIn} />}
      {session &&
        (isSigningIn ? (
          <SignIn because={null} onToken={signIn} onCancel={() => setIsSigningIn(false)} />
        ) : (
          <SessionProvider value={session}>
            {state.is === 'open' && state.because && (
              <p class="banner" role="alert">
                {state.because} You see what everybody sees.
              </p>
            )}
            <Section path={path} query={query} articles={session.articles} />
          </SessionProvider>
        ))}
    </Frame>
  );
}

function Section({ path, query, articles }: { path: string; query: URLSearchParams; articles: number }) {
  const scope = useScopeOf(query);
  return (
    <ScopeProvider value={scope}>{articles === 0 ? <EmptyStore /> : <PageAt path={path} />}</ScopeProvider>
  );
}

function PageAt({ path }: { path: string }) {
  if (path.startsWith(articlesPath)) {
    const slug = decodeURIComponent(path.slice(articlesPath.length));
    return <ArticlePage key={slug} slug={slug} />;
  }
  if (path === '/dashboard/graph') return <GraphPage />;
  if (path === '/dashboard/coverage') return <CoveragePage />;
  if (path === '/dashboard/profiles') return <ProfilesPage />;
  return <ReadersPage />;
}

function EmptyStore() {
  return (
    <div class="notice">
      <h1>No article is published yet</h1>
      <p>
        Figures come with articles: publish a draft, or take in what you have, and then look here again. Copy
        a page out of a browser, save it as text, and hand it over:
      </p>
      <pre>
        <code>npm run reelgraph -- import article PAGE.txt</code>
      </pre>
    </div>
  );
}

/** What loads a page anew leaves the focus at its top; what only looks like it must do the same. */
function useFocusOnArrival(path: string): void {
  const previous = useRef(path);
  useEffect(() => {
    const name = sections.find((section) => section.path === path)?.name;
    if (name) document.title = `${name} – Dashboard – Reelgraph`;
    if (previous.current === path) return;
    previous.current = path;
    document.getElementById('content')?.focus({ preventScroll: true });
  }, [path]);
}
