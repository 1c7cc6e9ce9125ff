import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ValidationError, validate } from 'class-validator';
import { GraphQLError } from 'graphql';
import { Arg, type ClassType, Field, InputType } from 'type-graphql';
import type { Viewer } from '../access/viewer';
import { addAuditEntry, type Changes, nameOfActor } from '../audit/audit.store';
import type { SqlExecutor } from '../database/sql';
import { unauthenticated } from '../errors';
import type { RequestContext } from '../graphql/context';
import { fromIdOf, type NodeType } from '../graphql/node';
import { isSlugTaken, mayPass, refusalFor } from './constraints';
import { claimKey, findKey, keepResult } from './idempotency.store';
import { Line, MayBeCleared } from './input-rules';
import { Refusal, refuse, type UserError, UserErrorCode } from './user-error';

/** What every mutation takes. */
@InputType()
export abstract class MutationInput {
  @Field(() => String, {
    nullable: true,
    description:
      'Up to 200 characters of your choice. Sent again with the same key, within a week, the same mutation is not done again, and answers as it did.',
  })
  @MayBeCleared()
  @Line(200)
  idempotencyKey?: string | null;
}

/** The one argument of a mutation. It is checked by `mutate`, whose answer names the field of a form that is wrong. */
export function Input(type: () => ClassType<MutationInput>): ReturnType<typeof Arg> {
  return Arg('input', type, { validate: false, description: 'What is to be written.' });
}

/** What changing the catalogue is done with, over the API or from the command line. */
export interface Editing {
  /** Inside the transaction of the change. */
  sql: SqlExecutor;
  /** Whose name stands beside it. */
  actor: string;
  /** Name of the mutation or command. */
  action: string;
  /** Puts on record what became of a thing; nothing where nothing changed. */
  record(type: NodeType, id: number, changes: Changes): Promise<void>;
}

/** What writing is done with. */
export interface Writing extends Editing {
  viewer: Viewer;
}

/** @param viewer null for whoever is at the command line. */
export function editingAs<Who extends Viewer | null>(
  sql: SqlExecutor,
  { viewer, action }: { viewer: Who; action: string },
): Editing & { viewer: Who } {
  return {
    sql,
    viewer,
    action,
    actor: nameOfActor(viewer),
    record: (subjectType, subjectId, changes) =>
      addAuditEntry(sql, { viewer, action, subjectType, subjectId, changes }),
  };
}

/** What was written; null where nothing was, and then `userErrors` say why. */
export interface Outcome<Written> {
  written: Written | null;
  userErrors: UserError[];
}

/** How often a change is tried that another writer was in the way of. */
const mostTries = 4;

/**
 * Runs a mutation: the input is checked, what is written is in the store as a whole or not at all, on record, done
 * once for each idempotency key, and shown by whatever is asked from then on.
 * @param action name of the mutation.
 * @param write @returns what the payload is made of, as JSON can hold it. @throws Refusal to take all of it back.
 */
export async function mutate<Given extends MutationInput, Written>(
  context: RequestContext,
  action: string,
  input: Given,
  write: (writing: Writing) => Promise<Written>,
): Promise<Outcome<Written>> {
  const { viewer } = context;
  if (!viewer) throw unauthenticated();
  const violations = toUserErrors(await validate(input, { stopAtFirstError: true }));
  if (violations.length > 0) return { written: null, userErrors: violations };

  const work = (sql: SqlExecutor) => {
    const writing = editingAs(sql, { viewer, action });
    return once(writing, { action, input }, () => write(writing));
  };
  for (let tries = 1; ; tries++) {
    try {
      const written = await context.transact(work);
      await context.hasWritten();
      return { written, userErrors: [] };
    } catch (error) {
      const isSlugOurs = isSlugTaken(error) && (input as { slug?: string | null }).slug == null;
      if ((isSlugOurs || mayPass(error)) && tries < mostTries) {
        await sleep(Math.random() * 50 * tries); // not in step with whoever was in the way
        continue;
      }
      const refusal = error instanceof Refusal ? error : refusalFor(error);
      if (!refusal) throw error;
      return { written: null, userErrors: refusal.userErrors };
    }
  }
}

/** @returns what was written, now or when the same was asked for first. */
async function once<Written>(
  { sql, viewer: { tokenId } }: Writing,
  { action, input: { idempotencyKey: key, ...input } }: { action: string; input: MutationInput },
  write: () => Promise<Written>,
): Promise<Written> {
  if (key == null) return write();
  const request = createHash('sha256')
    .update(canonical([action, input]))
    .digest();
  // Whoever asks the same at the same time waits here until the first is done.
  if (!(await claimKey(sql, { tokenId, key, request }))) {
    const known = await findKey(sql, { tokenId, key });
    if (known?.request.equals(request)) return known.result as Written;
    refuse(
      UserErrorCode.KEY_REUSED,
      ['idempotencyKey'],
      'This key was used for another change: choose a new one.',
    );
  }
  const written = await write();
  await keepResult(sql, { tokenId, key, result: written });
  return written;
}

/** The same text for the same content, in whatever order its fields were sent. */
function canonical(content: unknown): string {
  return JSON.stringify(content, (_, value) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

function toUserErrors(violations: ValidationError[], path: string[] = []): UserError[] {
  return violations.flatMap(({ property, value, constraints = {}, children = [] }) => {
    const field = [...path, property];
    return [
      ...Object.values(constraints).map((message) => ({
        field,
        code: UserErrorCode.INVALID,
        message:
          value === null
            ? `Give a value, or leave ${property} out: it cannot be cleared.`
            : `${message[0]!.toUpperCase()}${message.slice(1)}.`,
      })),
      ...toUserErrors(children, field),
    ];
  });
}

/** The number in the store of what an input refers to. @throws Refusal if it is no id of this type. */
export function idIn(type: NodeType, globalId: string, field: string[]): number {
  try {
    return fromIdOf(type, globalId);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return refuse(UserErrorCode.INVALID, field, error.message);
  }
}

/** @throws Refusal if a row was changed since the caller has read it. */
export function expectVersion({ version }: { version: number }, seen: number | null | undefined): void {
  if (seen == null || seen === version) return;
  refuse(
    UserErrorCode.OUTDATED,
    ['version'],
    `It is at version ${version} by now: read it again, and change what is there.`,
  );
}
