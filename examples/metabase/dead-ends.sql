-- Dead ends: articles that lead on less than half as often as all do, 95 % certain (Wilson). Show as: table.
WITH reading AS (
  SELECT article_id, sum(views) AS views, sum(followed_views) AS followed
  FROM analytics.reading_by_article_day
  WHERE true [[AND day >= {{from}}]] [[AND day <= {{to}}]]
  GROUP BY article_id
), whole AS (
  SELECT sum(followed) / nullif(sum(views), 0) AS recirculation FROM reading
)
SELECT headline, author, views, followed,
  followed / views AS recirculation,
  analytics.wilson_high(followed, views) AS at_most
FROM reading CROSS JOIN whole JOIN analytics.articles USING (article_id)
WHERE views > 0 AND analytics.wilson_high(followed, views) < whole.recirculation / 2
ORDER BY at_most, article_id
