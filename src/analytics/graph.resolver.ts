import { Args, Ctx, FieldResolver, Float, Int, Resolver, Root } from 'type-graphql';
import { Film } from '../films/film.type';
import type { RequestContext } from '../graphql/context';
import { dear, Weighs } from '../graphql/limits/weight';
import { Hub, ListCounts } from '../relatedness/lists.type';
import { listLength } from '../relatedness/profiles/preview';
import { Review } from '../reviews/review.type';
import { Analytics } from './analytics.type';
import { attach } from './attach';
import { CountedLinks } from './counted-links';
import { doubtfulMatches } from './doubtful-matches';
import { FirstTen, FirstTwenty } from './first-args';
import { countedReviewIds, countFilmsLacking, filmsLacking } from './graph.store';
import {
  ArticleSample,
  DoubtfulMatch,
  FilmSample,
  GraphFigures,
  ReasonFigures,
  ThinList,
} from './graph.type';

@Resolver(() => Analytics)
export class AnalyticsGraphResolver {
  @Weighs({ points: dear })
  @FieldResolver(() => GraphFigures, {
    description:
      'Where the lists of related articles lead. They are gone through when somebody asks and something has changed: where that takes more than a second, figures of a while ago are given meanwhile; for the first time, SERVICE_UNAVAILABLE says how far it is.',
  })
  async graph(
    @Root() { criteria }: Analytics,
    @Ctx() { sql, signal, surveyLinks }: RequestContext,
  ): Promise<GraphFigures> {
    const survey = await surveyLinks(signal);
    const isFiltered = Object.keys(criteria).length > 0;
    const links = new CountedLinks(survey, isFiltered ? await countedReviewIds(sql, criteria) : undefined);
    const { profile, begunAt } = survey;
    return { criteria, links, profile, computedAt: new Date(begunAt), listLength };
  }
}

@Resolver(() => GraphFigures)
export class GraphResolver {
  @FieldResolver(() => ListCounts, { description: 'How many entries the lists have.' })
  lists(@Root() { links }: GraphFigures): ListCounts {
    return links.fullness;
  }

  @FieldResolver(() => ArticleSample, { description: 'Articles that no list leads to.' })
  orphans(@Root() { links }: GraphFigures): ArticleSample {
    return { links, count: links.orphans };
  }

  @FieldResolver(() => [Hub], { description: 'The articles that the most lists lead to, most first.' })
  hubs(
    @Root() { links }: GraphFigures,
    @Args(() => FirstTen) { most }: FirstTen,
    @Ctx() { loaders }: RequestContext,
  ): Promise<Hub[]> {
    return attach(links.hubs(most), 'review', ({ reviewId }) => reviewId, loaders.reviewById);
  }

  @FieldResolver(() => Float, {
    description:
      'The Gini coefficient of how many lists lead to each article. 0: equally many; towards 1: few articles are in all lists.',
  })
  gini(@Root() { links }: GraphFigures): number {
    return links.gini;
  }

  @FieldResolver(() => Float, {
    description:
      'The part of all links that lead to the one article in a hundred that most lists lead to, 0 to 1.',
  })
  topShare(@Root() { links }: GraphFigures): number {
    return links.topShare;
  }

  @FieldResolver(() => [ReasonFigures], {
    description: 'Why entries stand in lists, by their foremost reasons: those that there are, most first.',
  })
  reasons(@Root() { links }: GraphFigures): ReasonFigures[] {
    return links.reasons as ReasonFigures[];
  }

  @FieldResolver(() => [ThinList], { description: 'Lists that are not full, fewest entries first.' })
  thinLists(
    @Root() { links }: GraphFigures,
    @Args(() => FirstTwenty) { most }: FirstTwenty,
    @Ctx() { loaders }: RequestContext,
  ): Promise<ThinList[]> {
    return attach(links.thinLists(most), 'review', ({ reviewId }) => reviewId, loaders.reviewById);
  }

  @FieldResolver(() => FilmSample, {
    description: 'Films with an article of which no genre is known: nothing is related to them by genre.',
  })
  filmsWithoutGenres(@Root() { criteria }: GraphFigures): FilmSample {
    return { criteria, lack: 'GENRES' };
  }

  @FieldResolver(() => FilmSample, { description: 'Films with an article of which no director is known.' })
  filmsWithoutDirectors(@Root() { criteria }: GraphFigures): FilmSample {
    return { criteria, lack: 'DIRECTORS' };
  }

  @Weighs({ points: dear })
  @FieldResolver(() => [DoubtfulMatch], {
    description:
      'Films whose articles may be about another film, with most articles first: a match waits to be decided, the store has another of the same title and of about the same year or of none that no editor keeps apart, or a headline names another year.',
  })
  doubtfulMatches(
    @Root() { criteria }: GraphFigures,
    @Args(() => FirstTwenty) { most }: FirstTwenty,
    @Ctx() context: RequestContext,
  ): Promise<DoubtfulMatch[]> {
    return doubtfulMatches(criteria, most, context);
  }
}

@Resolver(() => ArticleSample)
export class ArticleSampleResolver {
  @FieldResolver(() => [Review], { description: 'Latest added first.' })
  async articles(
    @Root() { links }: ArticleSample,
    @Args(() => FirstTwenty) { most }: FirstTwenty,
    @Ctx() { loaders }: RequestContext,
  ): Promise<Review[]> {
    const rows = await attach(
      links.firstOrphans(most),
      'review',
      ({ reviewId }) => reviewId,
      loaders.reviewById,
    );
    return rows.map(({ review }) => review);
  }
}

@Resolver(() => FilmSample)
export class FilmSampleResolver {
  @Weighs({ points: dear })
  @FieldResolver(() => Int, { description: 'How many there are.' })
  count(@Root() { criteria, lack }: FilmSample, @Ctx() { sql }: RequestContext): Promise<number> {
    return countFilmsLacking(sql, criteria, lack);
  }

  @Weighs({ points: dear })
  @FieldResolver(() => [Film], { description: 'With most articles first.' })
  async films(
    @Root() { criteria, lack }: FilmSample,
    @Args(() => FirstTwenty) { most }: FirstTwenty,
    @Ctx() { sql, loaders }: RequestContext,
  ): Promise<Film[]> {
    const rows = await filmsLacking(sql, criteria, { lack, most });
    return (await attach(rows, 'film', ({ filmId }) => filmId, loaders.filmById)).map(({ film }) => film);
  }
}
