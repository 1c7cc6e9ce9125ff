-- Click-through by place in the list, 0 first. Show as: bar, the slot below, click_through upwards.
SELECT slot, sum(clicks)::float8 / nullif(sum(impressions), 0) AS click_through
FROM analytics.engagement_by_day
WHERE true [[AND day >= {{from}}]] [[AND day <= {{to}}]]
GROUP BY slot
ORDER BY slot
