import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whose names are searched, and which they are. */
const named = [
  { table: 'person', names: ['name'] },
  { table: 'film', names: ['title', 'original_title'] },
  { table: 'author', names: ['name'] },
];

export class Search1764200000000 implements MigrationInterface {
  name = 'Search1764200000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'DROP INDEX review_text, author_name_trigrams, person_name_trigrams, film_title_trigrams',
    );
    await queryRunner.query('DROP FUNCTION review_text, name_likeness, is_misspelling');
    await addReviewWords(queryRunner);
    await addNameWords(queryRunner);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE name_word');
    for (const { table } of named) {
      await queryRunner.query(`DROP TRIGGER parse ON ${table}`);
      await queryRunner.query(`DROP TRIGGER learn ON ${table}`);
    }
    await queryRunner.query('DROP TRIGGER parse ON review');
    await queryRunner.query('DROP TRIGGER parse_reviews ON film');
    for (const table of ['review', ...named.map(({ table }) => table)]) {
      await queryRunner.query(`ALTER TABLE ${table} DROP COLUMN words`);
    }
    await queryRunner.query('DROP INDEX film_best_known');
    await queryRunner.query(
      `DROP FUNCTION parse_review, parse_reviews_of_film, parse_names, learn_names, similar_words,
        latin_letters, review_month, review_words, name_words`,
    );
    await queryRunner.query('DROP TEXT SEARCH CONFIGURATION unaccented_english');
    await addFirstSearch(queryRunner);
  }
}

/** What a review says, parsed when it is written: to parse it takes a hundred times as long as to look into it. */
async function addReviewWords(queryRunner: QueryRunner): Promise<void> {
  const english = (text: string) => `to_tsvector('english', public.unaccent('public.unaccent', ${text}))`;
  // No tsvector may exceed a megabyte: of a longer text the first 100,000 letters are searched.
  await queryRunner.query(`
    CREATE FUNCTION review_words(headline text, title text, original_title text, body text[]) RETURNS tsvector
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN
      setweight(${english('headline')}, 'A')
      || setweight(${english(`title || coalesce(' ' || original_title, '')`)}, 'B')
      || setweight(${english(`left(array_to_string(body, ' '), 100000)`)}, 'C')
  `);
  await queryRunner.query('ALTER TABLE review ADD COLUMN words tsvector');
  await queryRunner.query(`
    UPDATE review SET words = review_words(review.headline, film.title, film.original_title, review.body)
    FROM film WHERE film.id = review.film_id
  `);
  await queryRunner.query('ALTER TABLE review ALTER COLUMN words SET NOT NULL');
  await queryRunner.query(`
    CREATE FUNCTION parse_review() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
    BEGIN
      SELECT review_words(NEW.headline, film.title, film.original_title, NEW.body) INTO NEW.words
      FROM film WHERE film.id = NEW.film_id;
      NEW.words := coalesce(NEW.words, ''); -- where there is no such film, the foreign key says so
      RETURN NEW;
    END $$
  `);
  await parseAlways(queryRunner, {
    table: 'review',
    columns: ['headline', 'body', 'film_id', 'words'],
    by: 'parse_review()',
  });
  await queryRunner.query(`
    CREATE FUNCTION parse_reviews_of_film() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
    BEGIN
      UPDATE review SET words = DEFAULT WHERE film_id = NEW.id; -- its own trigger parses it
      RETURN NULL;
    END $$
  `);
  await queryRunner.query(`
    CREATE TRIGGER parse_reviews AFTER UPDATE OF title, original_title ON film FOR EACH ROW
    WHEN ((OLD.title, OLD.original_title) IS DISTINCT FROM (NEW.title, NEW.original_title))
    EXECUTE FUNCTION parse_reviews_of_film()
  `);
  // With the month, the newest texts that hold a common word are found without a look at all that do.
  await queryRunner.query(`
    CREATE FUNCTION review_month(date_published timestamptz, copyright_year smallint) RETURNS int
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN coalesce(
      extract(year FROM date_published AT TIME ZONE 'UTC')::int * 12
        + extract(month FROM date_published AT TIME ZONE 'UTC')::int - 1,
      copyright_year * 12,
      0
    )
  `);
  await queryRunner.query(`
    CREATE INDEX review_words ON review
    USING gin (words, (ARRAY[review_month(date_published, copyright_year)])) WITH (fastupdate = off)
    WHERE status = 'PUBLISHED'
  `);
  // For marking words in a text as it is written: "Amélie" where "amelie" is searched for.
  await queryRunner.query('CREATE TEXT SEARCH CONFIGURATION unaccented_english (COPY = pg_catalog.english)');
  await queryRunner.query(`
    ALTER TEXT SEARCH CONFIGURATION unaccented_english
    ALTER MAPPING FOR word, hword, hword_part WITH public.unaccent, pg_catalog.english_stem
  `);
}

async function addNameWords(queryRunner: QueryRunner): Promise<void> {
  // Of a match key: its words, and each two neighbours as one, so that "deniro" finds Robert De Niro.
  const pairs = (key: string) => `regexp_replace(${key}, '(\\S+) (\\S+)', '\\1\\2', 'g')`;
  await queryRunner.query(`
    CREATE FUNCTION name_words(key text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN array_to_tsvector(array_remove(string_to_array(
      concat_ws(' ', left(key, 500), ${pairs('left(key, 500)')}, ${pairs(`regexp_replace(left(key, 500), '^\\S+ ?', '')`)}),
      ' '
    ), ''))
  `);
  // How names are spelt. A misspelt word is looked for among these, some 100,000, and not among millions of names.
  // A word stays when the last name with it goes; it finds nothing then.
  await queryRunner.query('CREATE TABLE name_word (word text CONSTRAINT name_word_pkey PRIMARY KEY)');
  // PostgreSQL makes trigrams of what its locale takes for letters, and in the plainest one these are ASCII's only.
  await queryRunner.query(`
    CREATE FUNCTION latin_letters(word text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN translate(
      word,
      'абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґ' || 'αβγδεζηθικλμνξοπρσςτυφχψω',
      'abvgdejziiklmnoprstufhcqwxyyyeuaiieg' || 'abgdezhqiklmnxoprsstufcyw'
    )
  `);
  await queryRunner.query(
    'CREATE INDEX name_word_trigrams ON name_word USING gin (latin_letters(word) gin_trgm_ops) WITH (fastupdate = off)',
  );
  // The threshold is such that one wrong letter of four is forgiven. Nearest first.
  await queryRunner.query(`
    CREATE FUNCTION similar_words(wanted text) RETURNS SETOF text
    LANGUAGE sql STABLE STRICT SET pg_trgm.similarity_threshold = 0.2 SET search_path FROM CURRENT
    AS $$
      SELECT word FROM name_word, levenshtein_less_equal(left(wanted, 60), word, 2) AS distance
      WHERE latin_letters(word) % latin_letters(wanted) AND distance BETWEEN 1 AND CASE WHEN length(wanted) >= 8 THEN 2 ELSE 1 END
      ORDER BY distance, similarity(latin_letters(word), latin_letters(wanted)) DESC, word
      LIMIT 8
    $$
  `);
  await queryRunner.query(`
    CREATE FUNCTION parse_names() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
    BEGIN
      IF TG_TABLE_NAME = 'film' THEN
        NEW.words := name_words(match_key(NEW.title)) || name_words(match_key(NEW.original_title));
      ELSE
        NEW.words := name_words(match_key(NEW.name));
      END IF;
      RETURN NEW;
    END $$
  `);
  await queryRunner.query(`
    CREATE FUNCTION learn_names() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
    DECLARE
      names text;
    BEGIN
      IF TG_TABLE_NAME = 'film' THEN
        names := concat_ws(' ', NEW.title, NEW.original_title);
      ELSE
        names := NEW.name;
      END IF;
      INSERT INTO name_word
      SELECT DISTINCT word FROM string_to_table(match_key(names), ' ') AS word
      WHERE length(word) BETWEEN 4 AND 60 ORDER BY word
      ON CONFLICT DO NOTHING;
      RETURN NULL;
    END $$
  `);
  for (const { table, names } of named) {
    await queryRunner.query(`ALTER TABLE ${table} ADD COLUMN words tsvector`);
    await parseAlways(queryRunner, { table, columns: [...names, 'words'], by: 'parse_names()' });
    await queryRunner.query(`
      CREATE TRIGGER learn AFTER INSERT OR UPDATE OF ${[...names, 'words'].join(', ')} ON ${table}
      FOR EACH ROW EXECUTE FUNCTION learn_names()
    `);
    await queryRunner.query(`ALTER TABLE ${table} ENABLE ALWAYS TRIGGER learn`);
    await queryRunner.query(`UPDATE ${table} SET words = DEFAULT`);
    await queryRunner.query(`ALTER TABLE ${table} ALTER COLUMN words SET NOT NULL`);
    await indexWords(queryRunner, table);
  }
  await queryRunner.query('CREATE INDEX film_best_known ON film ((-coalesce(vote_count, 0)), id)');
}

/** Always: where triggers rest, as while rows are restored, the column would be empty. */
async function parseAlways(
  queryRunner: QueryRunner,
  { table, columns, by }: { table: string; columns: string[]; by: string },
): Promise<void> {
  await queryRunner.query(`
    CREATE TRIGGER parse BEFORE INSERT OR UPDATE OF ${columns.join(', ')} ON ${table}
    FOR EACH ROW EXECUTE FUNCTION ${by}
  `);
  await queryRunner.query(`ALTER TABLE ${table} ENABLE ALWAYS TRIGGER parse`);
}

/** No list of words that wait to be put into the index: every search would have to read through it. */
async function indexWords(queryRunner: QueryRunner, table: string): Promise<void> {
  await queryRunner.query(
    `CREATE INDEX ${table}_words ON ${table} USING gin (words) WITH (fastupdate = off)`,
  );
}

/** As the first migration had it. */
async function addFirstSearch(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query(`
    CREATE FUNCTION review_text(headline text, body text[]) RETURNS tsvector
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN
      setweight(to_tsvector('english', public.unaccent('public.unaccent', headline)), 'A')
      || setweight(to_tsvector('english', public.unaccent('public.unaccent', array_to_string(body, ' '))), 'C')
  `);
  await queryRunner.query(`
    CREATE FUNCTION is_misspelling(searched text, name text) RETURNS boolean
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN NOT EXISTS (
      SELECT FROM unnest(string_to_array(left(searched, 200), ' ')) AS wanted
      WHERE NOT EXISTS (
        SELECT FROM (
          SELECT word, word || lead(word) OVER (ORDER BY place) AS joined
          FROM unnest(string_to_array(left(name, 200), ' ')) WITH ORDINALITY AS _(word, place)
        ) AS named, unnest(ARRAY[named.word, named.joined]) AS given
        WHERE public.levenshtein_less_equal(wanted, given, 2)
          <= CASE WHEN length(wanted) >= 9 THEN 2 WHEN length(wanted) >= 5 THEN 1 ELSE 0 END
      )
    )
  `);
  await queryRunner.query(`
    CREATE FUNCTION name_likeness(searched text, name text) RETURNS real
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN greatest(
      public.similarity(searched, name),
      0.9 * public.strict_word_similarity(searched, name),
      CASE WHEN is_misspelling(searched, name) THEN 0.7 ELSE 0 END,
      0.9 * public.strict_word_similarity(name, searched)
    )
  `);
  for (const index of [
    'author_name_trigrams ON author USING gin (match_key(name) gin_trgm_ops)',
    'person_name_trigrams ON person USING gin (match_key(name) gin_trgm_ops)',
    'film_title_trigrams ON film USING gin (match_key(title) gin_trgm_ops)',
    'review_text ON review USING gin (review_text(headline, body))',
  ]) {
    await queryRunner.query(`CREATE INDEX ${index}`);
  }
}
