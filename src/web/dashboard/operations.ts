import activateProfileText from '../../../schema/operations/web/dashboard/activate-profile.graphql';
import article from '../../../schema/operations/web/dashboard/article-list.graphql';
import articleReaders from '../../../schema/operations/web/dashboard/article-readers.graphql';
import articleRules from '../../../schema/operations/web/dashboard/article-rules.graphql';
import coverageActors from '../../../schema/operations/web/dashboard/coverage-actors.graphql';
import coverageAuthors from '../../../schema/operations/web/dashboard/coverage-authors.graphql';
import coverageDecades from '../../../schema/operations/web/dashboard/coverage-decades.graphql';
import coverageDirectors from '../../../schema/operations/web/dashboard/coverage-directors.graphql';
import coverageGenres from '../../../schema/operations/web/dashboard/coverage-genres.graphql';
import coverageMonths from '../../../schema/operations/web/dashboard/coverage-months.graphql';
import coverageTotals from '../../../schema/operations/web/dashboard/coverage-totals.graphql';
import createProfileText from '../../../schema/operations/web/dashboard/create-profile.graphql';
import deadEnds from '../../../schema/operations/web/dashboard/dead-ends.graphql';
import filmsReviewedOften from '../../../schema/operations/web/dashboard/films-reviewed-often.graphql';
import filmsToReview from '../../../schema/operations/web/dashboard/films-to-review.graphql';
import filters from '../../../schema/operations/web/dashboard/filters.graphql';
import graphDoubts from '../../../schema/operations/web/dashboard/graph-doubts.graphql';
import graphGaps from '../../../schema/operations/web/dashboard/graph-gaps.graphql';
import graphHubs from '../../../schema/operations/web/dashboard/graph-hubs.graphql';
import graphLists from '../../../schema/operations/web/dashboard/graph-lists.graphql';
import graphOrphans from '../../../schema/operations/web/dashboard/graph-orphans.graphql';
import graphReasons from '../../../schema/operations/web/dashboard/graph-reasons.graphql';
import graphThinLists from '../../../schema/operations/web/dashboard/graph-thin-lists.graphql';
import hideRelatedText from '../../../schema/operations/web/dashboard/hide-related.graphql';
import pinRelatedText from '../../../schema/operations/web/dashboard/pin-related.graphql';
import profilePreview from '../../../schema/operations/web/dashboard/profile-preview.graphql';
import profiles from '../../../schema/operations/web/dashboard/profiles.graphql';
import proposeProfileText from '../../../schema/operations/web/dashboard/propose-profile.graphql';
import putProposalAsideText from '../../../schema/operations/web/dashboard/put-proposal-aside.graphql';
import readerArticles from '../../../schema/operations/web/dashboard/reader-articles.graphql';
import readerDays from '../../../schema/operations/web/dashboard/reader-days.graphql';
import readerProfiles from '../../../schema/operations/web/dashboard/reader-profiles.graphql';
import readerReasons from '../../../schema/operations/web/dashboard/reader-reasons.graphql';
import readerSlots from '../../../schema/operations/web/dashboard/reader-slots.graphql';
import readerSources from '../../../schema/operations/web/dashboard/reader-sources.graphql';
import readerTotals from '../../../schema/operations/web/dashboard/reader-totals.graphql';
import releaseRelatedText from '../../../schema/operations/web/dashboard/release-related.graphql';
import reviewId from '../../../schema/operations/web/dashboard/review-id.graphql';
import rollBackProfileText from '../../../schema/operations/web/dashboard/roll-back-profile.graphql';
import session from '../../../schema/operations/web/dashboard/session.graphql';
import { operation } from './ask';
import type * as Types from './operations.generated';

/** Who asks, and what can be asked for. */
export const askSession = operation<Types.DashboardSessionQuery, Types.DashboardSessionQueryVariables>(
  session,
);
export const askFilters = operation<Types.DashboardFiltersQuery, Types.DashboardFiltersQueryVariables>(
  filters,
);
export const askReaderTotals = operation<
  Types.DashboardReaderTotalsQuery,
  Types.DashboardReaderTotalsQueryVariables
>(readerTotals);
export const askReaderDays = operation<
  Types.DashboardReaderDaysQuery,
  Types.DashboardReaderDaysQueryVariables
>(readerDays);
export const askReaderReasons = operation<
  Types.DashboardReaderReasonsQuery,
  Types.DashboardReaderReasonsQueryVariables
>(readerReasons);
export const askReaderSlots = operation<
  Types.DashboardReaderSlotsQuery,
  Types.DashboardReaderSlotsQueryVariables
>(readerSlots);
export const askReaderSources = operation<
  Types.DashboardReaderSourcesQuery,
  Types.DashboardReaderSourcesQueryVariables
>(readerSources);
export const askReaderProfiles = operation<
  Types.DashboardReaderProfilesQuery,
  Types.DashboardReaderProfilesQueryVariables
>(readerProfiles);
export const askReaderArticles = operation<
  Types.DashboardReaderArticlesQuery,
  Types.DashboardReaderArticlesQueryVariables
>(readerArticles);
export const askDeadEnds = operation<Types.DashboardDeadEndsQuery, Types.DashboardDeadEndsQueryVariables>(
  deadEnds,
);
export const askGraphLists = operation<
  Types.DashboardGraphListsQuery,
  Types.DashboardGraphListsQueryVariables
>(graphLists);
export const askGraphReasons = operation<
  Types.DashboardGraphReasonsQuery,
  Types.DashboardGraphReasonsQueryVariables
>(graphReasons);
export const askGraphHubs = operation<Types.DashboardGraphHubsQuery, Types.DashboardGraphHubsQueryVariables>(
  graphHubs,
);
export const askGraphOrphans = operation<
  Types.DashboardGraphOrphansQuery,
  Types.DashboardGraphOrphansQueryVariables
>(graphOrphans);
export const askGraphThinLists = operation<
  Types.DashboardGraphThinListsQuery,
  Types.DashboardGraphThinListsQueryVariables
>(graphThinLists);
export const askGraphGaps = operation<Types.DashboardGraphGapsQuery, Types.DashboardGraphGapsQueryVariables>(
  graphGaps,
);
export const askGraphDoubts = operation<
  Types.DashboardGraphDoubtsQuery,
  Types.DashboardGraphDoubtsQueryVariables
>(graphDoubts);
export const askCoverageTotals = operation<
  Types.DashboardCoverageTotalsQuery,
  Types.DashboardCoverageTotalsQueryVariables
>(coverageTotals);
export const askCoverageMonths = operation<
  Types.DashboardCoverageMonthsQuery,
  Types.DashboardCoverageMonthsQueryVariables
>(coverageMonths);
export const askCoverageGenres = operation<
  Types.DashboardCoverageGenresQuery,
  Types.DashboardCoverageGenresQueryVariables
>(coverageGenres);
export const askCoverageDecades = operation<
  Types.DashboardCoverageDecadesQuery,
  Types.DashboardCoverageDecadesQueryVariables
>(coverageDecades);
export const askCoverageAuthors = operation<
  Types.DashboardCoverageAuthorsQuery,
  Types.DashboardCoverageAuthorsQueryVariables
>(coverageAuthors);
export const askCoverageDirectors = operation<
  Types.DashboardCoverageDirectorsQuery,
  Types.DashboardCoverageDirectorsQueryVariables
>(coverageDirectors);
export const askCoverageActors = operation<
  Types.DashboardCoverageActorsQuery,
  Types.DashboardCoverageActorsQueryVariables
>(coverageActors);
export const askFilmsReviewedOften = operation<
  Types.DashboardFilmsReviewedOftenQuery,
  Types.DashboardFilmsReviewedOftenQueryVariables
>(filmsReviewedOften);
export const askFilmsToReview = operation<
  Types.DashboardFilmsToReviewQuery,
  Types.DashboardFilmsToReviewQueryVariables
>(filmsToReview);
export const askArticle = operation<Types.DashboardArticleQuery, Types.DashboardArticleQueryVariables>(
  article,
);
export const askArticleReaders = operation<
  Types.DashboardArticleReadersQuery,
  Types.DashboardArticleReadersQueryVariables
>(articleReaders);
export const askArticleRules = operation<
  Types.DashboardArticleRulesQuery,
  Types.DashboardArticleRulesQueryVariables
>(articleRules);
export const askReviewId = operation<Types.DashboardReviewIdQuery, Types.DashboardReviewIdQueryVariables>(
  reviewId,
);
export const pinRelated = operation<
  Types.DashboardPinRelatedMutation,
  Types.DashboardPinRelatedMutationVariables
>(pinRelatedText);
export const hideRelated = operation<
  Types.DashboardHideRelatedMutation,
  Types.DashboardHideRelatedMutationVariables
>(hideRelatedText);
export const releaseRelated = operation<
  Types.DashboardReleaseRelatedMutation,
  Types.DashboardReleaseRelatedMutationVariables
>(releaseRelatedText);
export const askProfiles = operation<Types.DashboardProfilesQuery, Types.DashboardProfilesQueryVariables>(
  profiles,
);
export const askProfilePreview = operation<
  Types.DashboardProfilePreviewQuery,
  Types.DashboardProfilePreviewQueryVariables
>(profilePreview);
export const createProfile = operation<
  Types.DashboardCreateProfileMutation,
  Types.DashboardCreateProfileMutationVariables
>(createProfileText);
export const activateProfile = operation<
  Types.DashboardActivateProfileMutation,
  Types.DashboardActivateProfileMutationVariables
>(activateProfileText);
export const rollBackProfile = operation<
  Types.DashboardRollBackProfileMutation,
  Types.DashboardRollBackProfileMutationVariables
>(rollBackProfileText);
export const putProposalAside = operation<
  Types.DashboardPutProposalAsideMutation,
  Types.DashboardPutProposalAsideMutationVariables
>(putProposalAsideText);
export const proposeProfile = operation<
  Types.DashboardProposeProfileMutation,
  Types.DashboardProposeProfileMutationVariables
>(proposeProfileText);
