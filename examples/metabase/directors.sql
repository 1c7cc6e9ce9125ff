-- Directors that are written about most. Show as: row chart, the person left, articles to the right.
SELECT person, count(*) AS articles, count(DISTINCT film_id) AS films, avg(rating) AS mean_rating
FROM analytics.article_people
JOIN analytics.articles USING (article_id)
WHERE role = 'DIRECTOR'
GROUP BY person_id, person
ORDER BY articles DESC, person, person_id
LIMIT 20
