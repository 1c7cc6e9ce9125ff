import type { SqlExecutor } from '../../database/sql';
import type { CreditRole } from '../../films/credit-role';
import { addPerson, type FilmCredit, namesakes } from '../film-facts.store';
import { freeSlug, slugsOf } from '../slug';
import { areSpellingsOfOneName } from './name-likeness';

/** The credit among a film's own whose person has this name, be it in another spelling. */
export function findAmongCredits(credits: readonly FilmCredit[], nameKey: string): FilmCredit | undefined {
  return (
    credits.find((credit) => credit.nameKey === nameKey) ??
    credits.find((credit) => areSpellingsOfOneName(credit.nameKey, nameKey))
  );
}

/**
 * Find a person by name at large, or make one. Of several people of one name, one who is known in this role
 * is taken to be meant, if there is just one; else it is somebody new.
 */
export async function upsertPerson(
  sql: SqlExecutor,
  { name, birthYear, role }: { name: string; birthYear: number | null; role: CreditRole },
): Promise<{ id: number; doubt?: string }> {
  const known = await namesakes(sql, { name, birthYear, role });
  const inRole = known.filter((person) => person.isKnownInRole);
  const [meant] = known.length === 1 ? known : inRole.length === 1 ? inRole : [];
  if (meant) return { id: meant.id };
  const slug = await freeSlug(sql, 'person', slugsOf(name, birthYear));
  const id = await addPerson(sql, { slug, name, birthYear });
  if (known.length === 0) return { id };
  return {
    id,
    doubt: `there are ${known.length} people called ${name}, none of them clearly meant; one more was made`,
  };
}
