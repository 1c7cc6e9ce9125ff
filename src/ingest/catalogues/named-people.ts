import { CreditRole } from '../../films/credit-role';
import {
  birthYearOf,
  type CatalogueFilm,
  type CatalogueRows,
  checkYear,
  cleanName,
  cleanNameOrNull,
  RowFault,
} from './catalogue';

/** A film of a catalogue that has names for everything; what else it knows is added by the caller. */
export function filmByName({
  key,
  title,
  year,
  genres,
}: {
  key: string;
  title: unknown;
  year: unknown;
  genres: string[];
}): CatalogueFilm {
  return {
    key,
    title: cleanName(title, 'title'),
    originalTitle: null,
    releaseYear: checkYear(year === null || year === undefined ? null : Number(year)),
    runtimeMinutes: null,
    imdbId: null,
    tmdbId: null,
    voteCount: null,
    voteAverage: null,
    castIsComplete: false,
    genres,
  };
}

/** @param people names, or objects with name, born and character; the cast top billed first. */
export function addNamedPeople(
  rows: CatalogueRows,
  { filmKey, line, people, role }: { filmKey: string; line: number; people: unknown; role: CreditRole },
): void {
  if (people === undefined || people === null) return;
  if (!Array.isArray(people)) throw new RowFault('has people that are no list');
  const seen = new Set<string>();
  for (const [place, person] of people.entries()) {
    try {
      const said = (typeof person === 'object' && person !== null ? person : { name: person }) as {
        name?: unknown;
        born?: unknown;
        character?: unknown;
      };
      const name = cleanName(said.name, 'name');
      const birthYear = typeof said.born === 'number' ? birthYearOf(said.born) : null;
      // Two who were born in different years are two, also where they have one name.
      const personKey = birthYear === null ? name : `${name} (${birthYear})`;
      if (seen.has(personKey)) continue;
      seen.add(personKey);
      const isActor = role === CreditRole.ACTOR;
      const character = isActor ? cleanNameOrNull(said.character, 'character') : null;
      rows.people.push({ key: personKey, name, birthYear, imdbId: null, tmdbId: null });
      rows.credits.push({ filmKey, personKey, role, character, billing: isActor ? place : null, line });
    } catch (error) {
      if (!(error instanceof RowFault)) throw error;
      rows.refused.push({ line, reason: `names somebody who ${error.message}` });
    }
  }
}
