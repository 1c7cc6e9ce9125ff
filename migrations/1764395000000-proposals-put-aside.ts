import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ProposalsPutAside1764395000000 implements MigrationInterface {
  name = 'ProposalsPutAside1764395000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE profile ADD COLUMN put_aside_at timestamptz');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE profile DROP COLUMN put_aside_at');
  }
}
