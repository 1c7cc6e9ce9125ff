import { ratingAtEnd, readRating } from '../../../src/ingest/articles/rating';

describe('what a critic gives', () => {
  it.each<[string, number, number]>([
    ['4 out of 5 stars', 4, 5],
    ['4 stars out of 5', 4, 5],
    ['four stars (out of five)', 4, 5],
    ['3 1/2 stars out of 4', 3.5, 4],
    ['4 flying balls out of 5', 4, 5],
    ['★★★☆☆', 3, 5],
    ['★★★★½', 4.5, 5],
    ['*** (out of four)', 3, 4],
    ['4 von 5 Sternen', 4, 5],
    ['8 (0 to 10)', 8, 10],
    ['87/100', 87, 100],
    ['75%', 75, 100],
    ['B+', 9, 12],
    ['A-minus', 10, 12],
  ])('%s', (text, value, best) => expect(readRating(text)?.rating).toEqual({ value, best }));

  it.each<[string, number]>([
    ['★★★★', 4],
    ['◆◆◆', 3],
    ['⭐⭐⭐⭐', 4],
    ['* * * 1/2', 3.5],
    ['****', 4],
    ['three and a half stars', 3.5],
  ])('may be of five or of four: %s', (text, value) =>
    expect(readRating(text)?.rating).toEqual({ value, best: 5, isScaleAssumed: true }),
  );

  it.each(['two thumbs up', '☆', '*', '6/5', 'great'])('is not: %s', (text) =>
    expect(readRating(text)).toBeNull(),
  );
});

describe('what a paragraph ends with', () => {
  it.each<[string, number, number]>([
    ['A nut flies, and one fears for it. 10/10', 10, 10],
    ['10/10 would watch again', 10, 10],
    ['I would give it three out of four stars.', 3, 4],
    ['It ends. ★★★★ (out of 5)', 4, 5],
    ['It ends. Rating: B+', 9, 12],
  ])('%s', (text, value, best) => expect(ratingAtEnd(text)).toEqual({ value, best }));

  it.each(['It fell on 9/11.', 'He is one of ten.', 'Three out of four people left.'])(
    'gives nothing: %s',
    (text) => expect(ratingAtEnd(text)).toBeNull(),
  );
});
