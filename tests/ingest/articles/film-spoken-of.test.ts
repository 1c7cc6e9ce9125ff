import { filmSpokenOf } from '../../../src/ingest/articles/film-spoken-of';

const nothing = {
  standfirst: '',
  body: '',
  marked: [],
  tags: [],
  address: '',
  people: [],
  directors: [],
  isOfFilm: true,
};

describe('the film that a page speaks of', () => {
  it.each([
    [
      'begins a headline that is a sentence',
      { headline: 'Locke is a thriller about concrete', body: 'A man called Ivan Locke drives.' },
      'Locke',
    ],
    [
      'comes up again and again, within sentences',
      {
        headline: 'In Heat, two men sit down for coffee',
        body: 'It takes Heat an hour to get there. In the diner Heat stops, and so does the town. Then Heat goes on.',
      },
      'Heat',
    ],
    [
      'is the longer of two that stand in one another',
      {
        headline: 'The Lighthouse Is a Two-Hander With Gulls',
        body: 'I left The Lighthouse wet. Nobody in The Lighthouse is dry.',
      },
      'The Lighthouse',
    ],
    [
      'is set apart more often than others',
      {
        headline: 'A quiet fire',
        marked: ['Old Joy', 'Certain Women', 'Certain Women', 'Certain Women'],
        body: 'Of Certain Women I remember the horses, and that Certain Women has no music. Old Joy had. But Certain Women has trains.',
      },
      'Certain Women',
    ],
    [
      'is whose director made it, in quotes',
      {
        headline: 'Horses and highways',
        body: 'Kelly Reichardt’s “Certain Women” is told in three parts. I have seen “Certain Women” twice.',
        directors: ['Kelly Reichardt'],
      },
      'Certain Women',
    ],
    [
      'is what the address says',
      {
        headline: 'A father, a wig and a very long dinner',
        address: 'https://example.org/2017/02/toni-erdmann-review/',
        marked: ['Toni Erdmann', 'The Office'],
        body: 'He calls himself Toni Erdmann.',
      },
      'Toni Erdmann',
    ],
    [
      'is what stands in the headline, and is set apart at least once',
      {
        headline: 'Why The Spirit of the Beehive Is the Quietest Monster Movie Ever Made',
        marked: ['Suspiria', 'Frankenstein', 'The Spirit of the Beehive'],
        body: 'We had Suspiria, and a van brings Frankenstein. The Spirit of the Beehive has a hush.',
      },
      'The Spirit of the Beehive',
    ],
    [
      'is where something happens, whatever name it is',
      { headline: 'In Michael Clayton, a fixer runs out of fixes', body: 'This is Michael Clayton at work.' },
      'Michael Clayton',
    ],
    [
      'is what came out in a year',
      {
        headline: 'A director starts again from nothing',
        marked: ['The Man Without a Past', 'Drifting Clouds', 'Lights in the Dusk'],
        body: 'The Man Without a Past came out in 2002, after Drifting Clouds and before Lights in the Dusk.',
      },
      'The Man Without a Past',
    ],
    [
      'is none, where nothing speaks of films',
      { headline: 'Ten soups for the winter', body: 'Leeks, to begin with.', isOfFilm: false },
      null,
    ],
    [
      'stands on a line of its own',
      {
        headline: 'No justice and precious little shade in Sweet Country',
        body: 'SWEET COUNTRY\nThe first thing you see is a billy coming to the boil.',
      },
      'Sweet Country',
    ],
    [
      'stands in the headline before a colon, whatever the standfirst tells of',
      {
        headline: 'The Quiet Girl: A small masterpiece in which nobody raises a voice',
        standfirst: 'Claire Keegan’s Foster becomes the most delicate of films',
        marked: ['Foster'],
        body: 'If you have read Foster you will know.',
      },
      'The Quiet Girl',
    ],
    [
      'is not a part of a title',
      {
        headline: 'The Straight Story',
        body: 'A story told straight. The Straight Story (1999), with a Story in it.',
      },
      null,
    ],
    [
      'is not who is in it',
      {
        headline: 'Why Adam Sandler bets the house',
        body: 'Here is Adam Sandler, sweating. Nobody sweats like Sandler. Give Adam Sandler a prize.',
      },
      null,
    ],
    [
      'is not a film that is mentioned',
      {
        headline: 'A quiet fire',
        marked: ['First Reformed'],
        body: 'Not since First Reformed have I sat so still.',
      },
      null,
    ],
    [
      'is nobody’s, where two are spoken of as much',
      {
        headline: 'Ran and Kagemusha, side by side',
        body: 'To see Ran and Kagemusha in one week is to see that Ran and Kagemusha are one film.',
      },
      null,
    ],
    [
      'is not the word that begins each sentence',
      { headline: 'Two for the road', body: 'Two men. Two horses. Two guns.' },
      null,
    ],
  ])('%s', (_what, speaking, title) => {
    expect(filmSpokenOf({ ...nothing, ...speaking })).toBe(title);
  });
});
