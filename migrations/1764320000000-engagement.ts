import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Engagement1764320000000 implements MigrationInterface {
  name = 'Engagement1764320000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TYPE engagement_kind AS ENUM ('IMPRESSION', 'CLICK')`);
    await queryRunner.query(`CREATE TYPE engagement_source AS ENUM ('RELATED', 'PINNED', 'FALLBACK')`);
    await queryRunner.query(
      `CREATE TYPE engagement_foremost AS ENUM ('NONE', 'DIRECTOR', 'ACTOR', 'GENRE', 'ERA')`,
    );

    // No foreign keys: each would cost a look into its table for each event, and no review is ever deleted. What is
    // looked up is a view, on the days that it can lie on: so the key begins with it, and each partition has its own.
    await queryRunner.query(`
      CREATE TABLE engagement_event (
        day         date NOT NULL,
        view        uuid NOT NULL,
        slot        smallint NOT NULL,
        kind        engagement_kind NOT NULL,
        occurred_at timestamptz NOT NULL,
        received_at timestamptz NOT NULL,
        review_id   int NOT NULL,
        target_id   int NOT NULL,
        source      engagement_source NOT NULL,
        foremost    engagement_foremost NOT NULL,
        kinds       smallint NOT NULL,
        profile     text NOT NULL,
        CONSTRAINT engagement_event_pkey PRIMARY KEY (view, slot, kind, day),
        CONSTRAINT engagement_event_day_check CHECK (day = (occurred_at AT TIME ZONE 'UTC')::date)
      ) PARTITION BY RANGE (day)
    `);

    // Counts that are raised again and again: with room on each page, no index need be told of it.
    const roomy = 'WITH (fillfactor = 70)';
    await queryRunner.query(`
      CREATE TABLE engagement_hour (
        hour        timestamptz NOT NULL,
        slot        smallint NOT NULL,
        source      engagement_source NOT NULL,
        foremost    engagement_foremost NOT NULL,
        kinds       smallint NOT NULL,
        profile     text NOT NULL,
        impressions int NOT NULL,
        clicks      int NOT NULL,
        CONSTRAINT engagement_hour_pkey PRIMARY KEY (hour, slot, source, foremost, kinds, profile)
      ) ${roomy}
    `);
    await queryRunner.query(`
      CREATE TABLE engagement_day (
        day         date NOT NULL,
        review_id   int NOT NULL,
        target_id   int NOT NULL,
        impressions int NOT NULL,
        clicks      int NOT NULL,
        CONSTRAINT engagement_day_pkey PRIMARY KEY (review_id, day, target_id)
      ) ${roomy}
    `);
    await queryRunner.query('CREATE INDEX engagement_day_by_target ON engagement_day (target_id, day)');
    await queryRunner.query(`
      CREATE TABLE engagement_review_day (
        day            date NOT NULL,
        review_id      int NOT NULL,
        views          int NOT NULL,
        followed_views int NOT NULL,
        impressions    int NOT NULL,
        clicks         int NOT NULL,
        times_shown    int NOT NULL,
        times_followed int NOT NULL,
        CONSTRAINT engagement_review_day_pkey PRIMARY KEY (day, review_id)
      ) ${roomy}
    `);
    await queryRunner.query(
      'CREATE INDEX engagement_review_day_by_review ON engagement_review_day (review_id, day)',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'DROP TABLE engagement_review_day, engagement_day, engagement_hour, engagement_event',
    );
    await queryRunner.query('DROP TYPE engagement_foremost, engagement_source, engagement_kind');
  }
}
