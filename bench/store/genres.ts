import { Random, WeightedChoice } from './random';

/** How often a film's first genre is which, by weight; with what joins it, shares come out much as TMDB's do. */
const firstGenre = {
  Drama: 262,
  Comedy: 175,
  Documentary: 95,
  Action: 80,
  Horror: 75,
  Thriller: 50,
  Romance: 45,
  Crime: 36,
  Adventure: 34,
  Animation: 34,
  Family: 24,
  'Science Fiction': 24,
  Fantasy: 18,
  Music: 16,
  Mystery: 14,
  History: 12,
  War: 10,
  Western: 9,
  'TV Movie': 8,
  Biography: 6,
  Musical: 4,
  Sport: 5,
  Short: 4,
  'Film Noir': 2,
  News: 1,
};

export type GenreName = keyof typeof firstGenre;
export const genreNames = Object.keys(firstGenre) as GenreName[];

/** How often a film has one genre, two, three and four; TMDB: 26, 34, 29 and 11 of 100, few of more. */
const genresPerFilm = [0.29, 0.37, 0.25, 0.09];

/** How well two genres go together: by so much is the second's weight multiplied where the first stands. */
const affinities: [GenreName, GenreName, number][] = [
  ['Comedy', 'Romance', 1.8],
  ['Drama', 'Romance', 1.5],
  ['Horror', 'Thriller', 2],
  ['Crime', 'Thriller', 2.2],
  ['Action', 'Thriller', 1.8],
  ['Action', 'Adventure', 2.6],
  ['Action', 'Crime', 1.8],
  ['Crime', 'Drama', 1.3],
  ['Crime', 'Mystery', 2.4],
  ['Mystery', 'Thriller', 3.4],
  ['Horror', 'Mystery', 2],
  ['Animation', 'Family', 6],
  ['Comedy', 'Family', 1.6],
  ['Family', 'Fantasy', 2.6],
  ['Adventure', 'Family', 2.2],
  ['Adventure', 'Fantasy', 2.8],
  ['Action', 'Science Fiction', 2.2],
  ['Horror', 'Science Fiction', 1.8],
  ['Science Fiction', 'Thriller', 1.3],
  ['Adventure', 'Science Fiction', 1.8],
  ['Drama', 'History', 1.3],
  ['History', 'War', 5],
  ['Drama', 'War', 1],
  ['Action', 'War', 1.5],
  ['Documentary', 'Music', 4],
  ['Documentary', 'History', 2.4],
  ['Music', 'Musical', 6],
  ['Comedy', 'Musical', 2],
  ['Action', 'Western', 1.5],
  ['Biography', 'Drama', 1.6],
  ['Biography', 'History', 5],
  ['Biography', 'Documentary', 3],
  ['Drama', 'Sport', 2],
  ['Crime', 'Film Noir', 8],
  ['Drama', 'TV Movie', 1.5],
  ['Documentary', 'News', 6],
  ['Animation', 'Short', 4],
  ['Comedy', 'Horror', 0.5],
  ['Drama', 'Horror', 0.4],
  ['Horror', 'Romance', 0.15],
  ['Horror', 'Family', 0.1],
  ['Family', 'Thriller', 0.1],
  ['Comedy', 'Thriller', 0.3],
  ['Comedy', 'War', 0.3],
  ['Family', 'Crime', 0.1],
];
/** The same for all other pairs; so low that some 2,400 sets of genres come up on 333,333 films. */
const unlisted = 0.12;
/** What a documentary, a newsreel or a short is beside, it is far less often than by chance. */
const loners: Partial<Record<GenreName, number>> = { Documentary: 0.04, News: 0.05, Short: 0.2 };

/** The genres of every film, ordinals of `genreNames`, 1 to 4 of them and none twice. */
export function drawGenres(seed: string, films: number): Uint8Array[] {
  const random = new Random(`${seed}/genres`);
  const affinity = affinityTable();
  const shares = Object.values(firstGenre);
  const first = new WeightedChoice(shares);
  const counts = new WeightedChoice(genresPerFilm);
  return Array.from({ length: films }, () => {
    const wanted = counts.draw(random) + 1;
    const chosen = [first.draw(random)];
    while (chosen.length < wanted) {
      const weights = shares.map((share, genre) =>
        chosen.includes(genre)
          ? 0
          : chosen.reduce((weight, other) => weight * affinity[genre]![other]!, share),
      );
      chosen.push(new WeightedChoice(weights).draw(random));
    }
    return Uint8Array.from(chosen);
  });
}

function affinityTable(): number[][] {
  const table = genreNames.map((a) => genreNames.map((b) => unlisted * (loners[a] ?? 1) * (loners[b] ?? 1)));
  for (const [a, b, times] of affinities) {
    const [i, j] = [genreNames.indexOf(a), genreNames.indexOf(b)];
    table[i]![j] = times * (a in loners || b in loners ? 0.3 : 1);
    table[j]![i] = table[i]![j]!;
  }
  return table;
}
