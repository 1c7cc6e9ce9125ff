import type { ComponentChildren } from 'preact';
import type { Cell } from '../exports/csv';
import { inDigits } from './words';

/** A table as what it holds: the same for the page and for CSV. */
export interface Table<Row> {
  columns: Column<Row>[];
  rows: Row[];
  /** So many rows were asked for at most: where there are as many, there may be more. */
  most?: number;
  /** How many there are, where that is known. */
  all?: number;
}

export interface Column<Row> {
  name: string;
  /** For the page unless `show` says otherwise, and for CSV unless `code` does. */
  value(row: Row): Cell;
  show?(row: Row): ComponentChildren;
  /** As programs read it: a bare number, or a date as in 2026-11-23. */
  code?(row: Row): Cell;
  /** Not on the page, where another column shows it or there is no room. */
  isForCsvOnly?: boolean;
  /** Not on a phone, where it would push the figures out of sight. */
  isForWideOnly?: boolean;
}

/** @returns header and rows, as `toCsv` takes them. */
export function cellsOf<Row>({ columns, rows }: Table<Row>): [string[], Cell[][]] {
  return [
    columns.map(({ name }) => name),
    rows.map((row) => columns.map(({ code, value }) => (code ?? value)(row))),
  ];
}

/** @returns what to say of a list that does not have all there is; null of one that has. */
export function cutInWords<Row>({ rows, most, all }: Table<Row>): string | null {
  const stop = `The list stops after ${inDigits(rows.length)}`;
  if (all !== undefined) return rows.length < all ? `${stop} of ${inDigits(all)}.` : null;
  return most !== undefined && rows.length >= most ? `${stop}: there may be more.` : null;
}
