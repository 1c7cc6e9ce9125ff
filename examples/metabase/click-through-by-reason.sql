-- Click-through by foremost reason. Show as: bar, the reason below, click_through upwards; or as a table, with the
-- interval that it lies in with 95 % certainty (Wilson).
SELECT reason, sum(impressions) AS impressions, sum(clicks) AS clicks,
  sum(clicks)::float8 / nullif(sum(impressions), 0) AS click_through,
  analytics.wilson_low(sum(clicks), sum(impressions)) AS at_least,
  analytics.wilson_high(sum(clicks), sum(impressions)) AS at_most
FROM analytics.engagement_by_day
WHERE true [[AND day >= {{from}}]] [[AND day <= {{to}}]]
GROUP BY reason
ORDER BY click_through DESC NULLS LAST, reason
