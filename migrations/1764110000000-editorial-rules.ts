import type { MigrationInterface, QueryRunner } from 'typeorm';

export class EditorialRules1764110000000 implements MigrationInterface {
  name = 'EditorialRules1764110000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TYPE editorial_rule_kind AS ENUM ('PIN', 'HIDE')`);
    await queryRunner.query(`
      CREATE TABLE editorial_rule (
        review_id  int NOT NULL CONSTRAINT editorial_rule_review_fkey REFERENCES review ON DELETE CASCADE,
        related_id int NOT NULL CONSTRAINT editorial_rule_related_fkey REFERENCES review ON DELETE CASCADE,
        kind       editorial_rule_kind NOT NULL,
        place      int,
        note       text,
        expires_at timestamptz(3) CONSTRAINT editorial_rule_expiry_check CHECK (isfinite(expires_at)),
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        actor      text NOT NULL,
        token_id   int CONSTRAINT editorial_rule_token_fkey REFERENCES access_token,
        CONSTRAINT editorial_rule_pkey PRIMARY KEY (review_id, related_id),
        CONSTRAINT editorial_rule_pair_check CHECK (review_id <> related_id),
        CONSTRAINT editorial_rule_place_check CHECK ((kind = 'PIN') = (place IS NOT NULL) AND place > 0)
      )
    `);
    await queryRunner.query('CREATE INDEX editorial_rule_by_related ON editorial_rule (related_id)');

    // A rule is read with the film of its review. Where the review itself is deleted, its own trigger tells.
    // Without EXECUTE, whose planning each deleted review would pay for twice over, rules or none.
    await queryRunner.query(`
      CREATE FUNCTION log_rule_change() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
      DECLARE
        entries int;
        changed int[];
      BEGIN
        IF TG_OP <> 'INSERT' THEN changed := ARRAY(SELECT review_id FROM gone); END IF;
        IF TG_OP <> 'DELETE' THEN changed := changed || ARRAY(SELECT review_id FROM written); END IF;
        IF cardinality(changed) = 0 THEN RETURN NULL; END IF;
        INSERT INTO change_log (subject, id)
        SELECT DISTINCT 'FILM'::change_subject, film_id FROM review WHERE id = ANY(changed)
        ON CONFLICT DO NOTHING;
        GET DIAGNOSTICS entries = ROW_COUNT;
        IF entries > 0 THEN NOTIFY change_log; END IF;
        RETURN NULL;
      END $$
    `);
    for (const [event, transition] of [
      ['INSERT', 'REFERENCING NEW TABLE AS written'],
      ['UPDATE', 'REFERENCING OLD TABLE AS gone NEW TABLE AS written'],
      ['DELETE', 'REFERENCING OLD TABLE AS gone'],
    ] as const) {
      await queryRunner.query(`
        CREATE TRIGGER log_${event.toLowerCase()} AFTER ${event} ON editorial_rule ${transition}
        FOR EACH STATEMENT EXECUTE FUNCTION log_rule_change()
      `);
    }
    await queryRunner.query(`
      CREATE TRIGGER log_truncate AFTER TRUNCATE ON editorial_rule
      FOR EACH STATEMENT EXECUTE FUNCTION log_change()
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE editorial_rule');
    await queryRunner.query('DROP FUNCTION log_rule_change');
    await queryRunner.query('DROP TYPE editorial_rule_kind');
  }
}
