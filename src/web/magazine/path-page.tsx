import { Document } from './document';
import {
  PathDocument,
  type PathEndFragment,
  PathEndsDocument,
  type PathEndsQuery,
} from './operations.generated';
import { address, type Page } from './page';
import { Chain } from './parts/chain';
import { SearchField } from './parts/search-field';
import { count, titleAndYear } from './parts/words';

/** What a reader gave for one end: a film's slug, or what they typed of its title, with its year or without. */
interface Given {
  text: string;
  words: string;
  year: number | null;
}

/** How two films are connected, by the people who made them. Each end is a slug or words, by GET. */
export const pathPage: Page = async (visit, ask) => {
  const from = given(visit.query.get('from'));
  const to = given(visit.query.get('to'));
  const answer = await ask(PathEndsDocument, {
    from: from.text,
    fromWords: from.words,
    hasFrom: from.text !== '',
    to: to.text,
    toWords: to.words,
    hasTo: to.text !== '',
  });
  const first = findEnd(from, answer.from, answer.fromFound);
  const last = findEnd(to, answer.to, answer.toFound);
  const isWhole = first.film && last.film;
  const path = isWhole ? (await ask(PathDocument, { from: first.film!.id, to: last.film!.id })).path : null;
  const title = isWhole ? `From ${first.film!.title} to ${last.film!.title}` : 'The path between two films';
  const canonical = address('/path', isWhole ? { from: first.film!.slug, to: last.film!.slug } : {});
  return (
    <Document
      visit={visit}
      frame={answer}
      head={{ title, description: 'How two films are connected, by the people who made them.', canonical }}
    >
      <header class="opener">
        <h1 class="loud">The path</h1>
        <p class="opening">Films are connected by the people who made them. Name any two.</p>
        <form action="/path" class="find ends">
          <End name="from" label="From the film" given={from} found={first.film} />
          <End name="to" label="to the film" given={to} found={last.film} />
          <button type="submit">Find the path</button>
        </form>
        <Others end={first} given={from} address={(slug) => address('/path', { from: slug, to: to.text })} />
        <Others end={last} given={to} address={(slug) => address('/path', { from: from.text, to: slug })} />
      </header>
      {first.film && last.film && (
        <section aria-labelledby="found">
          <h2 id="found" class="rubric">
            {path === null && 'No path leads from one to the other'}
            {path?.length === 0 && 'This is one and the same film'}
            {path !== null && path.length > 0 && `Connected in ${count({ totalCount: path.length }, 'step')}`}
          </h2>
          {path === null && (
            <p>No chain of people who worked together joins these two – as far as it is known here.</p>
          )}
          {path && <Chain path={path} level={3} />}
          {path !== null && path.length > 0 && (
            <p class="onward">
              <a href={address('/path', { from: last.film.slug, to: first.film.slug })}>
                The other way round
              </a>
            </p>
          )}
        </section>
      )}
      {!path && <Ideas ideas={answer.ideas.nodes} />}
    </Document>
  );
};

function given(text: string | null): Given {
  const trimmed = (text ?? '').trim().slice(0, 200);
  const [, words, year] = /^(.+?)\s*\((\d{4})\)$/.exec(trimmed) ?? [];
  return { text: trimmed, words: words ?? trimmed, year: year ? Number(year) : null };
}

interface FoundEnd {
  film: PathEndFragment | null;
  /** What else may have been meant. */
  others: PathEndFragment[];
}

/** A slug names its film; of the films that words find, the first of the year given, or the first. */
function findEnd(
  { year }: Given,
  bySlug: PathEndsQuery['from'],
  found: PathEndsQuery['fromFound'],
): FoundEnd {
  if (bySlug) return { film: bySlug, others: [] };
  const films = (found?.nodes ?? []).filter((node): node is PathEndFragment => 'id' in node);
  const film = films.find(({ releaseYear }) => releaseYear === year) ?? films[0] ?? null;
  return { film, others: films.filter((other) => other !== film).slice(0, 4) };
}

function End({
  name,
  label,
  given: { text },
  found,
}: {
  name: string;
  label: string;
  given: Given;
  found: PathEndFragment | null;
}) {
  return (
    <SearchField
      id={name}
      name={name}
      label={label}
      value={found ? titleAndYear(found) : text}
      types={['FILM']}
      chosen="fill"
    />
  );
}

function Others({
  end: { film, others },
  given: { text },
  address: addressOf,
}: {
  end: FoundEnd;
  given: Given;
  address: (slug: string) => string;
}) {
  if (text !== '' && !film) {
    return (
      <p class="others">
        No film is called <q dir="auto">{text}</q> here.
      </p>
    );
  }
  if (others.length === 0) return null;
  return (
    <p class="others">
      <q dir="auto">{text}</q> may also be{' '}
      {others.map((other, index) => (
        <span key={other.slug}>
          {index > 0 && ', '}
          <a href={addressOf(other.slug)} dir="auto">
            {titleAndYear(other)}
          </a>
        </span>
      ))}
      .
    </p>
  );
}

/** Pairs to begin with: films that were reviewed of late, each with one that a path is known to lead to. */
function Ideas({ ideas }: { ideas: PathEndsQuery['ideas']['nodes'] }) {
  const pairs = ideas.flatMap(({ film }) => {
    const far = film.related.edges
      .flatMap(({ node }) => [...node.related.edges.map((edge) => edge.node), node])
      .find(({ slug }) => slug !== film.slug);
    return far ? [{ film, far }] : [];
  });
  if (pairs.length === 0) return null;
  return (
    <section aria-labelledby="ideas">
      <h2 id="ideas" class="rubric">
        To begin with
      </h2>
      <ul class="lines">
        {pairs.slice(0, 5).map(({ film, far }) => (
          <li key={film.slug}>
            <a href={address('/path', { from: film.slug, to: far.slug })} dir="auto">
              From {titleAndYear(film)} to {titleAndYear(far)}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
