, happy AS (
  SELECT
    (id >> 22) + 1288834974657 AS millis,
    (length(text) - length(replace(text, ':)', ''))) // 2 AS smiles,
    unnest(list_distinct(list_transform(hashtags, lambda h: lower(h.tag)))) AS hashtag
  FROM tweets
  WHERE contains(text, ':)') AND len(hashtags) > 0
), tallies AS (
  SELECT
    millis - millis % 3600000 AS window_start,
    hashtag,
    sum(smiles)::BIGINT AS smiles,
    count(*) AS statuses
  FROM happy
  GROUP BY ALL
)
SELECT window_start, hashtag, smiles, statuses
FROM tallies
QUALIFY row_number() OVER (PARTITION BY window_start ORDER BY smiles DESC, hashtag) <= 10
