import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is added to addresses to tell where readers come from. It leads to the same page with and without. */
const tracking = [
  'utm_[^=&]*',
  '_ga',
  '_gl',
  '_hsenc',
  '_hsmi',
  'dclid',
  'fb_action_ids',
  'fb_source',
  'fbclid',
  'gad_source',
  'gbraid',
  'gclid',
  'gclsrc',
  'igsh',
  'igshid',
  'li_fat_id',
  'mc_cid',
  'mc_eid',
  'mkt_tok',
  'msclkid',
  'ttclid',
  'twclid',
  'wbraid',
  'yclid',
];

export class ReviewUrl1764300000000 implements MigrationInterface {
  name = 'ReviewUrl1764300000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    // Equal for all the ways in which the address of one page is written: www.Example.com/a/?utm_source=x&page=2#top
    // is example.com/a?page=2. Null for what is no address of a page on the web.
    await queryRunner.query(`
      CREATE FUNCTION page_address(url text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
      RETURN (
        SELECT regexp_replace(lower(parts[1]), '^www\\.|:(80|443)?$', '', 'g') || rtrim(parts[2], '/')
          || coalesce('?' || nullif(query, ''), '')
        FROM regexp_match(url, '^https?://(?:[^/?#]*@)?([^/?#]+)([^?#]*)(?:\\?([^#]*))?', 'i') AS parts,
          ltrim(regexp_replace(parts[3], '(^|&)(${tracking.join('|')})(=[^&]*)?(?=&|$)', '', 'gi'), '&') AS query
      )
    `);
    await queryRunner.query(
      'CREATE INDEX review_page_address ON review (page_address(source_url)) WHERE source_url IS NOT NULL',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX review_page_address');
    await queryRunner.query('DROP FUNCTION page_address');
  }
}
