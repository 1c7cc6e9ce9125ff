import { readCreditLine } from '../../../src/ingest/articles/credit-line';

const figgis = { directors: 'Mike Figgis' };
const both = { ...figgis, actors: 'Nicolas Cage, Elisabeth Shue' };

describe('a line that tells who made a film and plays in it', () => {
  it.each<[string, object]>([
    ['Directed by Mike Figgis. Starring Nicolas Cage, Elisabeth Shue.', both],
    ['Dir: Mike Figgis; With: Nicolas Cage, Elisabeth Shue', both],
    [
      'Dir: Mike Figgis; With: Nicolas Cage, Elisabeth Shue. US 1995, 111 mins. Cert 18.',
      { ...both, releaseYear: 1995 },
    ],
    ['Dir: Mike Figgis. Starring: Nicolas Cage, Elisabeth Shue. 18 cert, 111 min.', both],
    ['Dir. Mike Figgis, UK/US, 1995, 111 min', { ...figgis, releaseYear: 1995 }],
    ['(18, 111 mins) Directed by Mike Figgis; starring Nicolas Cage, Elisabeth Shue', both],
    ['(Dir: Mike Figgis; With: Nicolas Cage, Elisabeth Shue)', both],
    [
      'Starring: Nicolas Cage; Elisabeth Shue; Julian Sands',
      { actors: 'Nicolas Cage, Elisabeth Shue, Julian Sands' },
    ],
    ['Starring Elle Fanning, India Eisley', { actors: 'Elle Fanning, India Eisley' }],
    ['Year of release: 1995', { releaseYear: 1995 }],
    ['1995 | R | 111 min', { releaseYear: 1995 }],
    ['🌟🌟🌟', { rating: { value: 3, best: 5 } }],
    ['★★★½', { rating: { value: 3.5, best: 5 } }],
  ])('%s', (line, found) => expect(readCreditLine(line)).toMatchObject(found));

  it.each([
    'Directed by Mike Figgis. Starring nobody whom one would want to meet.',
    'Directed by Mike Figgis | Leaving Las Vegas',
    'Drama',
    'France',
    'With love, Sam',
  ])('is not: %s', (line) => expect(readCreditLine(line)).toBeNull());
});
