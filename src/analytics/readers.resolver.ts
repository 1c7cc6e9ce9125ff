import { Args, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { readCalendar } from '../engagement/calendar.store';
import { foremostKinds, listSources } from '../engagement/dimensions';
import type { RequestContext } from '../graphql/context';
import { dear, Weighs } from '../graphql/limits/weight';
import { fromIdOf } from '../graphql/node';
import { largestPage } from '../graphql/page-args';
import type { RelatedSource, RelationKind } from '../relatedness/related.type';
import type { Review } from '../reviews/review.type';
import { Analytics } from './analytics.type';
import { listArticles, listDeadEnds, listEntries } from './article-engagement.store';
import { engagementOf, readingOf } from './engagement.type';
import { daysIn, periodBefore, periodOf } from './period';
import { ReaderCounts } from './reader-counts';
import { type DayCounts, type PlacementCounts, whichArticles } from './reader-counts.store';
import {
  ArticleEngagement,
  ArticleEngagementOrder,
  ArticlesByEngagementArgs,
  articleEngagementOf,
  DayEngagement,
  DeadEnd,
  EntriesArgs,
  EntryEngagement,
  MostArgs,
  PeriodArgs,
  ProfileEngagement,
  ReaderFigures,
  ReasonEngagement,
  SlotEngagement,
  SourceEngagement,
  TotalEngagement,
} from './readers.type';

const usualNumber = 20;

@Resolver(() => Analytics)
export class ReadersResolver {
  @Weighs({ points: dear })
  @FieldResolver(() => ReaderFigures, {
    description: 'What readers saw and followed: in the 28 days that end today, unless told.',
  })
  async readers(
    @Root() { criteria }: Analytics,
    @Args(() => PeriodArgs) asked: PeriodArgs,
    @Ctx() { sql }: RequestContext,
  ): Promise<ReaderFigures> {
    const [{ timeZone, today }, articles] = await Promise.all([
      readCalendar(sql),
      whichArticles(sql, criteria),
    ]);
    const current = periodOf(asked, today);
    const previous = periodBefore(current);
    return {
      ...current,
      previousFrom: previous.from,
      previousTo: previous.to,
      timeZone,
      counts: new ReaderCounts(sql, { criteria, articles, current, previous }),
    };
  }
}

@Resolver(() => ReaderFigures)
export class ReaderFiguresResolver {
  @FieldResolver(() => TotalEngagement, { description: 'All of the period, beside the one before.' })
  async totals(@Root() { counts, from }: ReaderFigures): Promise<TotalEngagement> {
    const days = await counts.days();
    const current = days.filter(({ day }) => day >= from);
    const previous = days.filter(({ day }) => day < from);
    return {
      current: engagementOf(current),
      previous: engagementOf(previous),
      reading: readingOf(current),
      previousReading: readingOf(previous),
    };
  }

  @Weighs({ listSize: 28 })
  @FieldResolver(() => [DayEngagement], { description: 'Every day of the period, earliest first.' })
  async byDay(@Root() { counts, from, to }: ReaderFigures): Promise<DayEngagement[]> {
    const byDay = new Map<string, DayCounts>((await counts.days()).map((row) => [row.day, row]));
    return daysIn({ from, to }).map((day) => {
      const found = byDay.has(day) ? [byDay.get(day)!] : [];
      return { day, engagement: engagementOf(found), reading: readingOf(found) };
    });
  }

  @Weighs({ listSize: 5 })
  @FieldResolver(() => [ReasonEngagement], {
    description: 'By kind of the foremost reason; nothing shared comes last.',
  })
  async byReason(@Root() { counts }: ReaderFigures): Promise<ReasonEngagement[]> {
    const groups = compare(await counts.placements(), ({ foremost }) => foremost);
    return [...foremostKinds.slice(1), foremostKinds[0]]
      .filter((kind) => groups.has(kind))
      .map((kind) => ({ reason: kind === 'NONE' ? null : (kind as RelationKind), ...groups.get(kind)! }));
  }

  @Weighs({ listSize: 6 })
  @FieldResolver(() => [SlotEngagement], { description: 'By place in the list, the first first.' })
  async bySlot(@Root() { counts }: ReaderFigures): Promise<SlotEngagement[]> {
    const groups = compare(await counts.placements(), ({ slot }) => slot);
    return [...groups]
      .map(([slot, compared]) => ({ slot, ...compared }))
      .sort((one, other) => one.slot - other.slot);
  }

  @Weighs({ listSize: 3 })
  @FieldResolver(() => [SourceEngagement], { description: 'By how entries came into their lists.' })
  async bySource(@Root() { counts }: ReaderFigures): Promise<SourceEngagement[]> {
    const groups = compare(await counts.placements(), ({ source }) => source);
    return listSources
      .filter((source) => groups.has(source))
      .map((source) => ({ source: source as RelatedSource, ...groups.get(source)! }));
  }

  @Weighs({ listSize: 5 })
  @FieldResolver(() => [ProfileEngagement], {
    description: 'By version of the profile that lists were made with, the most seen first.',
  })
  async byProfile(@Root() { counts }: ReaderFigures): Promise<ProfileEngagement[]> {
    const groups = compare(await counts.placements(), ({ profile }) => profile);
    return [...groups]
      .map(([profile, compared]) => ({ profile, ...compared }))
      .sort(
        (one, other) =>
          other.current.impressions - one.current.impressions || (one.profile < other.profile ? -1 : 1),
      );
  }

  @Weighs({ points: dear })
  @FieldResolver(() => [ArticleEngagement], {
    description: 'Articles, and what became of what stands under them and of them under others.',
  })
  async articles(
    @Root() { counts }: ReaderFigures,
    @Args(() => ArticlesByEngagementArgs) { first, orderBy }: ArticlesByEngagementArgs,
    @Ctx() context: RequestContext,
  ): Promise<ArticleEngagement[]> {
    const rows = await listArticles(context.sql, counts.scope, {
      orderBy: orderBy ?? ArticleEngagementOrder.CLICKS,
      limit: first ?? usualNumber,
    });
    return (await withReviews(rows, context)).map(({ row, review }) => articleEngagementOf(review, row));
  }

  @Weighs({ points: dear })
  @FieldResolver(() => [DeadEnd], {
    description:
      'Articles after which fewer readers read on than half of what is usual, 95 % certain: the upper bound of recirculation (Wilson) is below half of that of all articles. The fewest first, by that bound.',
  })
  async deadEnds(
    @Root() { counts }: ReaderFigures,
    @Args(() => MostArgs) { first }: MostArgs,
    @Ctx() context: RequestContext,
  ): Promise<DeadEnd[]> {
    const rows = await listDeadEnds(context.sql, counts.scope, first ?? usualNumber);
    return (await withReviews(rows, context)).map(({ row, review }) => ({
      review,
      reading: readingOf([row]),
    }));
  }

  @Weighs({ points: dear })
  @FieldResolver(() => [EntryEngagement], {
    description:
      'What stood under one article in the period, the most seen first, 100 at most. Empty for an article that the filter leaves out.',
  })
  async entries(
    @Root() { counts }: ReaderFigures,
    @Args(() => EntriesArgs) { review: article }: EntriesArgs,
    @Ctx() context: RequestContext,
  ): Promise<EntryEngagement[]> {
    const rows = await listEntries(context.sql, counts.scope, {
      reviewId: fromIdOf('Review', article),
      limit: largestPage,
    });
    return (await withReviews(rows, context)).map(({ row, review }) => ({
      review,
      engagement: engagementOf([row]),
    }));
  }

  @FieldResolver(() => Int, {
    description:
      'How many impressions and clicks of both periods are of no reader, but made by `reelgraph demo-traffic`. All figures have them.',
  })
  async demoEvents(@Root() { counts }: ReaderFigures): Promise<number> {
    const { impressions, clicks } = engagementOf((await counts.placements()).filter(({ isDemo }) => isDemo));
    return impressions + clicks;
  }
}

/** @returns both periods of each group that anything happened in. */
function compare<Key>(rows: readonly PlacementCounts[], keyOf: (row: PlacementCounts) => Key) {
  const groups = new Map<Key, PlacementCounts[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return new Map(
    [...groups].map(([key, group]) => [
      key,
      {
        current: engagementOf(group.filter(({ isCurrent }) => isCurrent)),
        previous: engagementOf(group.filter(({ isCurrent }) => !isCurrent)),
      },
    ]),
  );
}

/** Beside each row its review; without those that have been retracted since the rows were read. */
async function withReviews<Row extends { reviewId: number }>(
  rows: readonly Row[],
  { loaders }: RequestContext,
): Promise<{ row: Row; review: Review }[]> {
  const reviews = await Promise.all(rows.map(({ reviewId }) => loaders.reviewById.load(reviewId)));
  return rows.flatMap((row, place) => {
    const review = reviews[place];
    return review ? [{ row, review }] : [];
  });
}
