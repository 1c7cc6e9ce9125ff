import type { ClientBase } from 'pg';
import { type CopyValue, copyLines, toCopyLine } from '../../database/copy-text';
import { toSlug } from '../slug';
import type { CatalogueRows } from './catalogue';

/** Rows of a table are sent when so many letters of them have come together: more of them grow old, and stay for long. */
const lettersASend = 64_000;

/** The columns of what a catalogue says, as it comes; `file` is a place in the list of files. */
const tables = {
  staged_film: `key text, title text, original_title text, release_year smallint, runtime_minutes smallint,
    imdb_id text, tmdb_id int, vote_count int, vote_average float8, cast_is_complete boolean, genres text[],
    slug text, file smallint, line int`,
  staged_person: 'key text, name text, birth_year smallint, imdb_id text, tmdb_id int, slug text',
  staged_credit:
    'film_key text, person_key text, role credit_role, "character" text, billing int, file smallint, line int',
} as const;

type StagedTable = keyof typeof tables;

/**
 * Where a catalogue is put down before it is merged: temporary tables of one connection, so that nobody else sees
 * them and nothing is left of them when the connection ends, however it ends.
 */
export class Staging {
  private readonly waiting: Record<StagedTable, string> = {
    staged_film: '',
    staged_person: '',
    staged_credit: '',
  };
  private sending: Promise<void> = Promise.resolve();
  private readonly files: string[] = [];

  private constructor(private readonly client: ClientBase) {}

  static async open(client: ClientBase): Promise<Staging> {
    for (const [table, columns] of Object.entries(tables)) {
      await client.query(`/* stage */ CREATE TEMP TABLE ${table} (${columns})`);
    }
    return new Staging(client);
  }

  /** The name of a file by the number that its rows carry. */
  fileName(number: number): string {
    return this.files[number]!;
  }

  /** @returns when there is room for more. */
  async add(rows: CatalogueRows): Promise<void> {
    if (this.files.at(-1) !== rows.file) this.files.push(rows.file);
    const file = this.files.length - 1;
    for (const film of rows.films) {
      this.put('staged_film', [
        film.key,
        film.title,
        film.originalTitle,
        film.releaseYear,
        film.runtimeMinutes,
        film.imdbId,
        film.tmdbId,
        film.voteCount,
        film.voteAverage,
        film.castIsComplete,
        film.genres,
        toSlug(film.title),
        file,
        film.line,
      ]);
    }
    for (const { key, name, birthYear, imdbId, tmdbId } of rows.people) {
      this.put('staged_person', [key, name, birthYear, imdbId, tmdbId, toSlug(name)]);
    }
    for (const { filmKey, personKey, role, character, billing, line } of rows.credits) {
      this.put('staged_credit', [filmKey, personKey, role, character, billing, file, line]);
    }
    for (const table of Object.keys(tables) as StagedTable[]) {
      if (this.waiting[table].length >= lettersASend) await this.send(table);
    }
  }

  /** @returns when all is in the tables, and counted for whoever plans statements on them. */
  async finish(): Promise<void> {
    for (const table of Object.keys(tables) as StagedTable[]) await this.send(table);
    await this.sending;
    await this.client.query(`/* count staged rows */ ANALYZE ${Object.keys(tables).join(', ')}`);
  }

  private put(table: StagedTable, row: readonly CopyValue[]): void {
    this.waiting[table] += toCopyLine(row);
  }

  /** PostgreSQL takes in what is sent while more is read; one sending at a time. */
  private async send(table: StagedTable): Promise<void> {
    const lines = this.waiting[table];
    this.waiting[table] = '';
    await this.sending;
    if (lines === '') return;
    this.sending = copyLines(this.client, table, lines);
    this.sending.catch(() => undefined); // the next to wait for it is told
  }
}
