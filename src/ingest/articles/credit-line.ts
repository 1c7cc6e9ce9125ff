import type { Details } from './details';
import { readNameList } from './name-lists';
import { readRating } from './rating';

/** Longer than this, with every name of a cast in it, no page makes such a line. */
const longestLine = 600;

const directed =
  /^(?:(?:written(?:,? produced)?,?\s+(?:and|&)\s+|co-?)?directed(?:\s+(?:and|&)\s+(?:co-?)?written)?\s+by|(?:crew:\s*)?(?:writer[\s/-]*)?directors?(?:\s?\(s\))?(?:(?:[\s/,&-]|and)*(?:writers?|screenplay|screenwriters?|producers?|editors?))*\s*:|dirs?\s*[.:]|d\s*:|d\.(?=\s)|dir(?=\s\p{Lu})|a (?:film|movie|picture) (?:by|from)|regie\s*:|réalisé par)\s*:?\s*/iu;
const played =
  /^(?:(?:co-?)?starring|(?:the )?(?:main )?cast\s*:|with(?=\s*:|\s+\p{Lu})|stars?\s*:|featuring|actors?\s*:|stars(?=\s\p{Lu}))\s*:?\s*/iu;
const others =
  /^(?:(?:screenplay|script|story|written|music|cinematography|edited|editing|produced|photography|photographed|shot|distributed|released|based)\b.{0,90}|(?:writers?|screenwriters?|scr|story|camera|editors?|producers?|composer|music|country|countries|language|studio|distributor|distribution|runtime|running time|length|duration|rating|rated|mpaa rating|certificate|cert|released?|release date|in (?:cinemas|theaters|theatres)|genres?|year|out)\s*[.:]?\s.{1,80})$/iu;
const certificate =
  /^\(?(?:rated\s+)?(?:G|PG|PG-?13|R|NC-?17|U|12A?|15|18|TV-\w{1,3}|NR|not rated|unrated|X|M|MA15\+)(?:\s+cert(?:ificate)?)?\)?(?:\s*\(.{0,80}\))?$/i;
const running =
  /^\(?(?:\d{1,3}\s?(?:m|min|mins|minutes)\.?|\d\s?(?:h|hr|hrs|hours?)\.?,?\s?(?:(?:and )?\d{1,2}\s?(?:m|min|mins|minutes)?\.?)?)\)?$/i;
const countryName = String.raw`(?:us|usa|uk|u\.s\.a?\.?|u\.k\.|united states|united kingdom|britain|england|france|germany|italy|spain|japan|china|hong kong|taiwan|south korea|korea|india|canada|australia|new zealand|ireland|sweden|denmark|norway|finland|poland|russia|ussr|soviet union|mexico|brazil|argentina|iran|belgium|netherlands|austria|switzerland|hungary|czechoslovakia|turkey|thailand)`;
const country = new RegExp(String.raw`^(?:${countryName}(?:[\s/–-]+|$))+$`, 'i');
/** "Gong Li. US 2006" and "US 2006" are two pieces each; India Eisley is one. */
const beforeCountry = new RegExp(
  String.raw`[.,]\s+(?=${countryName}(?:[/,.]|\s+(?:18[89]|19\d|20\d)\d\b|$))|(?<=\b${countryName})[\s,]+(?=(?:18[89]|19\d|20\d)\d\b)`,
  'i',
);
const genre =
  /^(?:(?:action|adventure|animation|animated|biography|comedy|crime|documentary|drama|family|fantasy|film[- ]noir|history|horror|music|musical|mystery|romance|romantic|rom-?com|sci-?fi|science fiction|thriller|war|western)(?:[\s/,&–-]+|and\s|$))+$/i;
const year = /^\(?((?:18[89]|19\d|20\d)\d)\)?$/;
const labelledYear = /^(?:year(?: of release)?|release year|released)\s*:\s*((?:18[89]|19\d|20\d)\d)$/i;
const rated =
  /^(?:(?:my |our |final |overall )?(?:rating|grade|score|verdict|stars?)\s*[:–—-]\s*|i (?:give|gave) it\s+)?/i;

/**
 * A line that tells who made a film and plays in it, with none of a sentence around it: "Directed by Mike Figgis.
 * Starring Nicolas Cage, Elisabeth Shue.", "Dir: Mike Figgis; With: Nicolas Cage", "1995 | R | 111 min", "★★★½".
 * @returns null for anything else.
 */
export function readCreditLine(text: string): Details | null {
  if (text.length > longestLine) return null;
  const found: Details = {};
  const kinds = new Set<string>();
  const mayListGoOn = !/[|·•–—]/.test(text);
  let last: string | null = null;
  for (const piece of split(text)) {
    const kind: string | null =
      readPiece(piece, found) ?? (mayListGoOn ? goOnList(last, piece, found) : null);
    if (kind === null) return null;
    kinds.add(kind);
    last = kind;
  }
  // A year, a country or "Drama" alone may be a heading.
  const tells = ['directors', 'actors', 'rating', 'labelled year'].some((kind) => kinds.has(kind));
  return tells || kinds.size >= 2 ? found : null;
}

/** Into what one label or sign begins, or one separator ends. */
function split(text: string): string[] {
  return (
    text
      .replace(/^[([]((?:[^()[\]]|\([^()]*\))*)[)\]]$/, '$1')
      // "(15, 170 mins) Directed by …"
      .replace(/^\(([^()]{1,40})\)\s+/, '$1; ')
      .split(
        /\s*[;|·•]\s*|\s+[–—]\s+|(?<!\bdirector)[.,]\s+(?=(?:(?:written and |co-)?directed by|directors?:|dir[.: ]|d:|(?:co-)?starring|stars?[: ]|cast:|with:? |written by|screenplay|rated|running time|runtime|opens|certificate|cert|featuring|\(?(?:PG|PG-13|R|U|12A?|15|18|cert|\d{2,3}\s?m(?:in|ins|inutes)?)\b))|\s{3,}|,\s+(?=(?:18[89]|19\d|20\d)\d\b)|(?<=\b(?:18[89]|19\d|20\d)\d)[,.]\s+|(?<=\bmin(?:s|utes)?)[,.]\s+|(?<=\b(?:R|PG|PG-13|G|15|18|12A|U)),\s+|(?<=\bmin(?:s|utes)?\.),?\s+/i,
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
  const label = directed.exec(piece) ?? played.exec(piece);
  if (label) {
    const isDirected = directed.test(piece);
    const value = piece.slice(label[0].length);
    const list = readNameList(value, { areSiblings: isDirected });
    if (list === null) return null;
    // "With Love", "Stars Align"
    const mayBeWords = /^(?:with|stars|dir)\s+$/i.test(label[0]);
    if (mayBeWords && !list.names.some(({ name }) => name.includes(' '))) return null;
    const key = isDirected ? 'directors' : 'actors';
    if (!isDirected) found.isCastPartial = true; // it names those whom a reader knows
    found[key] ??= value.replace(/(?<=\p{Ll})\.$/u, '');
    return key;
  }
  const bare = piece.replace(/[.,]$/, '');
  const born = year.exec(bare)?.[1];
  if (born) {
    found.releaseYear ??= Number(born);
    return 'year';
  }
  const labelled = labelledYear.exec(bare)?.[1];
  if (labelled) {
    found.releaseYear ??= Number(labelled);
    return 'labelled year';
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
    found.rating ??= { value: given.value, best: given.best };
    return 'rating';
  }
  return others.test(bare) ? 'other' : null;
}
