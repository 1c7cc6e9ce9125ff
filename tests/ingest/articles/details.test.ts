import { readDetail } from '../../../src/ingest/articles/details';

describe('a line of a box of details', () => {
  it.each([
    ['Title: Leaving Las Vegas', { title: 'Leaving Las Vegas' }],
    ['Title: 2001: A Space Odyssey', { title: '2001: A Space Odyssey' }],
    ['Title : ‘Fargo’', { title: 'Fargo' }],
    ['Film: Fargo (1996)', { title: 'Fargo', releaseYear: 1996 }],
    ['Release Year: 1995', { releaseYear: 1995 }],
    ['Released: 27 October 1995 (USA)', { releaseYear: 1995 }],
    ['Director: Mike Figgis', { directors: 'Mike Figgis' }],
    ['Director(s): Mike Figgis', { directors: 'Mike Figgis' }],
    ['Directors: Mike Figgis', { directors: 'Mike Figgis' }],
    ['DIRECTED BY: Mike Figgis', { directors: 'Mike Figgis' }],
    ['• Director：黒澤明', { directors: '黒澤明' }],
    ['Actors: Nicolas Cage', { actors: 'Nicolas Cage' }],
    ['Actor(s): Nicolas Cage', { actors: 'Nicolas Cage' }],
    ['Starring: Nicolas Cage', { actors: 'Nicolas Cage' }],
    ['Cast: Nicolas Cage', { actors: 'Nicolas Cage' }],
    ['Genres: drama, romance', { genres: 'drama, romance' }],
    ['Reviewed by: Sam', { author: 'Sam' }],
    ['Published: 2021-03-03', { datePublished: '2021-03-03' }],
    ['Published: March 3rd, 2021', { datePublished: '2021-03-03' }],
    ['Published: 3 March 2021', { datePublished: '2021-03-03' }],
    ['Rating: 4/5', { rating: { value: 4, best: 5 } }],
    ['Rating: 8,5 out of 10', { rating: { value: 8.5, best: 10 } }],
  ])('%s', (line, found) => expect(readDetail(line)).toEqual({ found }));

  it.each([
    'Release Year: soon',
    'Release Year: 199',
    'Published: 03/04/2021',
    'Published: 2021-02-30',
    'Rating: 6/5',
    'Rating: great',
    'Title: ""',
    'Sponsored by: Acme',
    'Actors:',
  ])('%s: leaves a doubt', (line) => {
    expect(readDetail(line)).toEqual({ found: {}, doubt: expect.stringContaining(line.split(':')[0]!) });
  });

  it.each([
    'Runtime: 111 minutes',
    'Director of Photography: Declan Quinn',
    'Rating: R',
    'Score: Mike Figgis',
    'Drehbuch: Mike Figgis',
  ])('%s: is known, and of no use here', (line) => expect(readDetail(line)).toEqual({ found: {} }));

  it.each([
    ['Regie: Mike Figgis', { directors: 'Mike Figgis' }],
    ['Réalisateur(s) : Mike Figgis', { directors: 'Mike Figgis' }],
    ['Dirección y guion: Mike Figgis', { directors: 'Mike Figgis' }],
    ['Director-screenwriter: Mike Figgis', { directors: 'Mike Figgis' }],
    ['Darsteller: Nicolas Cage', { actors: 'Nicolas Cage' }],
    ['Reparto: Nicolas Cage', { actors: 'Nicolas Cage' }],
    ['Année de production : 1995', { releaseYear: 1995 }],
    ['Kinostart: 27. Oktober 1995', { releaseYear: 1995 }],
    ['U.S. Release Date: 10/95', { releaseYear: 1995 }],
    ['Note : 4/5', { rating: { value: 4, best: 5 } }],
    ['Bewertung: 4 von 5 Sternen', { rating: { value: 4, best: 5 } }],
    ['Our score: 8', { rating: { value: 8, best: 10, isScaleAssumed: true } }],
    ['Publié le : 3 mars 2021', { datePublished: '2021-03-03' }],
  ])('in another tongue or order: %s', (line, found) => expect(readDetail(line)).toEqual({ found }));

  it.each([
    'Movie Details',
    'There is one thing I have to say: go.',
    `Note: ${'a long sentence and no detail. '.repeat(5)}`,
    ': no label',
  ])('is not: %s', (line) => expect(readDetail(line)).toBeNull());

  it('may have its value in the block after it, but not another label or a whole paragraph', () => {
    expect(readDetail('Director:', 'Mike Figgis')).toEqual({
      found: { directors: 'Mike Figgis' },
      usesNext: true,
    });
    expect(readDetail('Director:', 'Actors: Nicolas Cage')).not.toHaveProperty('usesNext');
    expect(readDetail('Director:', 'word '.repeat(1000))).not.toHaveProperty('usesNext');
  });
});
