import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ProfileProposals1764360000000 implements MigrationInterface {
  name = 'ProfileProposals1764360000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE profile ADD COLUMN proposal jsonb');
    await queryRunner.query('DROP TRIGGER refuse_change ON profile');
    await queryRunner.query(`
      CREATE TRIGGER refuse_change BEFORE UPDATE OF name, version, figures, proposal ON profile
      FOR EACH ROW EXECUTE FUNCTION refuse_profile_change()
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TRIGGER refuse_change ON profile');
    await queryRunner.query('ALTER TABLE profile DROP COLUMN proposal');
    await queryRunner.query(`
      CREATE TRIGGER refuse_change BEFORE UPDATE OF name, version, figures ON profile
      FOR EACH ROW EXECUTE FUNCTION refuse_profile_change()
    `);
  }
}
