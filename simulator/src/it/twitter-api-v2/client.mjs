// Reads rules and both streams of a simulator with twitter-api-v2, a client that was written for X.
// Usage: SIMULATOR_PORT=8080 SIMULATOR_TOKEN=... node client.mjs [tweets of each stream]
import assert from 'node:assert/strict';
import { Agent } from 'node:https';
import { connect } from 'node:net';
import { ETwitterStreamEvent, TwitterApi } from 'twitter-api-v2';

const port = Number(process.env.SIMULATOR_PORT);
const tweets = Number(process.argv[2] ?? 250);

// The client only knows https://api.x.com. This agent connects it to the simulator, without TLS.
class Loopback extends Agent {
  createConnection(options, connected) {
    return connect(port, '127.0.0.1', connected);
  }
}

const client = new TwitterApi(process.env.SIMULATOR_TOKEN, { httpAgent: new Loopback() }).v2;

const fields = {
  'tweet.fields': ['created_at', 'entities', 'lang', 'referenced_tweets', 'public_metrics', 'geo'],
  expansions: [
    'author_id',
    'entities.mentions.username',
    'referenced_tweets.id',
    'referenced_tweets.id.author_id',
    'attachments.media_keys',
    'geo.place_id',
  ],
  'user.fields': ['username', 'name', 'verified_type', 'public_metrics'],
  'media.fields': ['type', 'url', 'preview_image_url', 'width', 'height'],
  'place.fields': ['full_name', 'country_code'],
};

async function rules() {
  const added = await client.updateStreamRules({
    add: [
      { value: 'cat has:hashtags', tag: 'cats' },
      { value: 'dog has:hashtags', tag: 'dogs' },
    ],
  });
  assert.equal(added.meta.summary.created, 2);
  await assert.rejects(client.updateStreamRules({ add: [] }), { code: 400 });

  const listed = await client.streamRules();
  assert.deepEqual(listed.data.map((rule) => rule.tag).sort(), ['cats', 'dogs']);

  const cats = listed.data.find((rule) => rule.tag === 'cats');
  const deleted = await client.updateStreamRules({ delete: { ids: [cats.id] } });
  assert.equal(deleted.meta.summary.deleted, 1);
  assert.deepEqual((await client.streamRules()).data.map((rule) => rule.tag), ['dogs']);
}

/** Returns what was seen in this many tweets of a stream, checked one by one. */
async function read(stream, check) {
  stream.keepAliveTimeoutMs = 30_000;
  const seen = { entities: 0, users: 0, mentions: 0, tweets: 0, media: 0, places: 0 };
  const ids = new Set();
  let broken = 0;
  const readAll = new Promise((resolve, reject) => {
    stream.on(ETwitterStreamEvent.Data, (tweet) => {
      if (JSON.stringify(tweet).includes('\uFFFD')) {
        // The client decodes each chunk by itself, which breaks a character that two chunks share.
        broken++;
        return;
      }
      try {
        check(tweet, seen);
      } catch (error) {
        reject(error);
      }
      ids.add(tweet.data.id);
      if (ids.size >= tweets) {
        resolve(seen);
      }
    });
    // The client takes a chunk that is only the end of a line for a keep-alive signal, and joins two tweets.
    stream.on(ETwitterStreamEvent.TweetParseError, () => broken++);
    stream.on(ETwitterStreamEvent.ConnectionError, reject);
    stream.on(ETwitterStreamEvent.ConnectionClosed, reject);
  });
  try {
    await readAll;
  } finally {
    stream.destroy();
  }
  assert.ok(broken * 20 <= tweets, `${broken} broken lines`);
  return seen;
}

function checkWhole({ data, includes }, seen) {
  assert.match(data.id, /^[0-9]+$/);
  assert.ok(data.text && data.lang && Date.parse(data.created_at) > 0);
  const users = new Map(includes.users.map((user) => [user.id, user]));
  assert.ok(users.get(data.author_id).username);
  assert.ok(['none', 'blue', 'business', 'government'].includes(users.get(data.author_id).verified_type));
  seen.users++;
  for (const hashtag of data.entities?.hashtags ?? []) {
    const marked = [...data.text].slice(hashtag.start + 1, hashtag.end).join('');
    assert.equal(marked, hashtag.tag);
    seen.entities++;
  }
  for (const mention of data.entities?.mentions ?? []) {
    assert.equal(users.get(mention.id).username, mention.username);
    seen.mentions++;
  }
  for (const reference of data.referenced_tweets ?? []) {
    if (reference.type !== 'replied_to') {
      const tweet = includes.tweets.find((one) => one.id === reference.id);
      assert.ok(users.get(tweet.author_id).name);
      seen.tweets++;
    }
  }
  for (const key of data.attachments?.media_keys ?? []) {
    const media = includes.media.find((one) => one.media_key === key);
    assert.ok(media.url || media.preview_image_url);
    seen.media++;
  }
  if (data.geo) {
    assert.ok(includes.places.find((place) => place.id === data.geo.place_id).full_name);
    seen.places++;
  }
}

await rules();

const filtered = await read(await client.searchStream({ ...fields, autoConnect: true }), (tweet, seen) => {
  checkWhole(tweet, seen);
  assert.deepEqual(tweet.matching_rules.map((rule) => rule.tag), ['dogs']);
});
const sampled = await read(await client.sampleStream(fields), checkWhole);
for (const seen of [filtered, sampled]) {
  for (const [what, count] of Object.entries(seen)) {
    assert.ok(count > 0 || what === 'places', `no ${what}`);
  }
}
await read(await client.sampleStream(), ({ data, includes }) => {
  assert.deepEqual(Object.keys(data).sort(), ['edit_history_tweet_ids', 'id', 'text']);
  assert.equal(includes, undefined);
});
console.log(`read rules, and ${tweets} tweets of each stream`, filtered, sampled);
