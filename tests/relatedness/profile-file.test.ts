import { OperatorError } from '../../src/errors';
import { defaultProfile } from '../../src/relatedness/core/profile';
import { parseProfile } from '../../src/relatedness/profile-file';

const written = (changes: Record<string, unknown>) => JSON.stringify({ ...defaultProfile, ...changes });
const { weights } = defaultProfile;

it('a profile that is written down reads as it was', () => {
  expect(parseProfile(JSON.stringify(defaultProfile))).toEqual(defaultProfile);
});

it.each([
  ['no JSON', '{"name":', 'a profile must be JSON'],
  [
    'NaN, which JSON does not know',
    written({}).replace('"fameBonus":0.3', '"fameBonus":NaN'),
    'fameBonus must be a number, not NaN',
  ],
  ['no object', '[1]', 'a profile must be a JSON object'],
  ['null', 'null', 'a profile must be a JSON object'],
  ['an unknown figure', written({ boost: 1 }), 'boost is no field of a profile'],
  ['__proto__', `{"__proto__": 1, ${written({}).slice(1)}`, '__proto__ is no field of a profile'],
  ['a missing figure', written({ midpoint: undefined }), 'midpoint is missing'],
  [
    'an unknown kind',
    written({ weights: { ...weights, WRITER: 1 } }),
    'weights.WRITER is no field of a profile',
  ],
  ['a missing kind', written({ weights: { ...weights, ERA: undefined } }), 'weights.ERA is missing'],
  ['weights that are none', written({ weights: 3 }), 'weights must be an object with a number for each kind'],
  ['text for a number', written({ castDepth: '15' }), 'castDepth must be a number'],
  ['null for a number', written({ castDepth: null }), 'castDepth must be a number'],
  [
    'a number that is too great for any',
    written({}).replace('"castDepth":15', '"castDepth":1e400'),
    'castDepth must be 1 to 255',
  ],
  ['a negative weight', written({ weights: { ...weights, ACTOR: -1 } }), 'weights.ACTOR must be 0 to 100'],
  ['a huge weight', written({ weights: { ...weights, ACTOR: 1e9 } }), 'weights.ACTOR must be 0 to 100'],
  ['half a place', written({ castDepth: 1.5 }), 'castDepth must be a whole number'],
  ['no cast at all', written({ castDepth: 0 }), 'castDepth must be 1 to 255'],
  ['a negative bonus', written({ fameBonus: -0.1 }), 'fameBonus must be 0 to 10'],
  ['a name of capitals', written({ name: 'Tuned' }), /^name must be of small letters/],
  ['an empty name', written({ name: '' }), /^name must be of small letters/],
  ['a name that is a number', written({ name: 1 }), /^name must be of small letters/],
  ['half a version', written({ version: 0.5 }), 'version must be a whole number, 1 or more'],
])('%s is refused, and named', (_, text, message) => {
  const parse = () => parseProfile(text);
  expect(parse).toThrow(OperatorError);
  expect(parse).toThrow(message);
});
