import 'reflect-metadata';
import { type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { buildSchemaSync, type NonEmptyArray } from 'type-graphql';
import { checkAccess, describeGuards } from '../access/guard';
import { ViewerResolver } from '../access/viewer.resolver';
import { AnalyticsResolver } from '../analytics/analytics.resolver';
import { AnalyticsCoverageResolver, CoverageResolver } from '../analytics/coverage.resolver';
import {
  AnalyticsGraphResolver,
  ArticleSampleResolver,
  FilmSampleResolver,
  GraphResolver,
} from '../analytics/graph.resolver';
import { OneArticleResolver } from '../analytics/one-article.resolver';
import { ReaderFiguresResolver, ReadersResolver } from '../analytics/readers.resolver';
import { AuditResolver } from '../audit/audit.resolver';
import { AuthorResolver } from '../authors/author.resolver';
import {
  EditorialRuleResolver,
  EditorialRulesResolver,
  EditorialRuleWritingResolver,
} from '../editorial/editorial-rule.resolver';
import { FilmWritingResolver } from '../editorial/film-writing.resolver';
import { MatchResolver } from '../editorial/matches/match.resolver';
import { PersonWritingResolver } from '../editorial/person-writing.resolver';
import { ReviewWritingResolver } from '../editorial/review-writing.resolver';
import { UnpublishedReviewsResolver } from '../editorial/unpublished-reviews.resolver';
import { CreditResolver, FilmResolver } from '../films/film.resolver';
import { GenreResolver } from '../genres/genre.resolver';
import { PersonResolver } from '../people/person.resolver';
import { PublicationResolver } from '../publications/publication.resolver';
import { CollaboratorsResolver, SharedFilmsResolver } from '../relatedness/collaborators.resolver';
import { PathResolver } from '../relatedness/path.resolver';
import {
  PreviewListResolver,
  PreviewOutlookResolver,
  ProfilePreviewResolver,
} from '../relatedness/profiles/preview.resolver';
import { ProfilesResolver } from '../relatedness/profiles/profile.resolver';
import { RecommendationsResolver } from '../relatedness/recommendations.resolver';
import {
  RelatedFilmsResolver,
  RelatedReviewsResolver,
  RelationReasonResolver,
} from '../relatedness/related.resolver';
import { ReviewResolver } from '../reviews/review.resolver';
import { SearchResolver } from '../search/search.resolver';
import { giveGlobalIds } from './node';
import { NodeResolver } from './node.resolver';

const resolvers: NonEmptyArray<new () => object> = [
  AnalyticsCoverageResolver,
  AnalyticsGraphResolver,
  AnalyticsResolver,
  ArticleSampleResolver,
  AuditResolver,
  AuthorResolver,
  CollaboratorsResolver,
  CoverageResolver,
  CreditResolver,
  EditorialRuleResolver,
  EditorialRulesResolver,
  EditorialRuleWritingResolver,
  FilmResolver,
  FilmSampleResolver,
  FilmWritingResolver,
  GenreResolver,
  GraphResolver,
  MatchResolver,
  NodeResolver,
  PathResolver,
  PersonResolver,
  PersonWritingResolver,
  PreviewListResolver,
  PreviewOutlookResolver,
  ProfilePreviewResolver,
  ProfilesResolver,
  PublicationResolver,
  OneArticleResolver,
  ReaderFiguresResolver,
  ReadersResolver,
  RecommendationsResolver,
  RelatedFilmsResolver,
  RelatedReviewsResolver,
  RelationReasonResolver,
  ReviewResolver,
  ReviewWritingResolver,
  SearchResolver,
  SharedFilmsResolver,
  UnpublishedReviewsResolver,
  ViewerResolver,
];

export function createSchema(): GraphQLSchema {
  const schema = buildSchemaSync({ resolvers, validate: true, authChecker: checkAccess });
  giveGlobalIds(schema);
  describeGuards(schema);
  // TypeGraphQL has no place for these.
  schema.getQueryType()!.description = 'All that can be asked.';
  schema.getMutationType()!.description =
    'All that can be written. What a mutation answers says whether it was.';
  return schema;
}

/** As it stands in schema/schema.graphql. */
export function printCheckedInSchema(schema: GraphQLSchema): string {
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}
