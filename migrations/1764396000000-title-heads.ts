import type { MigrationInterface, QueryRunner } from 'typeorm';

const separator = String.raw`(?::|\s[-–—]\s|[\s,]\s*\(?or[\s:])`;
/** "Che: Part Two" is another film than "Che". */
const numbered = String.raw`\W(?:\d+|[ivx]+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\W*$`;

/** Figures that stand for letters. */
const figures = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 7: 'v' };

export class TitleHeads1764396000000 implements MigrationInterface {
  name = 'TitleHeads1764396000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    // Under which "Borat: Cultural Learnings of America …" meets "Borat"; null where a title has no subtitle, or
    // ends with a number.
    await queryRunner.query(`
      CREATE FUNCTION title_head_key(written text) RETURNS text
      LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
      RETURN CASE WHEN written ~* '${separator}' AND written !~* '${numbered}'
        THEN nullif(title_key(substring(written FROM '(?i)^(.+?)${separator}')), '') END
    `);
    await queryRunner.query(`
      CREATE INDEX film_title_head_key ON film (title_head_key(title), release_year)
      WHERE title_head_key(title) IS NOT NULL
    `);
    // "Se7en" is "Seven", "S1m0ne" "Simone".
    await queryRunner.query(`
      CREATE FUNCTION plain_letters(key text) RETURNS text
      LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
      RETURN CASE WHEN key !~ '[a-z][0-9][a-z]' THEN key ELSE ${inLetters()} END
    `);
    await keyTitles(queryRunner, (plain) => `plain_letters(${plain})`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX film_title_head_key');
    await queryRunner.query('DROP FUNCTION title_head_key');
    await keyTitles(queryRunner, (plain) => plain);
    await queryRunner.query('DROP FUNCTION plain_letters');
  }
}

/** @param spelt makes of a title without case, accents, punctuation and articles one whose letters are letters. */
async function keyTitles(queryRunner: QueryRunner, spelt: (plain: string) => string): Promise<void> {
  const plain = `regexp_replace(
    match_key(translate(written, '''’‘\`´', '')),
    '^(the|an?|le|la|les|el|los|las|il|der|das) (?=.)|(?<=.) (the|an?)$', ''
  )`;
  await queryRunner.query(`
    CREATE OR REPLACE FUNCTION title_key(written text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN replace(plain_numbers(${spelt(plain)}), ' ', '')
  `);
  for (const index of ['film_title_key', 'film_original_title_key']) {
    await queryRunner.query(`REINDEX INDEX ${index}`);
  }
}

function inLetters(): string {
  return Object.entries(figures).reduce(
    (text, [figure, letter]) => `regexp_replace(${text}, '(?<=[a-z])${figure}(?=[a-z])', '${letter}', 'g')`,
    'key',
  );
}
