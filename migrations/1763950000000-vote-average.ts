import type { MigrationInterface, QueryRunner } from 'typeorm';

const before = 'id, release_year, vote_count';

export class VoteAverage1763950000000 implements MigrationInterface {
  name = 'VoteAverage1763950000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE film ADD COLUMN vote_average float8
        CONSTRAINT film_vote_average_check CHECK (vote_average BETWEEN 0 AND 10)
    `);
    await watchUpdates(queryRunner, `${before}, vote_average`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await watchUpdates(queryRunner, before);
    await queryRunner.query('ALTER TABLE film DROP COLUMN vote_average');
  }
}

/** Of films, the change log notes a change in these columns only. */
async function watchUpdates(queryRunner: QueryRunner, columns: string): Promise<void> {
  await queryRunner.query('DROP TRIGGER log_update ON film');
  await queryRunner.query(`
    CREATE TRIGGER log_update AFTER UPDATE ON film REFERENCING OLD TABLE AS gone NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION log_change('id', '${columns}')
  `);
}
