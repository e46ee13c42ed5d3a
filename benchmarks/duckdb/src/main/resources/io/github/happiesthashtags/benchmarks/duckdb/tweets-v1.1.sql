-- The text that counts and its hashtags, of each message of a v1.1 stream.
WITH messages AS (
  SELECT *
  FROM read_json(
    '$FILES',
    format = 'newline_delimited',
    columns = {
      id: 'BIGINT',
      "text": 'VARCHAR',
      entities: 'STRUCT(hashtags STRUCT("text" VARCHAR)[])',
      extended_tweet: 'STRUCT(full_text VARCHAR, entities STRUCT(hashtags STRUCT("text" VARCHAR)[]))',
      retweeted_status: 'STRUCT(
        "text" VARCHAR,
        entities STRUCT(hashtags STRUCT("text" VARCHAR)[]),
        extended_tweet STRUCT(
          full_text VARCHAR, entities STRUCT(hashtags STRUCT("text" VARCHAR)[])))'
    })
  WHERE id IS NOT NULL
), tweets AS (
  SELECT
    id,
    coalesce(
      retweeted_status.extended_tweet.full_text,
      retweeted_status.text,
      extended_tweet.full_text,
      text) AS text,
    list_transform(
      CASE
        WHEN retweeted_status.extended_tweet.full_text IS NOT NULL
          THEN retweeted_status.extended_tweet.entities.hashtags
        WHEN retweeted_status.text IS NOT NULL THEN retweeted_status.entities.hashtags
        WHEN extended_tweet.full_text IS NOT NULL THEN extended_tweet.entities.hashtags
        ELSE entities.hashtags
      END,
      lambda h: {tag: h.text}) AS hashtags
  FROM messages
)
