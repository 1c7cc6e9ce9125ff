import fc from 'fast-check';
import { acceptFrom, askFrom, confidences } from '../../../src/ingest/matching/confidence';
import { type FilmLikeness, filmEvidence } from '../../../src/ingest/matching/film-evidence';
import { nameEvidence } from '../../../src/ingest/matching/person-evidence';

const nobody = { directors: [], knownDirectors: [], actors: [], knownActors: [] };
const figgis = { directors: ['mike figgis'], knownDirectors: ['mike figgis'] };
const twoDirectors = { directors: ['joel coen'], knownDirectors: ['alexander mackendrick'] };
const cage = {
  actors: ['nicolas cage', 'elisabeth shue'],
  knownActors: ['elisabeth shue', 'nicolas cage', 'x'],
};
const another = { actors: ['kurt russell'], knownActors: ['x', 'y', 'z'] };
const twoCasts = { actors: ['a', 'b', 'c'], knownActors: ['d', 'e', 'f'] };

const verdictOf = (likeness: Partial<FilmLikeness>) => {
  const [confidence] = confidences([filmEvidence({ title: 'SAME', yearGap: 0, ...nobody, ...likeness })]);
  if (confidence! >= acceptFrom) return 'one';
  return confidence! >= askFrom ? 'somebody decides' : 'two';
};

describe('two films of one title', () => {
  it.each<[string, Partial<FilmLikeness>, string]>([
    ['of one year', {}, 'one'],
    ['of one year, the title in another form', { title: 'NEAR' }, 'one'],
    ['a year apart', { yearGap: 1 }, 'one'],
    ['a year apart, the title in another form', { title: 'NEAR', yearGap: 1 }, 'somebody decides'],
    ['two years apart', { yearGap: 2 }, 'somebody decides'],
    ['two years apart, by one director', { yearGap: 2, ...figgis }, 'one'],
    ['one without a year', { yearGap: null }, 'one'],
    ['of one year, by two directors', twoDirectors, 'somebody decides'],
    ['of one year, by two directors, with one cast', { ...twoDirectors, ...cage }, 'one'],
    ['of one year, by one director, with two casts', { ...figgis, ...twoCasts }, 'one'],
    ['of one year, with two casts', twoCasts, 'somebody decides'],
    ['of one year, by two directors, with two casts', { ...twoDirectors, ...twoCasts }, 'two'],
    ['a year apart, by two directors', { yearGap: 1, ...twoDirectors }, 'somebody decides'],
    ['a remake', { yearGap: 30 }, 'two'],
    ['a remake by the same director', { yearGap: 28, ...figgis }, 'two'],
    ['a remake with two of the old cast', { yearGap: 29, ...cage }, 'two'],
    [
      'a remake by the same director with the old cast',
      { yearGap: 9, ...figgis, ...cage },
      'somebody decides',
    ],
    [
      'one without a year, the actor who is named not in the cast',
      { yearGap: null, ...another },
      'somebody decides',
    ],
    ['of one year, the actor who is named not in the cast', another, 'one'],
    [
      'of one year, by two directors, the cast in other spellings',
      {
        ...twoDirectors,
        actors: ['robert deniro', 'elizabeth shue'],
        knownActors: ['robert de niro', 'x', 'elisabeth shue'],
      },
      'one',
    ],
    [
      'one without a year, the actor who is named in another spelling',
      { yearGap: null, actors: ['robert deniro'], knownActors: ['x', 'robert de niro', 'y'] },
      'one',
    ],
    ['of one year, one with a subtitle', { title: 'HEAD' }, 'somebody decides'],
    ['of one year, one with a subtitle, by one director', { title: 'HEAD', ...figgis }, 'one'],
    ['of one year, one with a subtitle, with one cast', { title: 'HEAD', ...cage }, 'one'],
    ['of one year, one with a subtitle, by two directors', { title: 'HEAD', ...twoDirectors }, 'two'],
    ['of one year, one with a subtitle, with two casts', { title: 'HEAD', ...twoCasts }, 'two'],
    ['one without a year, by two directors', { yearGap: null, ...twoDirectors }, 'somebody decides'],
  ])('%s: %s → %s', (_, likeness, verdict) => {
    expect(verdictOf(likeness)).toBe(verdict);
  });
});

const names = fc.array(
  fc.constantFrom('ann ames', 'anne ames', 'ann b ames', 'bob boon', 'bo bboon', 'dee dunn'),
  {
    maxLength: 4,
  },
);

it('is the same whichever of the two films comes first', () => {
  fc.assert(
    fc.property(
      fc.record({
        title: fc.constantFrom('SAME', 'NEAR', 'HEAD'),
        yearGap: fc.option(fc.nat({ max: 5 })),
        directors: names,
        knownDirectors: names,
        actors: names,
        knownActors: names,
      }),
      (pair) => {
        const { directors, knownDirectors, actors, knownActors } = pair;
        const turned = {
          ...pair,
          ...{ directors: knownDirectors, knownDirectors: directors },
          ...{ actors: knownActors, knownActors: actors },
        };
        expect(filmEvidence(turned)).toBe(filmEvidence(pair));
      },
    ),
  );
});

it('never takes two candidates for the one that is meant, and never depends on their order', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: -20, max: 20, noNaN: true }), { maxLength: 8 }), (evidence) => {
      const confidence = confidences(evidence);
      expect(confidence.filter((each) => each >= acceptFrom).length).toBeLessThanOrEqual(1);
      expect(confidence.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(1 + 1e-9);
      const backwards = confidences(evidence.toReversed()).toReversed();
      for (const [place, each] of confidence.entries()) expect(backwards[place]).toBeCloseTo(each, 9);
    }),
  );
});

describe('people of one name', () => {
  const inRole = { isKnownInRole: true, yearGap: 3 };
  const inAnother = { isKnownInRole: false, yearGap: 3 };
  const longAgo = { isKnownInRole: true, yearGap: 60 };
  it.each([
    ['the only one, who does that job', [inRole], 0],
    ['the only one, who does another', [inAnother], 0],
    ['the only one of several who does that job', [inAnother, inRole, inAnother], 1],
    ['one of two who do', [inRole, inRole], null],
    ['one of two who do not', [inAnother, inAnother], null],
    ['the only one, whose films are from long ago', [longAgo], null],
    ['of two who do that job, the one of these years', [longAgo, inRole], 1],
  ])('%s', (_, namesakes, meant) => {
    const place = confidences(nameEvidence(namesakes)).findIndex((each) => each >= acceptFrom);
    expect(place).toBe(meant ?? -1);
  });
});
