package io.github.happiesthashtags.oracle;

import io.github.happiesthashtags.oracle.GeneratedJson.Obj;
import io.github.happiesthashtags.oracle.GeneratedJson.Raw;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Builds statuses in the four formats, some of them wrong in one field. */
final class GeneratedTweets {

  /**
   * Who a status is, and which version of it. All copies of a status agree in their second, as they
   * do in reality, so that they share their windows.
   */
  private record Identity(long first, long id, long timeMillis, boolean timeInId) {
    Identity(long id, long timeMillis, boolean timeInId) {
      this(id, id, timeMillis, timeInId);
    }

    /** What would be read of an id alone is another time than its message's. */
    boolean timeInIdIsWrong() {
      return !timeInId && id >= 30_000_000_000L;
    }
  }

  private static final long SNOWFLAKE_EPOCH = 1_288_834_974_657L;

  private static final List<Object> BAD_IDS =
      List.of(
          0,
          -5,
          new Raw("1.5"),
          new Raw("1e3"),
          new Raw("9223372036854775808"),
          "9223372036854775808",
          "-5",
          "0",
          "12x",
          "1.0",
          "",
          " 5",
          true,
          new Obj(),
          new Obj().add("$numberLong", "x"),
          new Raw("1.24e+18"),
          List.of(5));
  private static final List<Object> NO_STRINGS =
      List.of(5, true, new Obj().add("text", ":)"), List.of(":)"), new Raw("null"));

  private final Random random;
  private final GeneratedTexts texts;
  private final GeneratedTimes times;
  private final List<Identity> seen = new ArrayList<>();
  private long nextReference = 5_000;

  GeneratedTweets(Random random, GeneratedTexts texts) {
    this.random = random;
    this.texts = texts;
    this.times = new GeneratedTimes(random, texts);
  }

  Obj v1() {
    Identity identity = identity();
    Obj tweet = v1Tweet(identity);
    if (chance(4)) {
      Obj original = withBody(new Obj().add("id", nextReference++), true);
      if (chance(5)) {
        original.remove("text", "full_text", "extended_tweet");
      }
      tweet.set("retweeted_status", original.shuffle(random));
    } else if (chance(6)) {
      tweet.set("retweeted_status", texts.pick(List.of(new Raw("null"), "x", List.of(), 5)));
    }
    if (chance(5)) {
      tweet.set("quoted_status", chance(4) ? new Raw("null") : v1Tweet(identity()));
    }
    return maybeSpoiled(tweet, true, identity);
  }

  Obj v2Message() {
    List<Object> included = new ArrayList<>();
    Obj data = v2Data(included);
    Obj message =
        new Obj().add("data", data).add("matching_rules", List.of(new Obj().add("id", 1)));
    if (chance(12)) {
      message.add("errors", List.of(new Obj().add("title", "Not Found Error")));
    }
    return withIncludes(message, included);
  }

  Obj v2Page() {
    List<Object> included = new ArrayList<>();
    List<Object> data = new ArrayList<>();
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      data.add(v2Data(included));
    }
    Obj page = new Obj().add("data", data).add("meta", new Obj().add("result_count", count));
    if (chance(4)) {
      page.add("errors", List.of(new Obj().add("title", "Forbidden").add("value", ":) #joy")));
    }
    return withIncludes(page, included);
  }

  private Obj v2Data(List<Object> included) {
    Identity identity = identity();
    Obj tweet = withReferences(v2Tweet(identity), included, false);
    return maybeSpoiled(tweet, false, identity).shuffle(random);
  }

  Obj flattened() {
    Identity identity = identity();
    Obj tweet = withReferences(v2Tweet(identity), new ArrayList<>(), true);
    tweet.add(
        "author", new Obj().add("id", "9").add("username", "joy").add("description", ":) #joy"));
    tweet.add("__twarc", new Obj().add("version", "2.12.0"));
    return maybeSpoiled(tweet, false, identity);
  }

  private Obj v1Tweet(Identity identity) {
    Obj tweet = withBody(new Obj(), true);
    if (!chance(8)) {
      tweet.add("id", identity.id());
    }
    if (!tweet.has("id") || chance(2)) {
      tweet.add("id_str", Long.toString(identity.id()));
      if (tweet.has("id") && chance(2)) {
        tweet.set("id", rounded(identity.id()));
      }
    }
    if (identity.first() != identity.id() || chance(3)) {
      Obj history = new Obj().add("edit_tweet_ids", List.of(Long.toString(identity.first())));
      history.add(
          "initial_tweet_id", chance(4) ? identity.first() : Long.toString(identity.first()));
      tweet.add("edit_history", history.shuffle(random));
    }
    tweet.add(
        "user",
        new Obj()
            .add("id", 12)
            .add("created_at", "Tue Nov 03 20:00:00 +0000 2009")
            .add("lang", "de")
            .add("description", ":) #joy"));
    tweet.add("source", "<a href=\"http://app.test/\">:) #joy</a>");
    return withTimes(withLanguage(tweet), identity, true).shuffle(random);
  }

  /** What JavaScript and others make of an id. */
  private Object rounded(long id) {
    return switch (random.nextInt(4)) {
      case 0 -> new Raw(Double.toString((double) id));
      case 1 -> new Obj().add("$numberLong", Long.toString(id));
      case 2 -> texts.pick(BAD_IDS);
      default -> id / 1000 * 1000 + 1000;
    };
  }

  private Obj v2Tweet(Identity identity) {
    Obj tweet = withBody(new Obj(), false);
    tweet.add("id", chance(8) ? identity.id() : Long.toString(identity.id()));
    tweet.add("author_id", "12");
    if (identity.first() != identity.id() || !chance(4)) {
      List<Object> history = new ArrayList<>();
      history.add(Long.toString(identity.first()));
      if (identity.first() != identity.id()) {
        history.add(Long.toString(identity.id()));
      }
      if (chance(4)) {
        history.add(Long.toString(identity.id() + 1));
      }
      tweet.add("edit_history_tweet_ids", history);
    }
    return withTimes(withLanguage(tweet), identity, false);
  }

  private Identity identity() {
    if (!seen.isEmpty() && chance(3)) {
      Identity again = texts.pick(seen);
      if (again.timeInId() && chance(3)) {
        // Up to an hour later.
        long id = again.id() + ((1L + random.nextInt(3_600_000)) << 22);
        again = new Identity(again.first(), id, (id >> 22) + SNOWFLAKE_EPOCH, true);
        seen.add(again);
      }
      return again;
    }
    long time = times.any();
    long fromTime = ((time - SNOWFLAKE_EPOCH) << 22) | random.nextInt(1 << 22);
    Identity identity =
        switch (random.nextInt(14)) {
          // Ids from before Snowflake, and one whose time is not its message's.
          case 0 -> new Identity(6_832_000_000L + random.nextInt(1_000_000), time, false);
          case 1 -> new Identity(fromTime + (90_000_000L << 22), time, false);
          case 2 -> new Identity(30_000_000_000L, (30_000_000_000L >> 22) + SNOWFLAKE_EPOCH, true);
          default -> new Identity(fromTime, time, true);
        };
    seen.add(identity);
    return identity;
  }

  private Obj withTimes(Obj tweet, Identity identity, boolean v1) {
    boolean timestamp = v1 && chance(2);
    boolean createdAt = !timestamp || chance(2);
    if (identity.timeInId() && chance(5)) {
      timestamp = false;
      createdAt = false;
    }
    if (timestamp) {
      String millis = Long.toString(identity.timeMillis());
      tweet.add(
          "timestamp_ms",
          switch (random.nextInt(6)) {
            case 0 -> identity.timeMillis();
            case 1 -> new Raw(millis + ".0");
            case 2 -> new Obj().add("$numberLong", millis);
            default -> millis;
          });
    } else if (chance(8)) {
      tweet.add("timestamp_ms", new Raw("null"));
    }
    if (createdAt) {
      tweet.add("created_at", times.date(identity.timeMillis(), v1 != chance(10)));
    } else if (chance(8)) {
      tweet.add("created_at", new Raw("null"));
    }
    return tweet;
  }

  private Obj withLanguage(Obj tweet) {
    return chance(6)
        ? tweet
        : tweet.add("lang", texts.pick(List.of("en", "de", "en", "und", "in", "id", "iw")));
  }

  /** Adds a text and entities, and often a longer text with entities of its own. */
  private Obj withBody(Obj tweet, boolean v1) {
    tweet.add(v1 && chance(20) ? "full_text" : "text", texts.text());
    withEntities(tweet, v1);
    if (chance(5)) {
      String place = v1 ? "extended_tweet" : "note_tweet";
      Obj longer = withEntities(new Obj().add(v1 ? "full_text" : "text", texts.text()), v1);
      tweet.add(place, longer.shuffle(random));
      tweet.add("truncated", true);
    } else if (chance(12)) {
      String place = chance(2) ? "extended_tweet" : "note_tweet";
      tweet.add(place, texts.pick(List.of(new Raw("null"), new Obj(), "x", 5, List.of())));
    }
    return tweet;
  }

  private Obj withEntities(Obj holder, boolean v1) {
    if (chance(5)) {
      return holder;
    }
    Obj entities = new Obj().add("urls", List.of());
    List<Object> hashtags = new ArrayList<>();
    for (String hashtag : texts.hashtags()) {
      hashtags.add(new Obj().add("start", 0).add("end", 4).add(v1 ? "text" : "tag", hashtag));
      if (chance(20)) {
        hashtags.add(texts.pick(List.of(5, "joy", new Obj(), new Obj().add("text", 5), List.of())));
      }
    }
    if (!hashtags.isEmpty() || chance(2)) {
      entities.add("hashtags", hashtags);
    } else if (chance(3)) {
      entities.add(
          "hashtags", texts.pick(List.of(new Raw("null"), new Obj().add("text", "x"), "x")));
    }
    return holder.add("entities", chance(40) ? new Raw("null") : entities.shuffle(random));
  }

  private Obj withReferences(Obj tweet, List<Object> included, boolean embedded) {
    if (chance(10)) {
      return tweet.add("referenced_tweets", texts.pick(List.of(new Raw("null"), "x", List.of(5))));
    }
    List<Object> references = new ArrayList<>();
    for (String type : List.of("replied_to", "retweeted", "quoted")) {
      if (chance(4)) {
        String id = Long.toString(nextReference++);
        Obj reference = new Obj().add("type", type).add("id", id);
        references.add(reference);
        if (chance(4)) {
          continue;
        }
        if (embedded) {
          withBody(reference, false).shuffle(random);
        } else {
          included.add(withBody(new Obj().add("id", id), false).shuffle(random));
        }
      }
    }
    return references.isEmpty() ? tweet : tweet.add("referenced_tweets", references);
  }

  private Obj withIncludes(Obj message, List<Object> included) {
    if (included.isEmpty() && chance(2)) {
      return message;
    }
    // A tweet that nothing refers to: its smile is nobody's.
    included.add(withBody(new Obj().add("id", "77"), false));
    Obj user = new Obj().add("id", "12").add("name", ":) #joy");
    return message.add("includes", new Obj().add("users", List.of(user)).add("tweets", included));
  }

  private Obj maybeSpoiled(Obj tweet, boolean v1, Identity identity) {
    if (chance(8)) {
      return withRepeatedKey(tweet, v1);
    }
    if (!chance(12)) {
      return tweet;
    }
    switch (random.nextInt(7)) {
      case 0 -> {
        tweet.remove("id_str").set("id", texts.pick(BAD_IDS));
        if (chance(3)) {
          tweet.add("id_str", Long.toString(identity.id()));
        }
      }
      case 1 -> tweet.remove("id_str", "id");
      case 2 -> {
        tweet.set("timestamp_ms", texts.pick(GeneratedTimes.BAD_TIMESTAMPS));
        if (identity.timeInIdIsWrong()) {
          tweet.set("created_at", times.date(identity.timeMillis(), v1));
        }
      }
      case 3 -> {
        if (!identity.timeInIdIsWrong()) {
          tweet.remove("timestamp_ms").set("created_at", texts.pick(GeneratedTimes.BAD_DATES));
        }
      }
      case 4 -> {
        tweet.remove("id_str", "timestamp_ms", "created_at").set("id", 29_999_999_999L);
        tweet.remove("edit_history", "edit_history_tweet_ids");
        if (chance(2)) {
          tweet.set("created_at", texts.pick(GeneratedTimes.BAD_DATES));
        }
      }
      case 5 -> {
        tweet.remove("note_tweet", "extended_tweet", "full_text", "text");
        tweet.remove("retweeted_status", "referenced_tweets");
        if (chance(2)) {
          tweet.add("text", texts.pick(NO_STRINGS));
        }
      }
      default -> {
        tweet.remove("note_tweet", "extended_tweet", "full_text");
        tweet.set("text", texts.text());
        tweet.set("entities", texts.pick(List.of(5, "x", List.of(), true)));
        tweet.set("lang", texts.pick(NO_STRINGS));
      }
    }
    return tweet;
  }

  /** The later of two equal keys wins, so this may change what the message says or not. */
  private Obj withRepeatedKey(Obj tweet, boolean v1) {
    switch (random.nextInt(5)) {
      case 0 -> tweet.add("text", texts.text());
      case 1 -> tweet.add("entities", new Obj().add("hashtags", List.of()));
      case 2 -> withEntities(tweet, v1);
      case 3 -> tweet.add("lang", texts.pick(List.of("en", "de", new Raw("null"))));
      default -> tweet.add("entities", new Raw("null"));
    }
    return tweet;
  }

  private boolean chance(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }
}
