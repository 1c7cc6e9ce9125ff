import type { SqlExecutor } from '../../database/sql';
import { UnreadableArticle } from '../articles/article';
import type { KnownFilm } from '../film-facts.store';
import { acceptFrom, askFrom, confidences } from './confidence';
import { type FilmCandidate, filmCandidates } from './film-candidates.store';
import { filmEvidence, filmRule } from './film-evidence';
import { type Guess, MatchKind, MatchStatus } from './match-words';
import { areTwoFilms } from './two-films';

export interface WantedFilm {
  title: string;
  releaseYear: number | null;
  /** As `match_key` writes them. */
  directorKeys: string[];
  actorKeys: string[];
  imdbId?: string | undefined;
  tmdbId?: number | undefined;
  /** Of the article that speaks of the film: where it is known already, it is about the film that it was about. */
  article?: ArticleNamed | undefined;
}

/** By what an article is known again. */
export interface ArticleNamed {
  headline: string;
  authorName: string;
  /** If not, it must be of the same publication too: two unsigned reviews are two. */
  isSigned: boolean;
  publication: string | null;
}

export interface FilmFinding {
  film: KnownFilm | null;
  /** The one by which the film was found, or those that wait to be decided; none where an id says it. */
  guesses: Guess[];
}

/** Log odds of a film of this title that has an article of this headline by this author. */
const articleEvidence = 6;

/**
 * Find the film that a source speaks of: by external id, else by title, year and people.
 * @throws UnreadableArticle where its ids are of two films.
 */
export async function findFilm(sql: SqlExecutor, wanted: WantedFilm): Promise<FilmFinding> {
  const candidates = await filmCandidates(sql, wanted);
  const sameIds = candidates.filter((film) => film.isSameId);
  if (sameIds.length > 1) throw new UnreadableArticle(areTwoFilms(sameIds.map(({ slug }) => slug)));
  const [sameId] = sameIds;
  if (sameId) return { film: sameId, guesses: [] };
  const weighed = withoutThoseThatWait(
    candidates.map((film) => ({ film, logOdds: evidenceFor(film, wanted) })),
  );
  const confidence = confidences(weighed.map(({ logOdds }) => logOdds));
  const guesses = weighed.map(({ film }, place) => ({
    film,
    guess: {
      kind: MatchKind.FILM,
      status: confidence[place]! >= acceptFrom ? MatchStatus.ACCEPTED : MatchStatus.WAITING,
      rule: filmRule({ title: film.titleLikeness, yearGap: yearGap(film, wanted) }),
      confidence: confidence[place]!,
      written: titleAndYear(wanted),
      candidateId: film.id,
    },
  }));
  const accepted = guesses.find(({ guess }) => guess.status === MatchStatus.ACCEPTED);
  if (accepted) return { film: accepted.film, guesses: [accepted.guess] };
  return {
    film: null,
    guesses: guesses.map(({ guess }) => guess).filter((guess) => guess.confidence >= askFrom),
  };
}

function evidenceFor(film: FilmCandidate, wanted: WantedFilm): number {
  const { titleLikeness: title, directorKeys: knownDirectors, actorKeys: knownActors, hasArticle } = film;
  const likeness = {
    title,
    yearGap: yearGap(film, wanted),
    directors: wanted.directorKeys,
    actors: wanted.actorKeys,
    knownDirectors,
    knownActors,
  };
  return filmEvidence(likeness) + (hasArticle ? articleEvidence : 0);
}

/** Of two that may be one, as somebody has yet to decide, the likelier: the other does not speak against it. */
function withoutThoseThatWait(weighed: { film: FilmCandidate; logOdds: number }[]): typeof weighed {
  const bestFirst = weighed.toSorted((a, b) => b.logOdds - a.logOdds || a.film.id - b.film.id);
  return bestFirst.filter(
    ({ film }, place) =>
      !bestFirst
        .slice(0, place)
        .some(({ film: better }) => better.waitsFor.includes(film.id) || film.waitsFor.includes(better.id)),
  );
}

function yearGap(film: KnownFilm, wanted: WantedFilm): number | null {
  if (film.releaseYear === null || wanted.releaseYear === null) return null;
  return Math.abs(film.releaseYear - wanted.releaseYear);
}

function titleAndYear({ title, releaseYear }: WantedFilm): string {
  return releaseYear === null ? title : `${title} (${releaseYear})`;
}
