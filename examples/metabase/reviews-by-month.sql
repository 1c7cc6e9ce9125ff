-- Reviews by month. Show as: bar, the month below, articles upwards.
SELECT month, articles
FROM analytics.reviews_by_month
WHERE true [[AND month >= {{from}}]] [[AND month <= {{to}}]]
ORDER BY month
