import { OperatorError } from '../../src/errors';
import { defaultProfile, figureRanges } from '../../src/relatedness/core/profile';
import { parseProfile, printProfile } from '../../src/relatedness/profile-file';

const { midpoint: _, ...withoutMidpoint } = defaultProfile;
const { ERA: __, ...withoutEra } = defaultProfile.weights;
const changed = (change: object) => JSON.stringify({ ...defaultProfile, ...change });
const weighed = (change: object) => changed({ weights: { ...defaultProfile.weights, ...change } });

const printed = printProfile(defaultProfile);
const lineOf = (field: string) => printed.slice(0, printed.indexOf(field)).split('\n').length;
const lines = lineOf('\n}\n') + 1;

describe('a profile in a file', () => {
  it('is read as it was written', () => {
    const profile = { ...defaultProfile, name: 'late-shows', version: 7, eraYears: 12.5 };
    expect(parseProfile(printProfile(profile))).toEqual(profile);
  });

  it('is read after a byte order mark, with any ends of lines', () => {
    expect(parseProfile(`\uFEFF${printed.replaceAll('\n', '\r\n')}`)).toEqual(defaultProfile);
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
    ['half an object', '{"name": "x",', 'a profile must be JSON: line 1 is at fault'],
    ['nothing', '', 'a profile must be JSON: line 1 is at fault'],
    ['prose', 'the figures that we had last year', 'a profile must be JSON: line 1 is at fault'],
    [
      'no comma in line 3',
      printed.replace('"version": 2,', '"version": 2'),
      'a profile must be JSON: line 4 is at fault',
    ],
    [
      'a comma too many',
      printed.replace(/(\d)\n\}\n$/, '$1,\n}\n'),
      `a profile must be JSON: line ${lines} is at fault`,
    ],
    [
      'a remark in line 7',
      printed.replace('"GENRE"', '/* all */ "GENRE"'),
      'a profile must be JSON: line 7 is at fault',
    ],
    [
      'a text that goes on',
      printed.replace('"default"', '"default'),
      'a profile must be JSON: line 2 is at fault',
    ],
    [
      'a word for a number',
      printed.replace('0.4199', 'much'),
      `a profile must be JSON: line ${lineOf('normalisation')} is at fault`,
    ],
    [
      'no value',
      printed.replace('0.4199', ''),
      `a profile must be JSON: line ${lineOf('normalisation')} is at fault`,
    ],
    ['a second object', `${printed}${printed}`, `a profile must be JSON: line ${lines + 1} is at fault`],
    ['no end', printed.replace(/\}\n$/, ''), `a profile must be JSON: line ${lines} is at fault`],
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
      'no number for a weight',
      changed({}).replace('"DIRECTOR":0.08308', '"DIRECTOR": -Infinity'),
      'weights.DIRECTOR must be a number, not -Infinity',
    ],
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
  ])('is refused with %s, in one line that names the field or the line', (_what, text, message) => {
    expect(() => parseProfile(text)).toThrow(new OperatorError(message));
  });
});
