import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import { type Days, daysOf, type Filters, readFilters } from './filters';
import { askFilters } from './operations';
import type { AnalyticsFilter, DashboardFiltersQuery } from './operations.generated';
import { type Session, useSession } from './session';

interface Choice {
  id: string;
  slug: string;
  name: string;
}

export interface Choices {
  genres: Choice[];
  authors: Choice[];
}

/** What the figures are of. */
export interface Scope {
  filters: Filters;
  days: Days;
  /** Null until they have been asked for. */
  choices: Choices | null;
  /** As the API takes it; null as long as it is not known what the address means. */
  filter: AnalyticsFilter | null;
  genre: Choice | null;
  author: Choice | null;
  /** What the address names that is not there. */
  unknown: string[];
}

/** Of a query whose figures are of the articles that are chosen. */
export interface ArticleVariables {
  filter: AnalyticsFilter;
}

/** Of one whose figures are of days, too. */
export interface ReaderVariables extends ArticleVariables, Days {}

const ScopeContext = createContext<Scope | null>(null);
export const ScopeProvider = ScopeContext.Provider;

export function useScope(): Scope {
  const scope = useContext(ScopeContext);
  if (!scope) throw new Error('there is no scope above this');
  return scope;
}

export function useScopeOf(query: URLSearchParams): Scope {
  const session = useSession();
  const { ask, today } = session;
  const filters = readFilters(query);
  const [choices, setChoices] = useState<Choices | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    const none = () => setChoices({ genres: [], authors: [] });
    askForChoices(ask, stop.signal).then(setChoices, () => stop.signal.aborted || none());
    return () => stop.abort();
  }, [ask]);
  const genre = choices?.genres.find(({ slug }) => slug === filters.genre) ?? null;
  const author = choices?.authors.find(({ slug }) => slug === filters.author) ?? null;
  const isKnown = choices !== null || (filters.genre === null && filters.author === null);
  return {
    filters,
    days: daysOf(filters.period, today),
    choices,
    filter: isKnown
      ? { ...(genre && { genres: [genre.id] }), ...(author && { authors: [author.id] }) }
      : null,
    genre,
    author,
    unknown: choices
      ? [
          ...(filters.genre && !genre ? [`no genre is called “${filters.genre}”`] : []),
          ...(filters.author && !author ? [`no author is called “${filters.author}”`] : []),
        ]
      : [],
  };
}

async function askForChoices(ask: Session['ask'], signal: AbortSignal): Promise<Choices> {
  const authors: Choice[] = [];
  let after: string | null = null;
  for (;;) {
    const page: DashboardFiltersQuery = await ask(askFilters, { after }, signal);
    authors.push(...page.authors.nodes);
    const { hasNextPage, endCursor } = page.authors.pageInfo;
    if (!hasNextPage) return { genres: page.genres, authors };
    after = endCursor;
  }
}
