package io.github.happiesthashtags.simulator;

import static io.github.happiesthashtags.simulator.Json.syntax;

import io.github.happiesthashtags.simulator.Fragment.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A writer of X API v2 messages: {@code data}, {@code includes} and {@code matching_rules}; a
 * status's members are in alphabetical order, without empty ones.
 */
final class V2Writer {
  /** The length in code points above which a text becomes a note. */
  static final int TEXT_LIMIT = 280;

  private static final double TOPICS_SHARE = 0.08;

  private static final byte[] DATA = syntax("{\"data\":");
  private static final byte[] AUTHOR_ID = syntax("{\"author_id\":\"");
  private static final byte[] END_STRING = syntax("\"");
  private static final byte[] CREATED_AT = syntax(",\"created_at\":\"");
  private static final byte[] EDIT_HISTORY = syntax("\",\"edit_history_tweet_ids\":[\"");
  private static final byte[] END_STRINGS = syntax("\"],");
  private static final byte[] ENTITIES = syntax("\"entities\":{");
  private static final byte[] HASHTAGS = syntax("\"hashtags\":[");
  private static final byte[] MENTIONS = syntax("\"mentions\":[");
  private static final byte[] URLS = syntax("\"urls\":[");
  private static final byte[] END_ENTITIES = syntax("},");
  private static final byte[] START = syntax("{\"start\":");
  private static final byte[] END = syntax(",\"end\":");
  private static final byte[] ID = syntax("\"id\":\"");
  private static final byte[] LANG = syntax("\",\"lang\":\"");
  private static final byte[] NOTE = syntax("\",\"note_tweet\":{");
  private static final byte[] END_NOTE = syntax("\"}");
  private static final byte[] METRICS =
      syntax(",\"possibly_sensitive\":false,\"public_metrics\":{\"retweet_count\":");
  private static final byte[] LIKES = syntax(",\"reply_count\":0,\"like_count\":");
  private static final byte[] QUOTES = syntax(",\"quote_count\":");
  private static final byte[] END_METRICS = syntax("},");
  private static final byte[] REFERENCED = syntax("\"referenced_tweets\":[");
  private static final byte[] RETWEETED = syntax("{\"type\":\"retweeted\",\"id\":\"");
  private static final byte[] QUOTED = syntax("{\"type\":\"quoted\",\"id\":\"");
  private static final byte[] REPLIED_TO = syntax("{\"type\":\"replied_to\",\"id\":\"");
  private static final byte[] END_REFERENCE = syntax("\"}");
  private static final byte[] END_REFERENCED = syntax("],");
  private static final byte[] TEXT = syntax("\"text\":\"");
  private static final byte[] END_TWEET = syntax("\"}");
  private static final byte[] INCLUDED_TWEETS = syntax(",\"includes\":{\"tweets\":[");
  private static final byte[] INCLUDED_USERS = syntax("],\"users\":[");
  private static final byte[] END_INCLUDES = syntax("]}");
  private static final byte[] RULES =
      syntax(",\"matching_rules\":[{\"id\":\"1377649829461176321\",\"tag\":\"synthetic\"}]}");

  /**
   * The number of bytes at the end of a message that hold its matching rules and the closing brace.
   */
  static final int RULES_LENGTH = RULES.length;

  private final Dice dice;
  private final Surroundings surroundings;
  private final JsonBuffer out;
  private final Tokens excerpt = new Tokens();

  V2Writer(Dice dice, Surroundings surroundings, JsonBuffer out) {
    this.dice = dice;
    this.surroundings = surroundings;
    this.out = out;
  }

  void write(SimulatedTweet status) {
    out.raw(DATA);
    Draft own = status.own();
    Draft included = status.retweeted();
    if (included != null) {
      Excerpts.retweet(included, excerpt);
      tweet(own, excerpt, null, RETWEETED, included);
    } else {
      included = status.quoted();
      withOwnText(own, included);
    }
    if (included != null) {
      out.raw(INCLUDED_TWEETS);
      withOwnText(included, null);
      out.raw(INCLUDED_USERS).raw(included.author.v2()).raw(END_INCLUDES);
    }
    out.raw(RULES);
  }

  private void withOwnText(Draft draft, @Nullable Draft quoted) {
    if (draft.tokens.codePoints() > TEXT_LIMIT) {
      Excerpts.truncated(draft.tokens, TEXT_LIMIT, Composer.anyUrl(dice), excerpt);
      tweet(draft, excerpt, draft.tokens, QUOTED, quoted);
    } else {
      tweet(draft, draft.tokens, null, QUOTED, quoted);
    }
  }

  private void tweet(
      Draft draft,
      Tokens text,
      @Nullable Tokens note,
      byte[] referenceType,
      @Nullable Draft reference) {
    out.raw(AUTHOR_ID).raw(draft.author.idDigits()).raw(END_STRING);
    if (dice.chance(TOPICS_SHARE)) {
      out.raw(surroundings.topics(dice));
    }
    out.raw(CREATED_AT).isoSeconds(draft.millis);
    out.raw(EDIT_HISTORY).number(draft.id).raw(END_STRINGS);
    entities(text);
    out.raw(ID).number(draft.id).raw(LANG).raw(draft.language.codeBytes());
    if (note != null) {
      out.raw(NOTE);
      entities(note);
      out.raw(TEXT);
      text(note);
      out.raw(END_NOTE);
    } else {
      out.raw(END_STRING);
    }
    out.raw(METRICS).number(dice.below(50));
    out.raw(LIKES).number(dice.below(200));
    out.raw(QUOTES).number(dice.below(9)).raw(END_METRICS);
    references(draft.repliedToId, referenceType, reference);
    out.raw(TEXT);
    text(text);
    out.raw(END_TWEET);
  }

  private void text(Tokens text) {
    for (int i = 0; i < text.size(); i++) {
      out.raw(text.get(i).utf8());
    }
  }

  private void references(long repliedToId, byte[] type, @Nullable Draft reference) {
    if (repliedToId == 0 && reference == null) {
      return;
    }
    out.raw(REFERENCED);
    if (reference != null) {
      out.raw(type).number(reference.id).raw(END_REFERENCE);
    }
    if (repliedToId != 0) {
      if (reference != null) {
        out.one(',');
      }
      out.raw(REPLIED_TO).number(repliedToId).raw(END_REFERENCE);
    }
    out.raw(END_REFERENCED);
  }

  private void entities(Tokens text) {
    if (!text.hasEntities()) {
      return;
    }
    out.raw(ENTITIES);
    boolean first = entities(text, Kind.HASHTAG, HASHTAGS, true);
    first = entities(text, Kind.MENTION, MENTIONS, first);
    entities(text, Kind.URL, URLS, first);
    out.raw(END_ENTITIES);
  }

  /**
   * Writes the list of one kind unless it is empty; returns whether the next list is still the
   * first.
   */
  private boolean entities(Tokens text, Kind kind, byte[] opening, boolean first) {
    if (!text.has(kind)) {
      return first;
    }
    if (!first) {
      out.one(',');
    }
    out.raw(opening);
    int offset = 0;
    boolean firstOfList = true;
    for (int i = 0; i < text.size(); i++) {
      Fragment fragment = text.get(i);
      int end = offset + fragment.codePoints();
      if (fragment.kind() == kind) {
        if (!firstOfList) {
          out.one(',');
        }
        out.raw(START).number(offset).raw(END).number(end).raw(fragment.v2Entity());
        firstOfList = false;
      }
      offset = end;
    }
    out.one(']');
    return false;
  }
}
