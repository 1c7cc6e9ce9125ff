import type { MigrationInterface, QueryRunner } from 'typeorm';

export class FactsSource1764380000000 implements MigrationInterface {
  name = 'FactsSource1764380000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    // Least trusted first: a catalogue replaces what one that stands before it gave.
    await queryRunner.query(`CREATE TYPE facts_source AS ENUM ('WIKIPEDIA', 'FILMS', 'IMDB', 'TMDB')`);
    await queryRunner.query('ALTER TABLE film ADD COLUMN facts_source facts_source');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE film DROP COLUMN facts_source');
    await queryRunner.query('DROP TYPE facts_source');
  }
}
