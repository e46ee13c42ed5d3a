-- The text that counts and its hashtags, of each message of the X API v2's streams.
WITH messages AS (
  SELECT
    data,
    list_filter(data.referenced_tweets, lambda r: r.type = 'retweeted')[1].id AS retweeted_id,
    includes.tweets AS included
  FROM read_json(
    '$FILES',
    format = 'newline_delimited',
    columns = {
      data: 'STRUCT(
        id BIGINT,
        "text" VARCHAR,
        entities STRUCT(hashtags STRUCT(tag VARCHAR)[]),
        note_tweet STRUCT("text" VARCHAR, entities STRUCT(hashtags STRUCT(tag VARCHAR)[])),
        referenced_tweets STRUCT("type" VARCHAR, id BIGINT)[])',
      includes: 'STRUCT(
        tweets STRUCT(
          id BIGINT,
          "text" VARCHAR,
          entities STRUCT(hashtags STRUCT(tag VARCHAR)[]),
          note_tweet STRUCT("text" VARCHAR, entities STRUCT(hashtags STRUCT(tag VARCHAR)[])))[])'
    })
), originals AS (
  SELECT
    data,
    CASE WHEN retweeted_id IS NOT NULL
      THEN list_filter(included, lambda t: t.id = retweeted_id)[1] END AS original
  FROM messages
), tweets AS (
  SELECT
    data.id AS id,
    coalesce(original.note_tweet.text, original.text, data.note_tweet.text, data.text) AS text,
    CASE
      WHEN original.note_tweet.text IS NOT NULL THEN original.note_tweet.entities.hashtags
      WHEN original.text IS NOT NULL THEN original.entities.hashtags
      WHEN data.note_tweet.text IS NOT NULL THEN data.note_tweet.entities.hashtags
      ELSE data.entities.hashtags
    END AS hashtags
  FROM originals
)
