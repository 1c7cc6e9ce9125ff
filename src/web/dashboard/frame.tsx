import type { ComponentChildren } from 'preact';
import { type Filters, writeFilters } from './filters';
import { Saying } from './parts/saying';
import { Link } from './place';
import { articlesPath, sections } from './sections';

interface FrameProps {
  path: string;
  filters: Filters;
  viewer: { name: string; role: string } | null;
  hasOpened: boolean;
  onSignIn(): void;
  onSignOut(): void;
  children: ComponentChildren;
}

/** What stands around every section. */
export function Frame({ path, filters, viewer, hasOpened, onSignIn, onSignOut, children }: FrameProps) {
  const onward = writeFilters(filters);
  const isAt = (section: string) => (path.startsWith(articlesPath) ? false : section === path);
  return (
    <Saying path={path}>
      <a class="skip" href="#content">
        Skip to the figures
      </a>
      <header class="head">
        <div class="bar">
          <Link class="name" href={`/dashboard${onward}`}>
            Dashboard
          </Link>
          <nav aria-label="Sections">
            {sections.map(({ path: section, name }) => (
              <Link key={section} href={section + onward} aria-current={isAt(section) ? 'page' : undefined}>
                {name}
              </Link>
            ))}
          </nav>
          <p class="who">
            {viewer && (
              <>
                <span dir="auto">{viewer.name}</span>, {viewer.role.toLowerCase()}{' '}
                <button type="button" class="plain" onClick={onSignOut}>
                  Sign out
                </button>
              </>
            )}
            {!viewer && hasOpened && (
              <button type="button" class="plain" onClick={onSignIn}>
                Sign in
              </button>
            )}
          </p>
        </div>
      </header>
      <main id="content" tabIndex={-1}>
        {children}
      </main>
      <footer class="foot">
        <p>
          Every figure here is an answer of the <a href="/graphql">GraphQL API</a>, and links to its query.{' '}
          <a href="/">What readers see</a>
        </p>
      </footer>
    </Saying>
  );
}
