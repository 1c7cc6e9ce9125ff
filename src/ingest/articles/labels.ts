/** What a label announces; `other` is what no review needs: who cut the film, how long it is … */
export type LabelKind =
  | 'title'
  | 'year'
  | 'director'
  | 'actors'
  | 'genres'
  | 'author'
  | 'date'
  | 'rating'
  | 'other';

/** As critics of several tongues write them, in small letters and without signs. */
const written: Record<LabelKind, string> = {
  title: 'title, film, movie, film title, movie title, titre, titel, título, titolo',
  year: `release year, year, released, release, release date, year of release, date of release, production year,
    année, année de production, année de sortie, date de sortie, jahr, produktionsjahr, erscheinungsjahr, kinostart,
    año, estreno, fecha de estreno, ano, anno, uscita, data di uscita`,
  director: `director, directors, directed by, direction, dir, a film by, regie, regisseur, regisseurin, réalisateur, réalisatrice,
    réalisateurs, réalisation, réalisé par, un film de, mise en scène, ein film von, dirección, dirigida por,
    dirigido por, una película de, direção, realização, regia, regia di, un film di`,
  actors: `actor, actors, actress, actresses, cast, main cast, starring, stars, with, lead actors, main actors,
    featuring, voices, voice cast, avec, acteurs, interprètes, interprétation, darsteller, darstellerinnen, besetzung, mit, reparto,
    intérpretes, elenco, actores, con, interpreti, obsada, met`,
  genres: 'genre, genres, género, géneros, genere, gênero',
  author: `author, reviewer, critic, written by, review by, reviewed by, words by, autor, autorin, auteur, autore,
    critique de, kritik von, filmkritik von, rezension von, crítica de, recensione di`,
  date: `published, date, date published, publication date, posted, review date, publié le, veröffentlicht, publicado,
    datum`,
  rating: `rating, score, verdict, grade, stars given, stars, overall, note, bewertung, wertung, nota, puntuación,
    calificación, valoración, voto, valutazione`,
  other: `runtime, running time, run time, running length, length, duration, country, countries, language, languages,
    writer, writers, screenwriter, screenwriters, screenplay, screenplay by, script, story, story by, produced by,
    producer, producers, executive producer, executive producers, cinematographer, cinematographers, cinematography,
    director of photography, directors of photography, photography, camera, editor, editors, edited by, editing, music,
    music by, composer, production, production company, production companies, production designer, production design,
    costume designer, costume design, casting, crew, distributor, distributors, us distributor, distribution, studio,
    sales, venue, opens, opened, in theaters, in theatres, in cinemas, where, where to watch, availability, available,
    buy, certificate, certification, cert, classification, rated, mpa rating, mpaa rating, mpaa classification,
    age rating, aspect ratio, theatrical aspect ratio, format, budget, website, original title, aka, awards, festival,
    based on, tags, labels, filed under, categories, topics, durée, pays, scénario, musique, nationalité, distributeur,
    montage, photographie, titre original, drehbuch, kamera, schnitt, musik, länge, laufzeit, land, fsk, verleih,
    originaltitel, produktion, guion, guión, país, duración, fotografía, música, montaje, título original, productora,
    distribuidora, duração, roteiro, sceneggiatura, durata, paese, fotografia, montaggio`,
};

const kinds = new Map<string, LabelKind>(
  Object.entries(written).flatMap(([kind, labels]) =>
    labels.split(/,\s+/).map((label): [string, LabelKind] => [label, kind as LabelKind]),
  ),
);
/** "Our score", "Alternative rating", "Star rating", but not "Age rating". */
const givesRating =
  /(?<!\b(?:age|mpaa?|content|film|viewers?|readers?|users?|audiences?) )\b(?:rating|score|grade|verdict|wertung|bewertung|note)$/;

/**
 * What a label announces: "Director(s)", "Regie", "Writer/Director", "Our score".
 * @returns null for what is none of those that critics write.
 */
export function kindOfLabel(label: string): LabelKind | null {
  const words = plain(label);
  const kind = kinds.get(words) ?? kinds.get(words.replace(/^(?:us|uk|theatrical|full|selected|key) /, ''));
  if (kind) return kind;
  const parts = label.split(/\s*[,/&+-]\s*|\s+(?:and|und|et|y|e)\s+/).map((part) => kinds.get(plain(part)));
  if (parts.length > 1 && parts.every((part) => part !== undefined))
    return parts.includes('director') ? 'director' : parts.includes('author') ? 'other' : parts[0]!;
  return givesRating.test(words) && words.split(' ').length <= 4 ? 'rating' : null;
}

function plain(label: string): string {
  return label
    .toLowerCase()
    .replace(/\(s\)|\/s\b/g, 's')
    .replace(/\(in(?:nen)?\)|\(e\)/g, '')
    .replace(/[.']/g, '')
    .replace(/[^\p{L}]+/gu, ' ')
    .trim();
}
