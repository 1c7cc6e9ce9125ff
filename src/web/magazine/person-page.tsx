import { Document } from './document';
import {
  type CreditRole,
  CreditsDocument,
  type FilmographyFragment,
  PersonDocument,
  type PersonQuery,
} from './operations.generated';
import { address, type Page, whereIn } from './page';
import { Cards, ReviewCard } from './parts/cards';
import { Pager } from './parts/pager';
import { Monogram } from './parts/people';
import { count } from './parts/words';

type Person = NonNullable<PersonQuery['person']>;

const roles = {
  DIRECTOR: 'Directing',
  ACTOR: 'Acting',
  WRITER: 'Writing',
  CINEMATOGRAPHER: 'Camera',
  COMPOSER: 'Music',
  EDITOR: 'Cutting',
  PRODUCER: 'Producing',
} satisfies Record<CreditRole, string>;

const isRole = (text: string | null): text is CreditRole => text !== null && Object.hasOwn(roles, text);

/** A person; with ?role=, all their credits in one role, page by page. */
export const personPage: Page = (visit, ask) => {
  const role = visit.query.get('role');
  return isRole(role) ? creditsPage(role)(visit, ask) : wholePersonPage(visit, ask);
};

const wholePersonPage: Page = async (visit, ask) => {
  const answer = await ask(PersonDocument, { slug: visit.params.slug! });
  const person = answer.person;
  if (!person) return null;
  const films = count({ totalCount: person.filmCount }, 'film');
  return (
    <Document
      visit={visit}
      frame={answer}
      head={{
        title: person.name,
        description: `${person.name}: ${films}, and what is written here of them.`,
        canonical: `/people/${person.slug}`,
        kind: 'profile',
      }}
    >
      <div class="profile person">
        <Monogram name={person.name} />
        <div>
          <p class="kicker">
            {films}
            {person.birthYear !== null && <span> · born {person.birthYear}</span>}
          </p>
          <h1 dir="auto">{person.name}</h1>
        </div>
      </div>
      {person.reviews.nodes.length > 0 && (
        <section aria-labelledby="reviews">
          <h2 id="reviews" class="rubric">
            Reviewed here
          </h2>
          <Cards size="six">
            {person.reviews.nodes.map((review) => (
              <ReviewCard key={review.slug} review={review} />
            ))}
          </Cards>
        </section>
      )}
      <div class="columns wide">
        {filmographies(person).map(({ role, credits }) => (
          <section key={role} aria-labelledby={role}>
            <h2 id={role} class="rubric">
              {roles[role]} <span class="figure">{count(credits, 'film')}</span>
            </h2>
            <Credits credits={credits} />
            {credits.pageInfo.hasNextPage && (
              <p class="onward">
                <a href={address(`/people/${person.slug}`, { role })}>All {count(credits, 'film')}</a>
              </p>
            )}
          </section>
        ))}
        <Collaborators person={person} />
      </div>
    </Document>
  );
};

function filmographies(person: Person): { role: CreditRole; credits: FilmographyFragment }[] {
  const all: { role: CreditRole; credits: FilmographyFragment }[] = [
    { role: 'DIRECTOR', credits: person.directing },
    { role: 'ACTOR', credits: person.acting },
    { role: 'WRITER', credits: person.writing },
    { role: 'CINEMATOGRAPHER', credits: person.camera },
    { role: 'COMPOSER', credits: person.music },
    { role: 'EDITOR', credits: person.cutting },
    { role: 'PRODUCER', credits: person.producing },
  ];
  return all
    .filter(({ credits }) => credits.totalCount > 0)
    .sort((one, other) => other.credits.totalCount - one.credits.totalCount);
}

function Credits({ credits }: { credits: FilmographyFragment }) {
  return (
    <ul class="credits">
      {credits.nodes.map(({ film, character }) => (
        <li key={film.slug}>
          <span class="figure">{film.releaseYear ?? '–'}</span>
          <span>
            <a href={`/films/${film.slug}`} dir="auto">
              {film.title}
            </a>
            {character && (
              <span class="as">
                {' '}
                as <span dir="auto">{character}</span>
              </span>
            )}
          </span>
          {film.reviewCount > 0 && <span class="tag">reviewed</span>}
        </li>
      ))}
    </ul>
  );
}

function Collaborators({ person: { collaborators } }: { person: Person }) {
  if (collaborators.edges.length === 0) return null;
  return (
    <section aria-labelledby="collaborators">
      <h2 id="collaborators" class="rubric">
        Worked most with
      </h2>
      <ul class="credits">
        {collaborators.edges.map(({ node, filmCount, films }) => (
          <li key={node.slug}>
            <span class="figure">{filmCount}×</span>
            <span>
              <a href={`/people/${node.slug}`} dir="auto">
                {node.name}
              </a>
              <span class="as">
                {' '}
                on{' '}
                {films.map(({ slug, title }, index) => (
                  <span key={slug}>
                    {index > 0 && ', '}
                    <a href={`/films/${slug}`} dir="auto">
                      {title}
                    </a>
                  </span>
                ))}
                {filmCount > films.length && ' …'}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

const creditsPage =
  (role: CreditRole): Page =>
  async (visit, ask) => {
    const answer = await ask(CreditsDocument, { slug: visit.params.slug!, role, ...whereIn(visit.query) });
    const person = answer.person;
    if (!person) return null;
    const path = `/people/${person.slug}`;
    return (
      <Document
        visit={visit}
        frame={answer}
        head={{
          title: `${person.name}: ${roles[role]}`,
          canonical: address(path, { role }),
          kind: 'profile',
        }}
      >
        <header class="opener">
          <p class="kicker">
            <a href={path} dir="auto">
              {person.name}
            </a>
          </p>
          <h1>{roles[role]}</h1>
          <p class="figure">{count(person.credits, 'film')}</p>
        </header>
        <Credits credits={person.credits} />
        <Pager path={path} query={{ role }} page={person.credits.pageInfo} />
      </Document>
    );
  };
