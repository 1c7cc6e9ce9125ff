import type { Plan, PlannedField } from './plan';

/** @returns what an operation costs at most, by what it asks for, in points. */
export function requestedCost(plan: Plan): number {
  return Math.ceil(requested(plan));
}

function requested({ fields }: Plan): number {
  let points = 0;
  for (const field of fields)
    points += field.points + field.size * (field.pointsOfObject + dearest(field, requested));
  return points;
}

/** @returns how many values the answer holds at most, a value that stands in two places of the document twice. */
export function placesOf({ fields, plainFields }: Plan): number {
  let places = plainFields;
  for (const field of fields) places += field.places + field.size * dearest(field, placesOf);
  return places;
}

/**
 * @param data what the operation was answered; null or undefined where it was not.
 * @returns what it cost by that, in points. Of lists without pages it can be more than was requested, as their
 *          size is only assumed.
 */
export function actualCost(plan: Plan, data: unknown): number {
  return Math.ceil(actual(plan, data));
}

function actual({ fields }: Plan, value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let points = 0;
  for (const field of fields) {
    if (!Object.hasOwn(value, field.key)) continue;
    points += field.points + actualOf(field, (value as Record<string, unknown>)[field.key]);
  }
  return points;
}

function actualOf(field: PlannedField, value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + actualOf(field, item), 0);
  if (typeof value !== 'object' || value === null || field.ofObject.length === 0) return 0;
  // The answer need not say of which type an object is: the fields that are there do.
  return field.pointsOfObject + dearest(field, (plan) => actual(plan, value));
}

function dearest({ ofObject }: PlannedField, cost: (plan: Plan) => number): number {
  let most = 0;
  for (const plan of ofObject) most = Math.max(most, cost(plan));
  return most;
}
