import type { Viewer } from '../access/viewer';
import type { SqlExecutor } from '../database/sql';
import type { EditorialRuleKind } from './editorial-rule-kind';

export interface RuleRow {
  /** Of the review whose list it is about. */
  parentId: number;
  relatedId: number;
  kind: EditorialRuleKind;
  /** Among the pins of the review, 1 for the first; null for what is hidden. */
  place: number | null;
  note: string | null;
  expiresAt: Date | null;
  createdAt: Date;
  actor: string;
}

/** Of one review: pins first, in the order in which they stand. */
export const rulesInOrder = 'rule.kind, rule.place, rule.related_id';

const selectRules = `
    SELECT rule.review_id AS "parentId", rule.related_id AS "relatedId", rule.kind, rule.place, rule.note,
      rule.expires_at AS "expiresAt", rule.created_at AS "createdAt", rule.actor
    FROM editorial_rule AS rule`;

export function rulesByReview(sql: SqlExecutor, reviewIds: readonly number[]): Promise<RuleRow[]> {
  return sql.query<RuleRow>(
    `/* editorial rules by review */ ${selectRules}
    WHERE rule.review_id = ANY($1::int[])
    ORDER BY rule.review_id, ${rulesInOrder}`,
    [reviewIds],
  );
}

/** Of some reviews in the lists of others: the latest first. */
export function rulesByRelated(sql: SqlExecutor, relatedIds: readonly number[]): Promise<RuleRow[]> {
  return sql.query<RuleRow>(
    `/* editorial rules by related */ ${selectRules}
    WHERE rule.related_id = ANY($1::int[])
    ORDER BY rule.related_id, rule.created_at DESC, rule.review_id`,
    [relatedIds],
  );
}

/** In the place of whatever rule there is about the two. */
export async function writeRule(
  sql: SqlExecutor,
  rule: Omit<RuleRow, 'createdAt' | 'actor'>,
  viewer: Viewer,
): Promise<void> {
  await sql.query(
    `/* write editorial rule */
    INSERT INTO editorial_rule (review_id, related_id, kind, place, note, expires_at, actor, token_id)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
    ON CONFLICT (review_id, related_id) DO UPDATE SET
      kind = excluded.kind, place = excluded.place, note = excluded.note, expires_at = excluded.expires_at,
      actor = excluded.actor, token_id = excluded.token_id, created_at = excluded.created_at`,
    [
      rule.parentId,
      rule.relatedId,
      rule.kind,
      rule.place,
      rule.note,
      rule.expiresAt,
      viewer.name,
      viewer.tokenId,
    ],
  );
}

/** Has the pins of a review stand in this order. */
export async function orderPins(
  sql: SqlExecutor,
  { parentId, relatedIds }: { parentId: number; relatedIds: number[] },
): Promise<void> {
  await sql.query(
    `/* order pins */
    UPDATE editorial_rule AS rule SET place = wanted.place
    FROM unnest($2::int[]) WITH ORDINALITY AS wanted(related_id, place)
    WHERE rule.review_id = $1 AND rule.related_id = wanted.related_id AND rule.place <> wanted.place`,
    [parentId, relatedIds],
  );
}

export async function deleteRule(
  sql: SqlExecutor,
  { parentId, relatedId }: Pick<RuleRow, 'parentId' | 'relatedId'>,
): Promise<void> {
  await sql.query(
    '/* delete editorial rule */ DELETE FROM editorial_rule WHERE review_id = $1 AND related_id = $2',
    [parentId, relatedId],
  );
}

/** Whether there is such a review; if so it stays there until the end of the transaction. */
export async function holdReview(sql: SqlExecutor, id: number): Promise<boolean> {
  const found = await sql.query('/* hold review */ SELECT FROM review WHERE id = $1 FOR KEY SHARE', [id]);
  return found.length > 0;
}
