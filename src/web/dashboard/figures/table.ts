import type { ComponentChildren } from 'preact';
import type { Cell } from '../exports/csv';

/** A table as what it holds: the same for the page and for CSV. */
export interface Table<Row> {
  columns: Column<Row>[];
  rows: Row[];
}

export interface Column<Row> {
  name: string;
  /** For CSV, and for the page unless `show` says otherwise. */
  value(row: Row): Cell;
  show?(row: Row): ComponentChildren;
  /** Not on the page, where another column shows it or there is no room. */
  isForCsvOnly?: boolean;
  /** Not on a phone, where it would push the figures out of sight. */
  isForWideOnly?: boolean;
}

/** @returns header and rows, as `toCsv` takes them. */
export function cellsOf<Row>({ columns, rows }: Table<Row>): [string[], Cell[][]] {
  return [columns.map(({ name }) => name), rows.map((row) => columns.map(({ value }) => value(row)))];
}
