import type { Viewer } from '../access/viewer';
import { bindInto, conditionsFor, type ListDefinition } from '../database/keyset';
import type { SqlExecutor } from '../database/sql';

/** By field: what it was and what it became. */
export type Changes = Record<string, { before: unknown; after: unknown }>;

export interface AuditRow {
  id: number;
  at: Date;
  actor: string;
  action: string;
  /** Of a GraphQL type. */
  subjectType: string;
  subjectId: number;
  changes: Changes;
}

/** What differs between two states of a thing; `null` for one that is not there. */
export function changesBetween(before: object | null, after: object | null): Changes {
  const [was, is] = [before ?? {}, after ?? {}] as Record<string, unknown>[];
  const fields = [...new Set([...Object.keys(was!), ...Object.keys(is!)])];
  return Object.fromEntries(
    fields
      .map((field) => [field, { before: was![field] ?? null, after: is![field] ?? null }] as const)
      .filter(([, change]) => JSON.stringify(change.before) !== JSON.stringify(change.after)),
  );
}

/** @param viewer null for whoever is at the command line. */
export function nameOfActor(viewer: Viewer | null): string {
  return viewer?.name ?? 'command line';
}

/** Adds nothing where nothing changed. */
export async function addAuditEntry(
  sql: SqlExecutor,
  entry: Omit<AuditRow, 'id' | 'at' | 'actor'> & {
    /** null for whoever is at the command line. */
    viewer: Viewer | null;
  },
): Promise<void> {
  if (Object.keys(entry.changes).length === 0) return;
  await sql.query(
    `/* add audit entry */
    INSERT INTO audit_entry (actor, token_id, action, subject_type, subject_id, changes)
    VALUES ($1, $2, $3, $4, $5, $6)`,
    [
      nameOfActor(entry.viewer),
      entry.viewer?.tokenId ?? null,
      entry.action,
      entry.subjectType,
      entry.subjectId,
      JSON.stringify(entry.changes),
    ],
  );
}

export interface AuditCriteria {
  subjectType?: string;
  subjectId?: number;
  actor?: string;
  action?: string;
  from?: Date;
  to?: Date;
}

/** Newest first. */
export function auditList(criteria: AuditCriteria): ListDefinition {
  const values: unknown[] = [];
  const where = conditionsFor(
    criteria,
    {
      subjectType: (type, bind) => `audit_entry.subject_type = ${bind(type)}`,
      subjectId: (id, bind) => `audit_entry.subject_id = ${bind(id)}`,
      actor: (name, bind) => `audit_entry.actor = ${bind(name)}`,
      action: (name, bind) => `audit_entry.action = ${bind(name)}`,
      from: (time, bind) => `audit_entry.at >= ${bind(time)}`,
      to: (time, bind) => `audit_entry.at <= ${bind(time)}`,
    },
    bindInto(values),
  );
  return {
    name: 'audit trail',
    columns: `audit_entry.id, audit_entry.at, audit_entry.actor, audit_entry.action,
      audit_entry.subject_type AS "subjectType", audit_entry.subject_id AS "subjectId", audit_entry.changes`,
    from: 'audit_entry',
    where,
    values,
    ...(where.length > 0 && { filter: JSON.stringify(criteria), plannedFor: 'its values' as const }),
    sortKeys: [{ expression: 'audit_entry.id', type: 'int', isDescending: true }],
  };
}
