-- Click-through by day. Show as: line, the day below, click_through upwards, one line for each profile.
SELECT day, profile, sum(clicks)::float8 / nullif(sum(impressions), 0) AS click_through
FROM analytics.engagement_by_day
WHERE true [[AND day >= {{from}}]] [[AND day <= {{to}}]]
GROUP BY day, profile
ORDER BY day, profile
