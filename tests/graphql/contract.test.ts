import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, findBreakingChanges, parse, validate } from 'graphql';
import { readKnownOperations } from '../../src/graphql/operations';
import { createSchema, printCheckedInSchema } from '../../src/graphql/schema';
import { projectRoot } from '../../src/project';

const schema = createSchema();

/** What tools outside this repository rely on. Fields may be added to it; nothing of it may go. */
const contract = buildSchema(`
  scalar DateTime
  scalar URL
  interface Node { id: ID! }
  input ReviewFilter { film: ID }
  input ReviewOrder { field: ReviewOrderField! direction: OrderDirection! = DESC }
  enum ReviewOrderField { DATE_PUBLISHED }
  input FilmFilter { genre: ID }
  input FilmOrder { field: FilmOrderField! direction: OrderDirection! = ASC }
  enum FilmOrderField { TITLE }
  input PersonFilter { role: CreditRole }
  enum OrderDirection { ASC DESC }
  enum SearchType { REVIEW FILM PERSON AUTHOR }
  enum CreditRole { DIRECTOR ACTOR WRITER }
  enum RelationKind { DIRECTOR ACTOR GENRE }
  enum RelatedSource { RELATED PINNED FALLBACK }
  union SearchResult = Review | Film | Person | Author
  type PageInfo { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String }
  type Rating { value: Float! best: Float! }

  type Query {
    node(id: ID!): Node
    review(id: ID, slug: String): Review
    reviews(first: Int, after: String, last: Int, before: String, filter: ReviewFilter, orderBy: ReviewOrder): ReviewConnection!
    film(id: ID, slug: String, imdbId: String): Film
    films(first: Int, after: String, filter: FilmFilter, orderBy: FilmOrder): FilmConnection!
    person(id: ID, slug: String): Person
    people(first: Int, after: String, filter: PersonFilter): PersonConnection!
    genres: [Genre!]!
    recommendations(read: [ID!]!, first: Int = 6): RecommendationConnection!
    search(query: String!, types: [SearchType!], first: Int, after: String): SearchConnection!
  }
  type Review implements Node {
    id: ID! slug: String! headline: String! excerpt(words: Int = 40): String! body: [String!]!
    film: Film! author: Author! publication: Publication
    datePublished: DateTime copyrightYear: Int rating: Rating sourceUrl: URL
    related(first: Int = 6, by: [RelationKind!], exclude: [ID!], minScore: Float = 0, perFilm: Int = 1, diversity: Float = 0): RelatedReviewConnection!
  }
  type RelatedReviewConnection { edges: [RelatedReviewEdge!]! nodes: [Review!]! pageInfo: PageInfo! totalCount: Int! profile: String! }
  type RelatedReviewEdge { cursor: String! node: Review! score: Float! source: RelatedSource! reasons: [RelationReason!]! }
  type RelationReason { kind: RelationKind! label: String! contribution: Float! person: Person genre: Genre }
  type RecommendationConnection { edges: [RecommendationEdge!]! nodes: [Review!]! pageInfo: PageInfo! totalCount: Int! profile: String! }
  type RecommendationEdge { cursor: String! node: Review! score: Float! source: RelatedSource! reasons: [RecommendationReason!]! }
  type RecommendationReason { kind: RelationKind! label: String! contribution: Float! person: Person genre: Genre read: [Review!]! }
  type Film implements Node {
    id: ID! slug: String! title: String! originalTitle: String releaseYear: Int
    genres: [Genre!]! directors: [Person!]! cast(first: Int, after: String): CreditConnection! castIsComplete: Boolean!
    reviews(first: Int, after: String): ReviewConnection! related(first: Int = 6, by: [RelationKind!], diversity: Float = 0): RelatedFilmConnection!
    imdbId: String tmdbId: Int wikidataId: String
  }
  type RelatedFilmConnection { edges: [RelatedFilmEdge!]! nodes: [Film!]! pageInfo: PageInfo! totalCount: Int! }
  type RelatedFilmEdge { cursor: String! node: Film! score: Float! reasons: [RelationReason!]! }
  type Credit { person: Person! film: Film! role: CreditRole! character: String billing: Int }
  type Person implements Node { id: ID! slug: String! name: String! credits(role: CreditRole, first: Int, after: String): CreditConnection! reviews(first: Int, after: String): ReviewConnection! }
  type Genre implements Node { id: ID! slug: String! name: String! films(first: Int, after: String): FilmConnection! reviews(first: Int, after: String): ReviewConnection! }
  type Author implements Node { id: ID! slug: String! name: String! bio: String reviews(first: Int, after: String): ReviewConnection! }
  type Publication implements Node { id: ID! slug: String! name: String! reviews(first: Int, after: String): ReviewConnection! }
  type ReviewConnection { edges: [ReviewEdge!]! nodes: [Review!]! pageInfo: PageInfo! totalCount: Int! }
  type ReviewEdge { cursor: String! node: Review! }
  type FilmConnection { edges: [FilmEdge!]! nodes: [Film!]! pageInfo: PageInfo! totalCount: Int! }
  type FilmEdge { cursor: String! node: Film! }
  type PersonConnection { edges: [PersonEdge!]! nodes: [Person!]! pageInfo: PageInfo! totalCount: Int! }
  type PersonEdge { cursor: String! node: Person! }
  type CreditConnection { edges: [CreditEdge!]! nodes: [Credit!]! pageInfo: PageInfo! totalCount: Int! }
  type CreditEdge { cursor: String! node: Credit! }
  type SearchConnection { edges: [SearchEdge!]! nodes: [SearchResult!]! pageInfo: PageInfo! totalCount: Int! }
  type SearchEdge { cursor: String! node: SearchResult! }
`);

describe('the schema', () => {
  it('keeps the contract', () => {
    expect(findBreakingChanges(contract, schema)).toEqual([]);
  });

  it('is the one in schema/schema.graphql; after a change run: npm run reelgraph -- schema --write schema/schema.graphql', () => {
    const checkedIn = readFileSync(join(projectRoot, 'schema/schema.graphql'), 'utf8');
    expect(printCheckedInSchema(schema)).toBe(checkedIn);
  });

  it('is found out when it loses something', () => {
    const without = printCheckedInSchema(schema).replaceAll('  headline: String!', '  heading: String!');
    expect(findBreakingChanges(contract, buildSchema(without))).not.toEqual([]);
  });

  it.each(readKnownOperations())('has everything that $name asks for', ({ text }) => {
    expect(validate(schema, parse(text))).toEqual([]);
  });
});
