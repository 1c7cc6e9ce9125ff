import { CreditRole } from '../films/credit-role';

const verbs: Record<CreditRole, string> = {
  [CreditRole.DIRECTOR]: 'directed',
  [CreditRole.ACTOR]: 'acts in',
  [CreditRole.WRITER]: 'wrote',
  [CreditRole.COMPOSER]: 'composed the music of',
  [CreditRole.CINEMATOGRAPHER]: 'shot',
  [CreditRole.EDITOR]: 'edited',
  [CreditRole.PRODUCER]: 'produced',
};

/** A credit as a line of prose: "Michael Sarnoski directed Pig". */
export function stepLabel(role: CreditRole, { person, film }: { person: string; film: string }): string {
  return `${person} ${verbs[role]} ${film}`;
}
