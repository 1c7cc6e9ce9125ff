import type { SqlExecutor } from '../database/sql';
import { CreditRole } from '../films/credit-role';
import { ReviewStatus } from '../reviews/review-status';
import { addAuthor, addReview, fillBio, findReview, updateReview } from './article.store';
import { UnreadableArticle } from './articles/article';
import type { ArticleLine, FilmOfLine } from './articles/article-line';
import { addCredits, addFilmGenre, addGenre, fillFilm, filmsOfIds, findGenreId } from './film-facts.store';
import { waitForOtherImports } from './ingest.store';
import { areTwoFilms } from './matching/two-films';
import {
  addFilmOfRecord,
  addPersonOfRecord,
  authorsAlike,
  creditedRoles,
  filmsAlike,
  findReviewBySlug,
  type PersonOfRecord,
  peopleAlike,
} from './record.store';
import { freeSlug, slugsOf, toSlug } from './slug';
import type { SlugClaims } from './slug-claims';
import { freeSource, nobody, type UpsertedArticle, upsertPublication } from './upsert-article';
import type { UpsertedFilm } from './upsert-film';

/** An article whose film, people and author are named by slugs, as `reelgraph export` writes it. */
export type ArticleRecord = ArticleLine & { film: FilmRecord };

export type FilmRecord = FilmOfLine & { slug: string };

export function isRecord(line: ArticleLine | undefined): line is ArticleRecord {
  return line?.film.slug !== undefined;
}

/**
 * Put an article into the store as it was in the one that it came from, slugs and all, as far as these are free. What
 * is known already keeps what it has.
 * @param sql must belong to a transaction, so that an article is in as a whole or not at all.
 * @param status of a new review.
 */
export async function upsertRecord(
  sql: SqlExecutor,
  record: ArticleRecord,
  { claims, status }: { claims: SlugClaims; status: ReviewStatus },
): Promise<UpsertedArticle> {
  await waitForOtherImports(sql);
  const film = await upsertFilmRecord(sql, record.film, claims);
  const author = await upsertAuthor(sql, record.author ?? nobody, claims);
  const { publication, slug } = record;
  const facts = {
    headline: record.headline,
    body: record.body,
    publicationId:
      publication && (await upsertPublication(sql, publication.name, { slug: publication.slug })),
    datePublished: record.datePublished ?? null,
    copyrightYear: record.copyrightYear ?? null,
    rating: record.rating ?? null,
    filmId: film.id,
    authorId: author.id,
    sourceUrl: record.sourceUrl ?? null,
  };
  const named = slug === undefined ? null : await findReviewBySlug(sql, { slug, filmId: film.id });
  const known = named ?? (await findReview(sql, { ...facts, isSigned: false }));
  const { sourceUrl, doubts } = await freeSource(sql, { url: facts.sourceUrl, reviewId: known?.id ?? null });
  if (known) {
    const hasChanged = await updateReview(sql, { ...facts, sourceUrl, id: known.id });
    const outcome = hasChanged || film.hasChanged || author.hasChanged ? 'updated' : 'unchanged';
    return { outcome, id: known.id, slug: known.slug, status: known.status, film, doubts };
  }
  const free = await freeSlug(sql, 'review', [
    slug ?? toSlug(film.title),
    toSlug(film.title, (record.author ?? nobody).name),
  ]);
  const { createdAt, updatedAt } = record;
  const id = await addReview(sql, {
    ...facts,
    sourceUrl,
    slug: free,
    status,
    ...(createdAt && { createdAt }),
    ...(updatedAt && { updatedAt }),
  });
  return { outcome: 'added', id, slug: free, status, film, doubts };
}

/**
 * Find or add a film that is named by its slug, with its people and genres. What is known of it stays.
 * @throws UnreadableArticle where its ids are of another film.
 */
export async function upsertFilmRecord(
  sql: SqlExecutor,
  film: FilmRecord,
  claims: SlugClaims,
): Promise<UpsertedFilm> {
  const alike = await filmsAlike(sql, film);
  const chosen = claims.choose('film', film.slug, alike);
  const known = alike.find(({ id }) => id === chosen);
  await checkIds(sql, film, known);
  let row = known;
  let slug = film.slug;
  if (!row) {
    slug = await freeSlug(sql, 'film', [film.slug, ...slugsOf(film.title, film.releaseYear ?? null)]);
    row = { ...(await addFilmOfRecord(sql, slug, film)), isSlug: slug === film.slug, isId: false };
  }
  const { isSlug: isOwn, isId: _, ...filmRow } = row;
  claims.claim({ table: 'film', slug: film.slug, id: row.id, isOwn });
  const credited = await creditedRoles(sql, row.id);
  const changes = [
    !known,
    await addGenres(sql, row.id, film),
    await addCreditsOf(sql, row.id, { film, credited, claims }),
  ];
  if (known) {
    const castIsComplete = film.castIsComplete && !credited.has(CreditRole.ACTOR);
    changes.push(await fillFilm(sql, { ...film, castIsComplete, id: row.id }));
  }
  return { ...filmRow, isNew: !known, hasChanged: changes.includes(true), doubts: [], matches: [] };
}

/** @throws UnreadableArticle where an id is that of another film than `known`. */
async function checkIds(
  sql: SqlExecutor,
  film: FilmRecord,
  known: { slug: string } | undefined,
): Promise<void> {
  const others = (await filmsOfIds(sql, film)).filter(({ slug }) => slug !== known?.slug);
  const films = [...(known ? [known] : []), ...others].map(({ slug }) => slug);
  if (films.length > 1) throw new UnreadableArticle(areTwoFilms(films));
  if (others.length > 0) {
    throw new UnreadableArticle(
      `has an id of the film "${others[0]!.slug}", but another year than that or another id: mend one of the two`,
    );
  }
}

async function addGenres(sql: SqlExecutor, filmId: number, { genres }: FilmOfLine): Promise<boolean> {
  let hasChanged = false;
  for (const { name, slug = toSlug(name) } of genres) {
    const known = await findGenreId(sql, name);
    const genreId =
      known ?? (await addGenre(sql, { name, slug: await freeSlug(sql, 'genre', [slug, toSlug(name)]) }));
    if (await addFilmGenre(sql, { filmId, genreId })) hasChanged = true;
  }
  return hasChanged;
}

/** Those of roles for which nobody is credited yet. */
async function addCreditsOf(
  sql: SqlExecutor,
  filmId: number,
  { film, credited, claims }: { film: FilmOfLine; credited: ReadonlySet<CreditRole>; claims: SlugClaims },
): Promise<boolean> {
  const none = { character: null, billing: null };
  const credits = [
    ...film.directors.map((person) => ({ person, role: CreditRole.DIRECTOR, ...none })),
    ...film.cast.map(({ character = null, billing, ...person }, place) => ({
      person,
      role: CreditRole.ACTOR,
      character,
      billing: billing === undefined ? place : billing,
    })),
    ...film.crew.map(({ role, ...person }) => ({ person, role, ...none })),
  ].filter(({ role }) => !credited.has(role));
  const people = await upsertPeople(
    sql,
    credits.map(({ person }) => person),
    claims,
  );
  return addCredits(sql, {
    filmId,
    credits: credits.map(({ person: _, ...credit }, place) => ({ personId: people[place]!, ...credit })),
  });
}

/** @returns their ids, in order. */
async function upsertPeople(
  sql: SqlExecutor,
  people: FilmOfLine['directors'],
  claims: SlugClaims,
): Promise<number[]> {
  if (people.length === 0) return [];
  const named = people.map((person) => ({ ...person, slug: person.slug ?? toSlug(person.name) }));
  const alike = await peopleAlike(sql, named);
  const added = new Map<string, number>();
  const ids: number[] = [];
  for (const [place, person] of named.entries()) {
    const id = added.get(person.slug) ?? (await upsertPerson(sql, person, { alike: alike[place]!, claims }));
    added.set(person.slug, id);
    ids.push(id);
  }
  return ids;
}

async function upsertPerson(
  sql: SqlExecutor,
  person: PersonOfRecord,
  { alike, claims }: { alike: Awaited<ReturnType<typeof peopleAlike>>[number]; claims: SlugClaims },
): Promise<number> {
  const known = claims.choose('person', person.slug, alike);
  let isOwn = alike.some(({ id, isSlug }) => id === known && isSlug);
  let id = known;
  if (id === undefined) {
    const slug = await freeSlug(sql, 'person', [person.slug, ...slugsOf(person.name, person.born ?? null)]);
    id = await addPersonOfRecord(sql, slug, person);
    isOwn = slug === person.slug;
  }
  claims.claim({ table: 'person', slug: person.slug, id, isOwn });
  return id;
}

async function upsertAuthor(
  sql: SqlExecutor,
  { name, slug = toSlug(name), bio = null }: { name: string; slug?: string; bio?: string | null },
  claims: SlugClaims,
): Promise<{ id: number; hasChanged: boolean }> {
  const alike = await authorsAlike(sql, { slug, name });
  const known = claims.choose('author', slug, alike);
  if (known !== undefined) {
    const isOwn = alike.some(({ id, isSlug }) => id === known && isSlug);
    claims.claim({ table: 'author', slug, id: known, isOwn });
    return { id: known, hasChanged: await fillBio(sql, { authorId: known, bio }) };
  }
  const free = await freeSlug(sql, 'author', [slug, toSlug(name)]);
  const id = await addAuthor(sql, { slug: free, name, bio });
  claims.claim({ table: 'author', slug, id, isOwn: free === slug });
  return { id, hasChanged: true };
}
