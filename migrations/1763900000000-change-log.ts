import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The tables that relatedness is computed from: where each names its film, and which columns count. */
const watched = [
  { table: 'film', film: 'id', columns: 'id, release_year, vote_count' },
  { table: 'film_genre', film: 'film_id', columns: 'film_id, genre_id' },
  { table: 'credit', film: 'film_id', columns: 'film_id, person_id, role, billing' },
  { table: 'review', film: 'film_id', columns: 'id, film_id, status, date_published, copyright_year' },
];

export class ChangeLog1763900000000 implements MigrationInterface {
  name = 'ChangeLog1763900000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const { table } of watched) {
      await queryRunner.query(`DROP TRIGGER notify_relatedness ON ${table}`);
    }
    await queryRunner.query('DROP FUNCTION notify_relatedness');

    await queryRunner.query(`
      ALTER TABLE film ADD COLUMN vote_count int CONSTRAINT film_vote_count_check CHECK (vote_count >= 0)
    `);

    // Which films each transaction has touched. Readers go by xid and snapshot, not by a sequence, whose numbers
    // do not commit in order; and a film that one transaction touches a hundred times stands here once.
    await queryRunner.query(`CREATE TYPE change_subject AS ENUM ('FILM', 'EVERYTHING')`);
    await queryRunner.query(`
      CREATE TABLE change_log (
        xid       xid8 NOT NULL DEFAULT pg_current_xact_id(),
        subject   change_subject NOT NULL,
        id        int NOT NULL,
        logged_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT change_log_pkey PRIMARY KEY (xid, subject, id)
      )
    `);
    // One row: how often entries have been taken out, and up to which transaction. Whoever takes them out, and
    // however, a reader that may have missed them is told by it.
    await queryRunner.query(`
      CREATE TABLE change_log_pruning (
        times   bigint NOT NULL,
        through xid8 NOT NULL
      )
    `);
    await queryRunner.query(`INSERT INTO change_log_pruning VALUES (0, '0')`);
    await queryRunner.query(`
      CREATE FUNCTION record_pruning() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
      DECLARE
        latest xid8;
      BEGIN
        IF TG_OP = 'TRUNCATE' THEN
          latest := pg_current_xact_id();
        ELSE
          -- Numbers that lie in the future are of another server, and came along with a dump of it.
          SELECT xid INTO latest FROM gone WHERE xid < pg_snapshot_xmax(pg_current_snapshot())
          ORDER BY xid DESC LIMIT 1;
          IF latest IS NULL THEN RETURN NULL; END IF;
        END IF;
        UPDATE change_log_pruning SET
          times = times + 1,
          through = CASE
            WHEN latest > through OR through >= pg_snapshot_xmax(pg_current_snapshot()) THEN latest ELSE through
          END;
        IF NOT FOUND THEN INSERT INTO change_log_pruning VALUES (1, latest); END IF;
        RETURN NULL;
      END $$
    `);
    await queryRunner.query(`
      CREATE TRIGGER record_delete AFTER DELETE ON change_log REFERENCING OLD TABLE AS gone
      FOR EACH STATEMENT EXECUTE FUNCTION record_pruning()
    `);
    await queryRunner.query(`
      CREATE TRIGGER record_truncate AFTER TRUNCATE ON change_log
      FOR EACH STATEMENT EXECUTE FUNCTION record_pruning()
    `);

    // With the rights of the owner: whoever may write a review need not know of the log.
    await queryRunner.query(`
      CREATE FUNCTION log_change() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
      DECLARE
        film text := TG_ARGV[0];
        columns text := TG_ARGV[1];
        entries int;
      BEGIN
        IF TG_OP = 'TRUNCATE' THEN
          INSERT INTO change_log (subject, id) VALUES ('EVERYTHING', 0) ON CONFLICT DO NOTHING;
        ELSE
          EXECUTE format(
            'INSERT INTO change_log (subject, id) SELECT DISTINCT ''FILM''::change_subject, %I FROM ' ||
              CASE TG_OP
                WHEN 'INSERT' THEN 'written'
                WHEN 'DELETE' THEN 'gone'
                ELSE '((SELECT %2$s FROM gone EXCEPT ALL SELECT %2$s FROM written)
                  UNION ALL (SELECT %2$s FROM written EXCEPT ALL SELECT %2$s FROM gone)) AS changed'
              END || ' ON CONFLICT DO NOTHING',
            film, columns
          );
        END IF;
        GET DIAGNOSTICS entries = ROW_COUNT;
        IF entries > 0 THEN NOTIFY change_log; END IF;
        RETURN NULL;
      END $$
    `);
    for (const { table, film, columns } of watched) {
      for (const [event, transition] of [
        ['INSERT', 'REFERENCING NEW TABLE AS written'],
        ['UPDATE', 'REFERENCING OLD TABLE AS gone NEW TABLE AS written'],
        ['DELETE', 'REFERENCING OLD TABLE AS gone'],
        ['TRUNCATE', ''],
      ] as const) {
        await queryRunner.query(`
          CREATE TRIGGER log_${event.toLowerCase()} AFTER ${event} ON ${table} ${transition}
          FOR EACH STATEMENT EXECUTE FUNCTION log_change('${film}', '${columns}')
        `);
      }
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const { table } of watched) {
      for (const event of ['insert', 'update', 'delete', 'truncate']) {
        await queryRunner.query(`DROP TRIGGER log_${event} ON ${table}`);
      }
    }
    await queryRunner.query('DROP TABLE change_log_pruning, change_log');
    await queryRunner.query('DROP FUNCTION log_change, record_pruning');
    await queryRunner.query('DROP TYPE change_subject');
    await queryRunner.query('ALTER TABLE film DROP COLUMN vote_count');

    await queryRunner.query(`
      CREATE FUNCTION notify_relatedness() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        NOTIFY relatedness_changed;
        RETURN NULL;
      END $$
    `);
    for (const [table, columns] of [
      ['review', 'film_id, status, date_published, copyright_year'],
      ['film', 'id'],
      ['film_genre', 'film_id, genre_id'],
      ['credit', 'film_id, person_id, role, billing'],
    ]) {
      await queryRunner.query(`
        CREATE TRIGGER notify_relatedness AFTER INSERT OR UPDATE OF ${columns} OR DELETE OR TRUNCATE ON ${table}
        FOR EACH STATEMENT EXECUTE FUNCTION notify_relatedness()
      `);
    }
  }
}
