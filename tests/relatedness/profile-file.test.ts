import { OperatorError } from '../../src/errors';
import { defaultProfile, figureRanges } from '../../src/relatedness/core/profile';
import { parseProfile, printProfile } from '../../src/relatedness/profile-file';

const { midpoint: _, ...withoutMidpoint } = defaultProfile;
const { ERA: __, ...withoutEra } = defaultProfile.weights;
const changed = (change: object) => JSON.stringify({ ...defaultProfile, ...change });
const weighed = (change: object) => changed({ weights: { ...defaultProfile.weights, ...change } });

describe('a profile in a file', () => {
  it('is read as it was written', () => {
    const profile = { ...defaultProfile, name: 'late-shows', version: 7, eraYears: 12.5 };
    expect(parseProfile(printProfile(profile))).toEqual(profile);
  });

  it('may have any figure at the ends of its range, and none beyond', () => {
    for (const [name, range] of Object.entries(figureRanges)) {
      const [outer, kind] = name.split('.') as [string, string | undefined];
      const withValue = (value: number) => (kind ? weighed({ [kind]: value }) : changed({ [outer]: value }));
      for (const value of range) expect(() => parseProfile(withValue(value))).not.toThrow();
      for (const value of [range[0] - 1, range[1] + 1]) {
        expect(() => parseProfile(withValue(value))).toThrow(`${name} must be ${range[0]} to ${range[1]}`);
      }
    }
  });

  it.each<[string, string, string]>([
    ['no JSON', '{"name": "x",', 'a profile must be JSON'],
    ['nothing', '', 'a profile must be JSON'],
    ['a list', '[]', 'a profile must be a JSON object'],
    ['null', 'null', 'a profile must be a JSON object'],
    ['an unknown field', changed({ midpiont: 2 }), 'midpiont is no field of a profile'],
    ['an unknown weight', weighed({ WRITER: 1 }), 'weights.WRITER is no field of a profile'],
    ['a field that objects have', changed({ constructor: 1 }), 'constructor is no field of a profile'],
    ['a missing figure', JSON.stringify(withoutMidpoint), 'midpoint is missing'],
    ['a missing weight', changed({ weights: withoutEra }), 'weights.ERA is missing'],
    [
      'weights that are none',
      changed({ weights: 1 }),
      'weights must be an object with a number for each kind',
    ],
    ['a text for a number', changed({ fameBonus: '0.3' }), 'fameBonus must be a number'],
    ['null for a number', changed({ fameBonus: null }), 'fameBonus must be a number'],
    ['a text for a weight', weighed({ ACTOR: '1' }), 'weights.ACTOR must be a number'],
    ['NaN', changed({}).replace('"fameBonus":0.4', '"fameBonus":NaN'), 'fameBonus must be a number, not NaN'],
    [
      'a number too large for any',
      changed({}).replace('"eraYears":17.3', '"eraYears":1e999'),
      'eraYears must be 1 to 1000',
    ],
    [
      'weights that relate nothing',
      weighed({ DIRECTOR: 0, ACTOR: 0, GENRE: 0 }),
      'one of weights.DIRECTOR, weights.ACTOR and weights.GENRE must be above 0',
    ],
    ['half a place', changed({ castDepth: 2.5 }), 'castDepth must be a whole number'],
    [
      'no name',
      changed({ name: ' ' }),
      'name must be of small letters, digits and dashes, a letter first, 40 at most',
    ],
    [
      'a name of capitals',
      changed({ name: 'Tuned' }),
      'name must be of small letters, digits and dashes, a letter first, 40 at most',
    ],
    ['half a version', changed({ version: 1.5 }), 'version must be a whole number, 1 or more'],
  ])('is refused with %s, in one line that names the field', (_what, text, message) => {
    expect(() => parseProfile(text)).toThrow(new OperatorError(message));
  });
});
