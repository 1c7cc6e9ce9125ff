import { canonicalGenres } from '../matching/genre-synonyms';
import { type Article, type ArticleReading, isTold, type Known, UnreadableArticle } from './article';
import { bioLength } from './bio';
import { type Block, toBlocks } from './blocks';
import type { Details } from './details';
import { withoutKickers, withoutNotes } from './edges';
import { chooseFilm, ratingInHeadline, readMaker } from './film-named';
import { readMail } from './mail';
import { hasMarkup, textOfMarkup } from './markup';
import { fullName } from './name-lists';
import { readNames, shareSurname } from './names';
import { readAside, sortBlocks } from './page-parts';
import { possessorOf, readProse } from './prose';
import { type GivenRating, ratingAtEnd } from './rating';
import { readRoundUp } from './round-up';
import { decodeText } from './text';

/**
 * Read a page as one copies it from a browser: headline, the author's words about himself, the article,
 * a box of details, a copyright line, and the page's furniture all around.
 * @throws UnreadableArticle where there is no text, no film or no article.
 */
export function readPageText(bytes: Uint8Array): ArticleReading {
  const { text, doubts } = decodeText(bytes);
  const plain = hasMarkup(text) ? textOfMarkup(text, { areLinesKept: true }) : text;
  const mail = readMail(text);
  return mail ? readPage(mail.body, { known: mail.known, doubts }) : readPage(plain, { doubts });
}

/** Those of the longest article by far, if each of its lines were one. */
const mostBlocks = 10_000;

/**
 * Read the text of a page, beside what its source says outright, which is believed before it.
 * @param text as `cleanText` writes it; begins with a headline, unless one is known.
 * @param marked what the text sets apart from its words, as titles are.
 * @param aside lines from beside the article, none of which is part of it.
 * @throws UnreadableArticle where there is no film or no article.
 */
export function readPage(
  text: string,
  {
    known = {},
    aside = '',
    marked = [],
    doubts = [],
  }: { known?: Known; aside?: string; marked?: string[]; doubts?: string[] },
): ArticleReading {
  const blocks = toBlocks(text);
  if (blocks.length > mostBlocks) throw new UnreadableArticle(`has more than ${mostBlocks} paragraphs`);
  const page = sortBlocks(blocks, { known, doubts });
  const beside = readAside(toBlocks(aside));
  const several = known.film?.title ? null : readRoundUp(page.headline, page.body);
  if (several && several.titles.length > 1)
    doubts.push(`tells of ${several.titles.join(', ')}; it was taken for a review of the first`);
  const ofHeadline = readMaker(page.headline);
  const details: Details = several
    ? { ...(page.creditsBelow <= several.end && page.details), ...several.details, ...ofHeadline }
    : { ...beside.details, ...ofHeadline, ...page.details };
  if (known.film?.title) details.title = known.film.title;
  if (known.film?.releaseYear) details.releaseYear = known.film.releaseYear;

  const prose = (several?.section ?? page.body).map((block) => block.text).join('\n');
  const isOfFilm = Object.keys(details).some((key) => key !== 'author' && key !== 'datePublished');
  const said = readProse([known.standfirst ?? '', prose].join('\n'));
  const film = chooseFilm(
    {
      headline: page.headline,
      ...(known.standfirst && { standfirst: known.standfirst }),
      details,
      directors: known.directors ?? said.directors.concat(namesOf(details.directors)),
      body: prose,
      isAboveCredits: page.isHeadlineAboveCredits,
      isOfFilm: isOfFilm || said.directors.length > 0,
      marked,
      tags: known.tags ?? [],
      address: known.sourceUrl ?? '',
      people: [...said.directors, ...said.actors, ...namesOf(details.directors), ...namesOf(details.actors)],
    },
    doubts,
  );
  const possessor = possessorOf(film.title, [page.headline, known.standfirst ?? '', prose].join('\n'));
  const made = directorsOf(
    details,
    { known, said: said.directors.length > 0 || !possessor ? said.directors : [possessor] },
    doubts,
  );
  const { actors, castIsComplete } = actorsOf(
    details,
    { known, said: said.actors, others: [...made, film.title, known.author ?? page.author ?? ''] },
    doubts,
  );
  const author = known.author ?? page.author ?? beside.author ?? namedInStandfirst(page.body);
  const publication = known.publication ?? page.publication;

  const bioBlocks = bioLength(page.body, {
    author,
    film,
    people: [...made, ...actors.map(({ name }) => name)],
  });
  const bio = page.body.slice(0, bioBlocks).map((block) => block.text);
  const body = withoutNotes(withoutKickers(page.body.slice(bioBlocks), known), film).map(
    (block) => block.text,
  );
  if (body.length === 0) throw new UnreadableArticle('has no article text below its headline');
  if (author === null) doubts.push('no author is named, neither in a byline nor in a copyright line');
  if (author === null && bio.length > 0) {
    doubts.push(`left out, as nobody is named who says it: "${shorten(bio[0]!)}"`);
  }
  if (bio.length === 0 && page.isOfFirstLayout && !isTold(known)) {
    doubts.push('no words of the author about themselves stand below the headline');
  }
  if (known.unreadDate && !known.datePublished)
    doubts.push(`"${shorten(known.unreadDate)}" is no date of a review`);
  if (publication === null && page.isOfFirstLayout && !isTold(known)) {
    doubts.push('no publication is named in a "Read More From" line');
  }

  const given =
    known.rating ??
    details.rating ??
    ratingInHeadline(page.headline) ??
    ratingBelow(several?.section ?? page.body);
  if (given?.isScaleAssumed)
    doubts.push(`a rating of ${given.value} was read as of ${given.best}: nothing says of how many`);

  const article: Article = {
    headline: page.headline,
    film: { ...film, ...idsOf(known) },
    directors: made,
    actors,
    castIsComplete,
    genres: genresOf(details, known),
    author: author === null ? null : { name: author, bio: bio.join('\n\n') || null },
    publication,
    datePublished: known.datePublished ?? details.datePublished ?? page.datePublished ?? beside.datePublished,
    copyrightYear: page.copyrightYear,
    rating: given && { value: given.value, best: given.best },
    body,
    ...(known.sourceUrl !== undefined && { sourceUrl: known.sourceUrl }),
    ...(known.slug !== undefined && { slug: known.slug }),
    ...(known.status !== undefined && { status: known.status }),
    ...(known.tags !== undefined && { tags: known.tags }),
  };
  return { article, doubts };
}

function ratingBelow(body: Block[]): GivenRating | null {
  const [last, before] = [body.at(-1), body.at(-2)].map((block) => ratingAtEnd(block?.text ?? ''));
  const labelled = body.flatMap(({ text }) =>
    /\b(?:Rating|Score|Grade|Verdict): [^\n]{1,40}$/.test(text) &&
    !/\b(?:readers?|users?|audience|viewers?)\b/i.test(text)
      ? (ratingAtEnd(text) ?? [])
      : [],
  );
  return last ?? before ?? labelled[0] ?? null;
}

/** "A holiday that does not end, writes Ada Okonkwo." above an article. */
function namedInStandfirst([first]: Block[]): string | null {
  const [, name] =
    new RegExp(String.raw`,\s(?:writes|argues|finds) (${fullName})\.?(?:\s\(|$)`, 'u').exec(
      first?.text ?? '',
    ) ?? [];
  return name ?? null;
}

const genreNames =
  /^(?:action|adventure|animation|biography|comedy|crime|documentary|drama|family|fantasy|film[ -]noir|history|horror|music|musical|mystery|romance|rom-?com|sci-?fi|science fiction|thriller|war|western)$/i;

/** Those that are named; failing that, what the site files the article under. */
function genresOf(details: Details, { genres, tags = [] }: Known): string[] {
  if (genres) return genres.map(genreName);
  const named = readNames(details.genres ?? '').names.map(({ name }) => name);
  if (named.length > 0) return named.map(genreName);
  return tags.filter((tag) => canonicalGenres([tag]).some((genre) => genreNames.test(genre))).map(genreName);
}

/** Tags are mostly in small letters; the first article that has a genre must not name it so for all. */
function genreName(genre: string): string {
  if (!genreNames.test(genre)) return genre;
  return genre.toLowerCase().replace(/(?<=^|[ -])\p{L}/gu, (letter) => letter.toUpperCase());
}

function idsOf({ film }: Known): Pick<Article['film'], 'imdbId' | 'tmdbId'> {
  return {
    ...(film?.imdbId !== undefined && { imdbId: film.imdbId }),
    ...(film?.tmdbId !== undefined && { tmdbId: film.tmdbId }),
  };
}

/** Of directors, who are often siblings. */
function namesOf(listed = ''): string[] {
  return readNames(shareSurname(listed)).names.map(({ name }) => name);
}

function directorsOf(
  details: Details,
  { known, said }: { known: Known; said: string[] },
  doubts: string[],
): string[] {
  if (known.directors?.length) return known.directors;
  const listed = details.directors ?? '';
  const named = namesOf(listed);
  if (shareSurname(listed) !== listed.trim())
    doubts.push(`"${listed}" was read as two people of one surname`);
  if (named.length > 0) return named;
  if (said.length === 0) doubts.push('no director is named');
  else doubts.push(`no line names the director; a sentence of the article names ${said.join(', ')}`);
  return said;
}

function actorsOf(
  details: Details,
  { known, said, others }: { known: Known; said: string[]; others: string[] },
  doubts: string[],
): Pick<Article, 'actors' | 'castIsComplete'> {
  // What machines are told is seldom the whole cast.
  if (known.actors?.length) return { actors: known.actors, castIsComplete: false };
  const cast = readNames(details.actors ?? '');
  const actors = cast.names.map(({ name, remark }) => ({
    name,
    character: isCharacter(remark) ? remark : null,
  }));
  if (actors.length > 0) return { actors, castIsComplete: !cast.hasOthers && !details.isCastPartial };
  const names = said.filter((name) => !others.includes(name));
  if (names.length === 0) doubts.push('no actor is named');
  else doubts.push(`no line names the actors; sentences of the article name ${names.join(', ')}`);
  return { actors: names.map((name) => ({ name, character: null })), castIsComplete: false };
}

/** "Ben Sanderson", but not "voice" or "uncredited". */
function isCharacter(remark: string | null): remark is string {
  return remark !== null && /^[^\p{Ll}]/u.test(remark);
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
