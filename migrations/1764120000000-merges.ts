import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Merges1764120000000 implements MigrationInterface {
  name = 'Merges1764120000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    // What was merged into another: pages and clients that know it by its id or slug are led to that one, and so is
    // the source it came from, when it comes again. All rows point to what is there now; a chain of merges is as
    // short as one.
    for (const table of ['film', 'person']) {
      await queryRunner.query(`
        CREATE TABLE former_${table} (
          id         int CONSTRAINT former_${table}_pkey PRIMARY KEY,
          slug       text NOT NULL CONSTRAINT former_${table}_slug_unique UNIQUE,
          imdb_id     text,
          tmdb_id     int,
          wikidata_id text,
          ${table}_id int NOT NULL CONSTRAINT former_${table}_${table}_fkey REFERENCES ${table} ON DELETE CASCADE
        )
      `);
      for (const [name, column] of [
        [table, `${table}_id`],
        ['imdb_id', 'imdb_id'],
        ['tmdb_id', 'tmdb_id'],
        ['wikidata_id', 'wikidata_id'],
      ]) {
        await queryRunner.query(`CREATE INDEX former_${table}_by_${name} ON former_${table} (${column})`);
      }
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE former_film, former_person');
  }
}
