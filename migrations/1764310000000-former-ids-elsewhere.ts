import type { MigrationInterface, QueryRunner } from 'typeorm';

export class FormerIdsElsewhere1764310000000 implements MigrationInterface {
  name = 'FormerIdsElsewhere1764310000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    // What was merged came from somewhere, and comes again: it must be known then, or the merge was for nothing.
    for (const table of ['former_film', 'former_person']) {
      await queryRunner.query(`
        ALTER TABLE ${table} ADD COLUMN imdb_id text, ADD COLUMN tmdb_id int, ADD COLUMN wikidata_id text
      `);
      for (const column of ['imdb_id', 'tmdb_id', 'wikidata_id']) {
        await queryRunner.query(`CREATE INDEX ${table}_by_${column} ON ${table} (${column})`);
      }
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of ['former_film', 'former_person']) {
      await queryRunner.query(
        `ALTER TABLE ${table} DROP COLUMN imdb_id, DROP COLUMN tmdb_id, DROP COLUMN wikidata_id`,
      );
    }
  }
}
