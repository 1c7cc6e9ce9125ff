import { changesBetween } from '../audit/audit.store';
import type { SqlExecutor } from '../database/sql';
import { toGlobalId } from '../graphql/node';
import { isInForce } from '../relatedness/core/editorial-rules';
import {
  deleteRule,
  holdReview,
  orderPins,
  type RuleRow,
  rulesByReview,
  writeRule,
} from './editorial-rule.store';
import type { HideRelatedInput, PinRelatedInput, ReleaseRelatedInput } from './editorial-rule.type';
import { EditorialRuleKind } from './editorial-rule-kind';
import { idIn, type Writing } from './mutation';
import { lockRow } from './rows.store';
import { refuse, UserErrorCode } from './user-error';

/** More could fill a whole list, and leave nothing to be found. */
const mostPins = 20;

/** The review whose list it is about, and the one that is in it or not. */
export type Pair = Pick<RuleRow, 'parentId' | 'relatedId'>;

type Decision = Pick<RuleRow, 'kind' | 'place' | 'note' | 'expiresAt'>;

export function pinRelated(writing: Writing, input: PinRelatedInput): Promise<Pair> {
  return decide(writing, input, ({ before, pins }) => {
    if (pins.filter(isActive).length >= mostPins) {
      refuse(
        UserErrorCode.INVALID,
        ['review'],
        `It has ${mostPins} pins, and that is the most: release one.`,
      );
    }
    const last = pins.length + 1;
    return {
      kind: EditorialRuleKind.PIN,
      place: Math.min(input.place ?? before?.place ?? last, last),
      ...termsIn(input),
    };
  });
}

export function hideRelated(writing: Writing, input: HideRelatedInput): Promise<Pair> {
  return decide(writing, input, () => ({ kind: EditorialRuleKind.HIDE, place: null, ...termsIn(input) }));
}

export function releaseRelated(writing: Writing, input: ReleaseRelatedInput): Promise<Pair> {
  return decide(writing, input, ({ before }) =>
    before ? null : refuse(UserErrorCode.NOT_FOUND, ['related'], 'It is neither pinned nor hidden there.'),
  );
}

/** When a rule ceases to count is for the index to say: the two must not differ. */
export function isActive({ expiresAt }: Pick<RuleRow, 'expiresAt'>): boolean {
  return isInForce({ expiresAt: expiresAt?.getTime() ?? null }, Date.now());
}

/**
 * @param decisionOn what is to hold of the two reviews; null for nothing. It is told what has held of them, and which
 *   other pins the list has, in their order; these make room, or close up.
 */
async function decide(
  { sql, viewer, record }: Writing,
  input: ReleaseRelatedInput,
  decisionOn: (known: { before: RuleRow | null; pins: RuleRow[] }) => Decision | null,
): Promise<Pair> {
  const pair = await pairIn(sql, input);
  const rules = await rulesByReview(sql, [pair.parentId]);
  const before = rules.find(({ relatedId }) => relatedId === pair.relatedId) ?? null;
  const pins = rules.filter((rule) => rule !== before && rule.kind === EditorialRuleKind.PIN);
  const decision = decisionOn({ before, pins });
  const after = decision && { ...pair, ...decision };
  const changes = changesBetween({ editorialRules: audited(before) }, { editorialRules: audited(after) });
  if (Object.keys(changes).length === 0) return pair;
  if (after) await writeRule(sql, after, viewer);
  else await deleteRule(sql, pair);
  const relatedIds = pins.map(({ relatedId }) => relatedId);
  if (after?.place) relatedIds.splice(after.place - 1, 0, pair.relatedId);
  await orderPins(sql, { parentId: pair.parentId, relatedIds });
  await record('Review', pair.parentId, changes);
  return pair;
}

/** Whoever decides about the same review waits until this is done. */
async function pairIn(sql: SqlExecutor, { review, related }: ReleaseRelatedInput): Promise<Pair> {
  const pair = {
    parentId: idIn('Review', review, ['review']),
    relatedId: idIn('Review', related, ['related']),
  };
  if (pair.parentId === pair.relatedId) {
    refuse(UserErrorCode.SAME, ['related'], 'A review is not related to itself: name another.');
  }
  if (!(await lockRow(sql, 'review', { columns: 'id', id: pair.parentId }))) {
    refuse(UserErrorCode.NOT_FOUND, ['review'], 'There is no review with this id.');
  }
  if (!(await holdReview(sql, pair.relatedId))) {
    refuse(UserErrorCode.NOT_FOUND, ['related'], 'There is no review with this id.');
  }
  return pair;
}

/** What both a pin and a hiding may say. */
function termsIn({ note, expiresAt }: HideRelatedInput): Pick<RuleRow, 'note' | 'expiresAt'> {
  const terms = { note: note?.trim() ?? null, expiresAt: expiresAt ?? null };
  if (!isActive(terms)) {
    refuse(UserErrorCode.INVALID, ['expiresAt'], 'This moment has passed: choose a later one, or none.');
  }
  return terms;
}

/** As it is put on record: by the names that the API has for it. */
function audited(rule: (Pair & Decision) | null): object | null {
  if (!rule) return null;
  const { kind, relatedId, place, note, expiresAt } = rule;
  return { kind, related: toGlobalId('Review', relatedId), place, note, expiresAt };
}
