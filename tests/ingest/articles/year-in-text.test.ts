import { yearInText } from '../../../src/ingest/articles/year-in-text';

const year = (body: string, headline = 'Heat') =>
  yearInText({ title: 'Heat', headline, body, directors: ['Michael Mann'] });

describe('the year that the text gives to its film', () => {
  it.each([
    'In "Heat" (1995) two men meet.',
    'The coast, in HEAT (USA, 1995), is blue.',
    "1995's Heat has a coast in it.",
    "Mann's 1995 thriller is blue.",
    "Michael Mann's 1995 crime thriller Heat is blue.",
    "Heat, Mann's 1995 thriller, is blue.",
    'There is a coast in this 1995 film.',
    'His best feature (Heat, 1995) is blue.',
  ])('%s', (body) => expect(year(body)).toBe(1995));

  it('may stand in the headline', () =>
    expect(year('It is blue.', "Heat: Michael Mann's 1995 thriller turns twenty")).toBe(1995));

  it.each([
    'He made Thief (1981).',
    "Unlike Manhunter, Mann's 1986 thriller, it is long.",
    "Since Mann's 1986 thriller Manhunter he has waited.",
    'It is set in 1995.',
    "It is warmer than Friedkin's 1985 thriller.",
  ])('is none of another film, nor of a story: %s', (body) => expect(year(body)).toBeNull());
});
