import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Secrets1764310000000 implements MigrationInterface {
  name = 'Secrets1764310000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE secret (
        name       text CONSTRAINT secret_pkey PRIMARY KEY,
        value      bytea NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      )
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE secret');
  }
}
