-- What is written about and what of it is read. Show as: table, or scatter of articles by recirculation.
WITH reading AS (
  SELECT article_id, sum(views) AS views, sum(followed_views) AS followed
  FROM analytics.reading_by_article_day
  WHERE true [[AND day >= {{from}}]] [[AND day <= {{to}}]]
  GROUP BY article_id
)
SELECT genre, count(*) AS articles, avg(rating) AS mean_rating,
  coalesce(sum(views), 0) AS views, sum(followed) / nullif(sum(views), 0) AS recirculation
FROM analytics.article_genres
JOIN analytics.articles USING (article_id)
LEFT JOIN reading USING (article_id)
GROUP BY genre
ORDER BY articles DESC, genre
