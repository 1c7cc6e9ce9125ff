import type { MigrationInterface, QueryRunner } from 'typeorm';

interface View {
  name: string;
  says: string;
  /** In the order in which the query gives them. */
  columns: Record<string, string>;
  query: string;
}

const isDemo = 'whether reelgraph demo-traffic made it up';
const articleColumns = {
  article_id: 'id of the article, for joins; no id of the API',
  slug: 'name of the article in addresses, unique',
};
const placementColumns = {
  profile: 'profile that the list was made with, as in default@2',
  source: 'how the entry came into the list: RELATED, PINNED by an editor, or FALLBACK to fill it',
  reason: 'kind of the foremost reason: DIRECTOR, ACTOR, GENRE, ERA, or NONE where nothing is shared',
  slot: 'place in the list, 0 first',
};
const engagementColumns = {
  impressions: 'how often such an entry was seen',
  clicks: 'how often it was followed',
  is_demo: isDemo,
};
const day = 'day, of the time zone that the figures are counted in (reelgraph engagement time-zone)';

/** Of published articles only, as the API has it. */
const views: View[] = [
  {
    name: 'articles',
    says: 'One row for each published article.',
    columns: {
      ...articleColumns,
      headline: 'headline of the article',
      film_id: 'id of the film, for joins; no id of the API',
      film: 'title of the film',
      release_year: 'year in which the film was released',
      author: 'name of the author',
      publication: 'name of the publication',
      rating: 'rating given, as a share of the best: 0 to 1; null where none is given',
      published_on: 'day of UTC on which it was published; null where that is not known',
      copyright_year: 'year of the copyright line, often all that is known of older articles',
    },
    query: `
      SELECT review.id, review.slug, review.headline, film.id, film.title, film.release_year::int, author.name, publication.name,
        review.rating_value / review.rating_best, (review.date_published AT TIME ZONE 'UTC')::date,
        review.copyright_year::int
      FROM review
      JOIN film ON film.id = review.film_id
      JOIN author ON author.id = review.author_id
      LEFT JOIN publication ON publication.id = review.publication_id
      WHERE review.status = 'PUBLISHED'`,
  },
  {
    name: 'article_genres',
    says: 'One row for each genre of the film of each published article.',
    columns: { ...articleColumns, genre: 'name of the genre' },
    query: `
      SELECT review.id, review.slug, genre.name
      FROM review
      JOIN film_genre ON film_genre.film_id = review.film_id
      JOIN genre ON genre.id = film_genre.genre_id
      WHERE review.status = 'PUBLISHED'`,
  },
  {
    name: 'article_people',
    says: 'One row for each credit of the film of each published article.',
    columns: {
      ...articleColumns,
      person_id: 'id of the person, for joins; no id of the API',
      person: 'name of the person',
      role: 'DIRECTOR, ACTOR, WRITER, COMPOSER, CINEMATOGRAPHER, EDITOR or PRODUCER',
      billing: 'place in the cast, 0 first; null for other roles, and where it is not known',
    },
    query: `
      SELECT review.id, review.slug, person.id, person.name, credit.role::text, credit.billing::int
      FROM review
      JOIN credit ON credit.film_id = review.film_id
      JOIN person ON person.id = credit.person_id
      WHERE review.status = 'PUBLISHED'`,
  },
  {
    name: 'reviews_by_month',
    says: 'How many published articles there are of each month that has any; those without a date are left out.',
    columns: { month: 'first day of the month, of UTC', articles: 'how many were published in it' },
    query: `
      SELECT date_trunc('month', date_published AT TIME ZONE 'UTC')::date, count(*)
      FROM review WHERE status = 'PUBLISHED' AND date_published IS NOT NULL GROUP BY 1`,
  },
  {
    name: 'engagement_by_day',
    says: 'What readers saw and followed in lists of related articles, by day and by what stood there.',
    columns: { day, ...placementColumns, ...engagementColumns },
    query: `
      SELECT total.day, placement.profile, placement.source::text, placement.foremost::text, placement.slot::int,
        sum(total.impressions), sum(total.clicks), total.is_demo
      FROM engagement_placement_day AS total JOIN engagement_placement AS placement ON placement.id = total.placement_id
      GROUP BY total.day, placement.profile, placement.source, placement.foremost, placement.slot, total.is_demo`,
  },
  {
    name: 'engagement_by_article_day',
    says: 'The same by article too: which list, and which entry in it.',
    columns: {
      day,
      article_id: 'article that the list stood under',
      entry_id: 'article that the entry leads to; both are article_id in analytics.articles',
      ...placementColumns,
      ...engagementColumns,
    },
    query: `
      SELECT total.day, total.review_id, total.target_id,
        placement.profile, placement.source::text, placement.foremost::text, placement.slot::int,
        sum(total.impressions), sum(total.clicks), total.is_demo
      FROM engagement_day AS total JOIN engagement_placement AS placement ON placement.id = total.placement_id
      GROUP BY total.day, total.review_id, total.target_id,
        placement.profile, placement.source, placement.foremost, placement.slot, total.is_demo`,
  },
  {
    name: 'reading_by_article_day',
    says: 'How often the list under an article was seen on a day, and how often it was followed.',
    columns: {
      day,
      article_id: articleColumns.article_id,
      views: 'lists of which an entry was seen',
      followed_views: 'lists of which an entry was followed; by views, this is recirculation',
      is_demo: isDemo,
    },
    query: 'SELECT day, review_id, views, followed_views, is_demo FROM engagement_review_day',
  },
];

/**
 * More successes than trials count as that many: an entry can be clicked before it has been seen for a second.
 * Source: Wilson 1927, "Probable inference, the law of succession, and statistical inference".
 */
const wilson = {
  low: { outright: 'WHEN trials <= 0 OR successes <= 0 THEN 0', sign: '-' },
  high: { outright: 'WHEN successes >= trials THEN 1', sign: '+' },
};
const z = 1.959963984540054;
const hits = 'least(successes, trials)';
const reach = `${z} * sqrt(${hits} * (trials - ${hits}) / trials + ${z ** 2 / 4})`;

export class AnalyticsViews1764340000000 implements MigrationInterface {
  name = 'AnalyticsViews1764340000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    const say = (what: string, says: string) =>
      queryRunner.query(`COMMENT ON ${what} IS '${says.replaceAll("'", "''")}'`);
    await queryRunner.query('CREATE SCHEMA IF NOT EXISTS analytics');
    await say(
      'SCHEMA analytics',
      'Figures for Grafana, Metabase and the like; their columns stay what they are.',
    );
    for (const { name, says, columns, query } of views) {
      await queryRunner.query(
        `CREATE VIEW analytics.${name} (${Object.keys(columns).join(', ')}) AS ${query}`,
      );
      await say(`VIEW analytics.${name}`, says);
      for (const [column, text] of Object.entries(columns)) {
        await say(`COLUMN analytics.${name}.${column}`, text);
      }
    }
    for (const [bound, { outright, sign }] of Object.entries(wilson)) {
      await queryRunner.query(`
        CREATE FUNCTION analytics.wilson_${bound}(successes float8, trials float8) RETURNS float8
        LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
        RETURN CASE ${outright} ELSE (${hits} + ${z ** 2 / 2} ${sign} ${reach}) / (trials + ${z ** 2}) END
      `);
      const which = bound === 'low' ? 'Lower' : 'Upper';
      await say(
        `FUNCTION analytics.wilson_${bound}`,
        `${which} bound of a rate, such as clicks by impressions, that lies between the two in 95 of 100 cases.`,
      );
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP VIEW ${views.map(({ name }) => `analytics.${name}`).join(', ')}`);
    await queryRunner.query('DROP FUNCTION analytics.wilson_low, analytics.wilson_high');
    // The schema stays: others may have something in it, and may have been given leave to use it.
  }
}
