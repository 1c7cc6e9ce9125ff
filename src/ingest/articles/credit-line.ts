import { type Details, readers } from './details';
import { kindOfLabel, type LabelKind } from './labels';
import { readNameList } from './name-lists';
import { readRating } from './rating';

/** Longer than this, with every name of a cast in it, no page makes such a line. */
const longestLine = 600;

const directed =
  /^(?:(?:written(?:,? produced)?,?\s+(?:and|&)\s+|co-?)?directed(?:\s+(?:and|&)\s+(?:co-?)?written)?\s+by|dirs?\s*[.:]|d\s*:|d\.(?=\s)|dir(?=\s\p{Lu})|a (?:film|movie|picture) (?:by|from)|réalisée? par|un film d[ei]|ein film von|una película de|(?:dirigida|dirigido|diretto) (?:por|da)|(?:regie|direction|director)(?=\s\p{Lu}))\s*:?\s*/iu;
const played =
  /^(?:(?:co-?)?starring|(?:with|avec|mit|con|cast)(?=\s+\p{Lu})|featuring|stars(?=\s\p{Lu}))\s*:?\s*/iu;
const others =
  /^(?:(?:screenplay|script|story|written|music|cinematography|edited|editing|produced|directors? of photography|photography|photographed|shot|distributed|released|based|opens|opening|this film is rated)\b.{0,90}|(?:writers?|screenwriters?|scr|camera|editors?|producers?|production designers?|composer|country|language|studio|distributor|distribution|runtime|running time|length|duration|rated|certificate|cert|in (?:cinemas|theaters|theatres)|out)\s*[.:]?\s.{1,80})$/iu;
const certificate =
  /^\(?(?:rated\s+|cert(?:ificate)?\.?\s+)?(?:G|PG|PG-?13|R|NC-?17|U|12A?|15|18|TV-\w{1,3}|NR|not rated|unrated|X|M|MA15\+)(?:\s+cert(?:ificate)?)?\)?(?:\s*\(.{0,80}\))?$/i;
const running =
  /^\(?(?:\d{1,3}\s?(?:m|mn|min|mins|minutes|minuten|minutos|minuti)\.?(?:\s?\d\ds)?|\d\s?(?:h|hr|hrs|hours?)\.?,?\s?(?:(?:and )?\d{1,2}\s?(?:m|mn|min|mins|minutes)?\.?)?)\)?$/i;
const countryName = String.raw`(?:us|usa|uk|u\.s\.a?\.?|u\.k\.|united states|united kingdom|britain|england|france|germany|italy|spain|japan|china|hong kong|taiwan|south korea|korea|india|canada|australia|new zealand|ireland|sweden|denmark|norway|finland|poland|russia|ussr|soviet union|mexico|brazil|argentina|iran|belgium|netherlands|austria|switzerland|hungary|czechoslovakia|turkey|thailand|deutschland|frankreich|italien|spanien|österreich|schweiz|großbritannien|polen|bulgarien|allemagne|italie|espagne|belgique|suisse|royaume-uni|états-unis|españa|francia|italia|alemania|méxico|brasil|reino unido|estados unidos|bulgaria|romania|portugal|greece|iceland|chile|colombia|israel|ukraine|georgia)`;
const country = new RegExp(String.raw`^(?:${countryName}(?:[\s/,–-]+|$))+$`, 'i');
/** "Gong Li. US 2006" and "US 2006" are two pieces each; India Eisley is one. */
const beforeCountry = new RegExp(
  String.raw`[.,]\s+(?=${countryName}(?:[/,.]|\s+(?:18[89]|19\d|20\d)\d\b|$))|(?<=(?<!\p{L})${countryName})[\s,.]+(?=(?:18[89]|19\d|20\d)\d\b|\d{2,3}\s?m)`,
  'iu',
);
const genre =
  /^(?:(?:action|adventure|animation|animated|biography|comedy|crime|documentary|drama|family|fantasy|film[- ]noir|history|horror|music|musical|mystery|romance|romantic|rom-?com|sci-?fi|science fiction|thriller|war|western)(?:[\s/,&–-]+|and\s|$))+$/i;
const year = /^\(?((?:18[89]|19\d|20\d)\d)\)?$/;
const rated =
  /^(?:(?:my |our |final |overall )?(?:rating|grade|score|verdict|stars?)\s*[–—-]\s*|i (?:give|gave) it\s+)?/i;

/**
 * A line that tells who made a film and plays in it, with none of a sentence around it: "Directed by Mike Figgis.
 * Starring Nicolas Cage, Elisabeth Shue.", "Dir: Mike Figgis; With: Nicolas Cage", "1995 | R | 111 min", "★★★½".
 * @param isBesideCredits whether the line above or below is one: then less is enough.
 * @returns null for anything else.
 */
export function readCreditLine(text: string, { isBesideCredits = false } = {}): Details | null {
  if (text.length > longestLine) return null;
  const found: Details = {};
  const kinds = new Set<string>();
  const mayListGoOn = !/[|·•–—]/.test(text);
  let last: string | null = null;
  let unlabelled: string | null = null;
  for (const piece of split(text)) {
    const kind: string | null =
      readPiece(piece, found) ??
      (mayListGoOn ? goOnList(last, piece, found) : null) ??
      (last === null && readNameList(piece)?.names.every(({ name }) => name.includes(' ')) ? 'names' : null);
    if (kind === 'names') unlabelled = piece;
    if (kind === null) return null;
    kinds.add(kind);
    last = kind;
  }
  if (unlabelled !== null && !addUnlabelled(unlabelled, { kinds, found, isBesideCredits })) return null;
  // A year, a country or "Drama" alone may be a heading.
  const tells = ['directors', 'actors', 'rating', 'labelled year'].some((kind) => kinds.has(kind));
  return tells || kinds.size >= (isBesideCredits ? 1 : 2) ? found : null;
}

/** "Joseph Cotten, Alida Valli. Directed by Carol Reed", "Andrei Tarkovsky, USSR, 161 min."; less tells nothing. */
function addUnlabelled(
  names: string,
  { kinds, found, isBesideCredits }: { kinds: Set<string>; found: Details; isBesideCredits: boolean },
): boolean {
  const count = readNameList(names)!.names.length;
  const isOne = count === 1;
  const facts = ['country', 'year', 'running', 'certificate'].filter((kind) => kinds.has(kind));
  if ((!isOne && found.directors && !found.actors) || (isBesideCredits && kinds.size === 1 && count >= 3))
    addNames('actors', names, found);
  else if (isOne && !found.directors && facts.length >= 2) found.directors = names;
  else return false;
  return true;
}

export function isGenre(text: string): boolean {
  return genre.test(text);
}

/** Into what one label or sign begins, or one separator ends. */
function split(text: string): string[] {
  return (
    text
      .replace(/^[([]((?:[^()[\]]|\([^()]*\))*)[)\]]$/, '$1')
      // "(15, 170 mins) Directed by …"
      .replace(/^\(([^()]{1,40})\)\s+/, '$1; ')
      .split(
        /\s*[;|·•]\s*|\s+[–—]\s+|(?<!\bdirector)[.,]\s+(?=(?:(?:written and |co-)?directed by|directors?:|dir[.: ]|d:|(?:co-)?starring|stars?[: ]|cast:|with:? |written by|screenplay|rated|running time|runtime|opens|certificate|cert|featuring|un film d|con \p{Lu}|avec \p{Lu}|mit \p{Lu}|regie|regia|réalis|\d\s?h\b|\(?(?:PG|PG-13|R|U|12A?|15|18|cert|\d{2,3}\s?m(?:in|ins|inutes)?)\b))|\s{3,}|,\s+(?=(?:18[89]|19\d|20\d)\d\b)|(?<=\b(?:18[89]|19\d|20\d)\d)[,.]\s+|(?<=\bmin(?:s|utes)?)[,.]\s+|(?<=\b(?:R|PG|PG-13|G|15|18|12A|U)),\s+|(?<=\bmin(?:s|utes)?\.),?\s+/iu,
      )
      .flatMap((piece) => piece.split(beforeCountry))
      .map((piece) => piece.trim().replace(/^[,.]\s*/, ''))
      .filter((piece) => piece !== '')
  );
}

/** "Starring: Henry Fonda; Martin Balsam" has its list in two pieces. */
function goOnList(last: string | null, piece: string, found: Details): string | null {
  if (last !== 'directors' && last !== 'actors') return null;
  const list = readNameList(piece);
  if (!list?.names.every(({ name }) => name.includes(' '))) return null;
  found[last] += `, ${piece}`;
  return last;
}

function readPiece(piece: string, found: Details): string | null {
  const isDirected = directed.test(piece);
  const [run] = directed.exec(piece) ?? played.exec(piece) ?? [];
  if (run) {
    const value = piece.slice(run.length);
    const list = readNameList(value, { areSiblings: isDirected });
    if (list === null) return null;
    // "With Love", "Stars Align"
    const mayBeWords = /^(?:with|avec|mit|con|cast|stars|dir|regie|direction|director)\s+$/i.test(run);
    if (mayBeWords && !list.names.some(({ name }) => name.includes(' '))) return null;
    return addNames(isDirected ? 'directors' : 'actors', value, found);
  }
  const [, label, value] = /^(?:crew:\s*)?([^:]{1,40}?)\s*:\s*(.+)$/i.exec(piece) ?? [];
  const kind = label === undefined ? null : kindOfLabel(label);
  if (kind) return readLabelled(kind, value!, found);
  const bare = piece.replace(/[.,]$/, '');
  const made = year.exec(bare)?.[1];
  if (made) {
    found.releaseYear ??= Number(made);
    return 'year';
  }
  if (certificate.test(bare)) return 'certificate';
  if (running.test(bare)) return 'running';
  if (country.test(bare)) return 'country';
  if (genre.test(bare)) {
    found.genres ??= bare;
    return 'genre';
  }
  const given = readRating(bare.replace(rated, ''));
  if (given && bare.replace(rated, '').length <= given.length + 12) {
    found.rating ??= given.rating;
    return 'rating';
  }
  return others.test(bare) ? 'other' : null;
}

/** A list of names tells how many are known to a reader, not how many there are. */
function addNames(key: 'directors' | 'actors', value: string, found: Details): string {
  if (key === 'actors') found.isCastPartial = true;
  found[key] ??= value.replace(/(?<=\p{Ll})\.$/u, '');
  return key;
}

function readLabelled(kind: LabelKind, value: string, found: Details): string | null {
  if (kind === 'director' || kind === 'actors') {
    if (readNameList(value, { areSiblings: kind === 'director' }) === null) return null;
    return addNames(kind === 'director' ? 'directors' : 'actors', value, found);
  }
  // Sentences have colons too: "Rating: well, it is not bad."
  const told = kind === 'title' || kind === 'author' || value.length > 90 ? null : readers[kind](value);
  if (told === null) return null;
  for (const [key, one] of Object.entries(told))
    Object.assign(found, { [key]: found[key as keyof Details] ?? one });
  const isPlain = /^[\d\p{P}]*$/u.test(value);
  return kind === 'year'
    ? isPlain
      ? 'labelled year'
      : 'year'
    : kind === 'rating' && !told.rating
      ? 'other'
      : kind;
}
