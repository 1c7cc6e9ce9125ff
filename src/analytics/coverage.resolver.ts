import { Args, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../graphql/context';
import { dear, Weighs } from '../graphql/limits/weight';
import { Slices } from '../slices';
import { Analytics } from './analytics.type';
import { attach } from './attach';
import {
  articlesByFilm,
  countFilms,
  countUndated,
  coverageByAuthor,
  coverageByDecade,
  coverageByGenre,
  coverageByMonth,
  coverageByPerson,
  filmsReviewedOften,
  ratingsGiven,
} from './coverage.store';
import {
  AuthorFigures,
  CoverageFigures,
  DecadeFigures,
  FilmFigures,
  FilmToReview,
  GenreFigures,
  MonthFigures,
  PersonFigures,
  RatingFigures,
} from './coverage.type';
import { FirstTen, FirstTwenty } from './first-args';

@Resolver(() => Analytics)
export class AnalyticsCoverageResolver {
  @FieldResolver(() => CoverageFigures, {
    description: 'What the articles are about, when they appeared, and how they judge.',
  })
  coverage(@Root() { criteria }: Analytics): CoverageFigures {
    return { criteria };
  }
}

@Resolver(() => CoverageFigures)
export class CoverageResolver {
  @Weighs({ points: dear })
  @FieldResolver(() => Int, { description: 'How many films have an article.' })
  films(@Root() { criteria }: CoverageFigures, @Ctx() { sql }: RequestContext): Promise<number> {
    return countFilms(sql, criteria);
  }

  @Weighs({ points: dear })
  @FieldResolver(() => [MonthFigures], {
    description: 'By the month in which they appeared: from the first to the last, those between them too.',
  })
  byMonth(@Root() { criteria }: CoverageFigures, @Ctx() { sql }: RequestContext): Promise<MonthFigures[]> {
    return coverageByMonth(sql, criteria);
  }

  @Weighs({ points: dear })
  @FieldResolver(() => Int, { description: 'How many articles have no date, and are in no month.' })
  undated(@Root() { criteria }: CoverageFigures, @Ctx() { sql }: RequestContext): Promise<number> {
    return countUndated(sql, criteria);
  }

  @Weighs({ points: dear, listSize: 25 })
  @FieldResolver(() => [GenreFigures], {
    description:
      'By the genres of their films, most articles first. Filtered by genre, what else these films are.',
  })
  async byGenre(
    @Root() { criteria }: CoverageFigures,
    @Ctx() { sql, loaders }: RequestContext,
  ): Promise<GenreFigures[]> {
    return attach(await coverageByGenre(sql, criteria), 'genre', ({ genreId }) => genreId, loaders.genreById);
  }

  @Weighs({ points: dear })
  @FieldResolver(() => [DecadeFigures], {
    description: 'By when their films were released, earliest first; films of no known year last.',
  })
  byDecade(@Root() { criteria }: CoverageFigures, @Ctx() { sql }: RequestContext): Promise<DecadeFigures[]> {
    return coverageByDecade(sql, criteria);
  }

  @Weighs({ points: dear })
  @FieldResolver(() => [AuthorFigures], { description: 'Who has written most.' })
  async byAuthor(
    @Root() { criteria }: CoverageFigures,
    @Args(() => FirstTwenty) { most }: FirstTwenty,
    @Ctx() { sql, loaders }: RequestContext,
  ): Promise<AuthorFigures[]> {
    return attach(
      await coverageByAuthor(sql, criteria, most),
      'author',
      ({ authorId }) => authorId,
      loaders.authorById,
    );
  }

  @Weighs({ points: dear })
  @FieldResolver(() => [PersonFigures], {
    description: 'Directors about whose films there are the most articles.',
  })
  directors(
    @Root() root: CoverageFigures,
    @Args(() => FirstTen) { most }: FirstTen,
    @Ctx() context: RequestContext,
  ): Promise<PersonFigures[]> {
    return league(root, { role: 'DIRECTOR', most }, context);
  }

  @Weighs({ points: dear })
  @FieldResolver(() => [PersonFigures], {
    description: 'Actors about whose films there are the most articles.',
  })
  actors(
    @Root() root: CoverageFigures,
    @Args(() => FirstTen) { most }: FirstTen,
    @Ctx() context: RequestContext,
  ): Promise<PersonFigures[]> {
    return league(root, { role: 'ACTOR', most }, context);
  }

  @Weighs({ points: dear })
  @FieldResolver(() => RatingFigures, { description: 'How they rate.' })
  ratings(@Root() { criteria }: CoverageFigures, @Ctx() { sql }: RequestContext): Promise<RatingFigures> {
    return ratingsGiven(sql, criteria);
  }

  @Weighs({ points: dear })
  @FieldResolver(() => [FilmFigures], {
    description: 'Films with two articles or more, most first.',
  })
  async filmsReviewedOften(
    @Root() { criteria }: CoverageFigures,
    @Args(() => FirstTen) { most }: FirstTen,
    @Ctx() { sql, loaders }: RequestContext,
  ): Promise<FilmFigures[]> {
    return attach(
      await filmsReviewedOften(sql, criteria, most),
      'film',
      ({ filmId }) => filmId,
      loaders.filmById,
    );
  }

  @Weighs({ points: dear })
  @FieldResolver(() => [FilmToReview], {
    description:
      'Films without any published article that would connect the most: by how many articles are about a film of one of their directors, or with one of their actors, as deep in a cast as the active profile counts.',
  })
  async filmsToReview(
    @Root() { criteria }: CoverageFigures,
    @Args(() => FirstTen) { most }: FirstTen,
    @Ctx() { sql, loaders, relatedness }: RequestContext,
  ): Promise<FilmToReview[]> {
    const articles = await articlesByFilm(sql, criteria);
    const ranked = await relatedness().rankFilmsToReview({
      first: most,
      articlesOf: (filmId) => articles.get(filmId) ?? 0,
      pauses: new Slices(),
    });
    const withFilms = await attach(ranked, 'film', ({ filmId }) => filmId, loaders.filmById);
    return Promise.all(
      withFilms.map(async ({ personIds, ...row }) => {
        const people = await Promise.all(personIds.map((id) => loaders.personById.load(id)));
        return { ...row, people: people.filter((person) => person !== null) };
      }),
    );
  }
}

async function league(
  { criteria }: CoverageFigures,
  which: Parameters<typeof coverageByPerson>[2],
  { sql, loaders }: RequestContext,
): Promise<PersonFigures[]> {
  return attach(
    await coverageByPerson(sql, criteria, which),
    'person',
    ({ personId }) => personId,
    loaders.personById,
  );
}
