import { seesUnpublished, type Viewer } from '../access/viewer';
import type { LinkSurvey } from '../analytics/link-survey';
import { endedBy, type SqlExecutor, type Transact } from '../database/sql';
import { StoreUnavailableError } from '../errors';
import type { Ranking } from '../relatedness/core/rank';
import type { Previews } from '../relatedness/profiles/previews';
import { createLoaders, type Loaders } from './loaders';

/** What the client that asks may still spend, in points of cost. */
export interface Budget {
  /** @throws GraphQLError RATE_LIMITED if there is not so much left; then nothing is taken. */
  spend(points: number): void;
  /** An operation cost less than it might have. */
  giveBack(points: number): void;
}

/** Of a client without a limit. */
export const boundless: Budget = { spend: () => undefined, giveBack: () => undefined };

/** What one request brings along. */
export interface Asking {
  /** Who asks; null for a reader without a token. */
  viewer: Viewer | null;
  budget?: Budget;
  /** Of the HTTP request, as the log has it. */
  requestId?: string;
  /** When it aborts, nobody waits for the answer any more: its SQL is cancelled, and what is not there yet fails. */
  signal?: AbortSignal | undefined;
}

/** What a resolver may use; made anew for each request. */
export interface RequestContext {
  sql: SqlExecutor;
  loaders: Loaders;
  /** Who asks; null for a reader without a token. */
  viewer: Viewer | null;
  budget: Budget;
  requestId: string | undefined;
  /** When it aborts, nobody waits for the answer any more. */
  signal: AbortSignal | undefined;
  /** What is written in it is in the store as a whole, or not at all. */
  transact: Transact;
  /** To be told when something has been written: what is asked from then on shows it, `relatedness` included. */
  hasWritten(): Promise<void>;
  /** What answers from the index. @throws StoreUnavailableError while no index is loaded. */
  relatedness(): Relatedness;
  /** Where all lists lead. @throws GraphQLError SERVICE_UNAVAILABLE while they are gone through for the first time. */
  surveyLinks(signal?: AbortSignal): Promise<LinkSurvey>;
  /** What readers would see change by another profile. */
  previews: Pick<Previews, 'of'>;
  /** What ids of lists are signed with. */
  listKey: Buffer;
  /** Whether everybody may do what an analyst may. */
  areFiguresPublic: boolean;
}

export type Relatedness = Pick<
  Ranking,
  | 'profile'
  | 'rankReviews'
  | 'rankFilms'
  | 'countReviews'
  | 'countFilms'
  | 'newestReviews'
  | 'pinnedReviews'
  | 'rulesInForce'
  | 'findPath'
  | 'rankCollaborators'
  | 'recommendReviews'
  | 'countRecommendations'
  | 'rankFilmsToReview'
>;

/** What all requests share. */
export interface Services {
  sql: SqlExecutor;
  transact: Transact;
  relatedness(): Relatedness;
  /** Not there unless given, as an index that is not loaded. */
  surveyLinks?(signal?: AbortSignal): Promise<LinkSurvey>;
  /** None can be had unless given. */
  previews?: Pick<Previews, 'of'>;
  /** What ids of lists are signed with: the same for all instances. */
  listKey: Buffer;
  /** Whether everybody may do what an analyst may; not unless told. */
  areFiguresPublic?: boolean;
  /** @returns when the index has whatever is in the store, or when the signal aborts. */
  catchUp(signal?: AbortSignal): Promise<void>;
}

export function createContext(
  {
    catchUp,
    relatedness,
    surveyLinks = noSurvey,
    previews = noPreviews,
    listKey,
    areFiguresPublic = false,
    ...services
  }: Services,
  { viewer, budget = boundless, requestId, signal }: Asking,
): RequestContext {
  const { sql, transact } = signal ? endingWith(signal, services) : services;
  const freshLoaders = () => createLoaders(sql, { withUnpublished: seesUnpublished(viewer) });
  const context: RequestContext = {
    sql,
    transact,
    relatedness,
    surveyLinks,
    previews,
    listKey,
    areFiguresPublic,
    viewer,
    budget,
    requestId,
    signal,
    loaders: freshLoaders(),
    hasWritten: async () => {
      await catchUp(signal);
      context.loaders = freshLoaders();
    },
  };
  return context;
}

async function noSurvey(): Promise<never> {
  throw new StoreUnavailableError('nothing goes through the lists here');
}

const noPreviews: Pick<Previews, 'of'> = {
  of: () => Promise.reject(new StoreUnavailableError('previews are not counted here')),
};

function endingWith(
  signal: AbortSignal,
  { sql, transact }: Pick<Services, 'sql' | 'transact'>,
): Pick<Services, 'sql' | 'transact'> {
  return { sql: endedBy(signal, sql), transact: (work) => transact(work, { signal }) };
}
