import { Role } from '../../../src/access/role';
import { defaultProfile } from '../../../src/relatedness/core/profile';
import { rankingOf } from '../../../src/relatedness/core/ranking-of';
import { previewProfile } from '../../../src/relatedness/profiles/preview';
import { readStore } from '../../../src/relatedness/profiles/read-store';
import { createApi, type TestApi } from '../../support/api';

let api: TestApi;
let editor: Awaited<ReturnType<TestApi['as']>>;
beforeAll(async () => {
  api = await createApi();
  editor = await api.as(Role.EDITOR);
});
afterAll(() => api.drop());

const fields = `from to countedAt lists changed reordered kept rankCorrelation
  current { ...outlook } candidate { ...outlook }`;
const outlook = `fragment outlook on PreviewOutlook {
  coverage { none few some full } orphans gini topShare
  leadingReasons { kind share } hubs { lists review { slug } }
}`;
const entries = '{ score reasons { kind label person { name } genre { name } } review { slug } }';

// biome-ignore lint/suspicious/noExplicitAny: what a test asks for it knows the shape of
async function preview(args: Record<string, unknown>, wanted = fields): Promise<any> {
  const { profilePreview } = await editor.query(
    `query ($profile: String, $figures: ProfileFiguresInput) {
      profilePreview(profile: $profile, figures: $figures) { ${wanted} } }
    ${wanted.includes('...outlook') ? outlook : ''}`,
    args,
  );
  return profilePreview;
}

const genresOnly = { weights: { director: 0, actor: 0 } };
const weights = { ...defaultProfile.weights, DIRECTOR: 0, ACTOR: 0 };

it('tells what readers would see change by figures that are kept nowhere', async () => {
  const before = await api.store.sql.query('SELECT * FROM profile');
  const found = await preview({ figures: genresOnly });
  const catalogue = await readStore(api.store.url);
  const rankingBy = (profile: typeof defaultProfile) => rankingOf(profile, catalogue.filmFacts());
  const { lists, changed, reordered, kept, rankCorrelation, current, candidate } = await previewProfile({
    current: rankingBy(defaultProfile),
    candidate: rankingBy({ ...defaultProfile, weights }),
  });
  expect(found).toMatchObject({
    ...{ from: 'default@2', to: null, lists, changed, reordered, kept, rankCorrelation },
    current: { coverage: current.coverage, orphans: current.orphans, gini: current.gini },
    candidate: { coverage: candidate.coverage, orphans: candidate.orphans, topShare: candidate.topShare },
  });
  expect(changed).toBeGreaterThan(30);
  const shares = Object.entries(candidate.leadingReasons).map(([kind, share]) => ({ kind, share }));
  expect(found.candidate.leadingReasons).toEqual(shares);
  expect(found.candidate.hubs.map(({ lists }: { lists: number }) => lists)).toEqual(
    candidate.hubs.map(({ lists }) => lists),
  );
  expect(await api.store.sql.query('SELECT * FROM profile')).toEqual(before);
});

it('shows lists before and after, each entry with its reasons in words', async () => {
  const { changedLists, reorderedLists } = await preview(
    { figures: genresOnly },
    `changedLists(first: 3) { film { slug } before ${entries} after ${entries} }
    reorderedLists { film { slug } before ${entries} after ${entries} }`,
  );
  expect(changedLists).toHaveLength(3);
  for (const { film, before, after } of [...changedLists, ...reorderedLists]) {
    const listed = (await api.query(
      `{ film(slug: "${film.slug}") { reviews(first: 1) { nodes { related { edges { source node { slug } } } } } } }`,
    )) as {
      film: { reviews: { nodes: { related: { edges: { source: string; node: { slug: string } }[] } }[] } };
    };
    const now = listed.film.reviews.nodes[0]!.related.edges.filter(({ source }) => source === 'RELATED');
    expect(before.map(({ review }: { review: { slug: string } }) => review.slug)).toEqual(
      now.map(({ node }) => node.slug),
    );
    for (const { reasons } of after) {
      expect(reasons[0]).toMatchObject({ kind: 'GENRE', person: null, genre: { name: expect.any(String) } });
      expect(reasons[0].label).toMatch(/^Also /);
    }
  }
});

it('reads what all the lists show in one statement', async () => {
  await preview({ figures: genresOnly }, 'lists');
  const { statements } = api.store.sql;
  statements.length = 0;
  await preview(
    { figures: genresOnly },
    `changedLists(first: 20) { before { review { headline } } after { review { headline } } }`,
  );
  expect(statements.filter((statement) => statement.includes('related reviews'))).toHaveLength(1);
});

it('compares a profile that is kept, and changes to it', async () => {
  await editor.query(
    `mutation { createProfile(input: { name: "genres", figures: { weights: { director: 0, actor: 0 } } }) { isNew } }`,
  );
  const kept = await preview({ profile: 'genres@1' });
  const { to, countedAt, ...same } = await preview({ figures: genresOnly });
  expect(kept).toMatchObject({ ...same, to: 'genres@1' });
  // By what they weigh they are one: it was not counted anew.
  expect([to, countedAt]).toEqual([null, kept.countedAt]);
  const restored = await preview({
    profile: 'genres',
    figures: { weights: { director: 0.08308, actor: 0.1464 } },
  });
  expect(restored).toMatchObject({ to: null, changed: 0, reordered: 0, kept: 1 });
});

it.each<[string, Record<string, unknown>, RegExp]>([
  ['a profile that is not there', { profile: 'nobody@1' }, /profile: there is none/],
  ['a name that none can have', { profile: 'No such!' }, /profile: there is none/],
  ['a label of a thousand letters', { profile: 'a'.repeat(1000) }, /profile must be shorter/],
  ['a weight below 0', { figures: { weights: { era: -1 } } }, /era must not be less than 0/],
  ['half a place', { figures: { castDepth: 300 } }, /castDepth must not be greater than 255/],
  [
    'weights that relate nothing',
    { figures: { weights: { director: 0, actor: 0, genre: 0 } } },
    /must be above 0\./,
  ],
])('refuses %s', async (_, variables, message) => {
  const { errors } = await editor.execute(
    'query ($profile: String, $figures: ProfileFiguresInput) { profilePreview(profile: $profile, figures: $figures) { lists } }',
    variables,
  );
  const { message: said, extensions } = errors![0]!;
  expect([said, JSON.stringify(extensions.validationErrors)].join()).toMatch(message);
});
