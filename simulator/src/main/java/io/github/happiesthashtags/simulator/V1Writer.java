package io.github.happiesthashtags.simulator;

import static io.github.happiesthashtags.simulator.Json.syntax;

import io.github.happiesthashtags.simulator.Fragment.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A writer of v1.1 streaming messages as they were from 2017 to the end of that API: members in its
 * order, ASCII only, texts longer than 140 characters in {@code extended_tweet}.
 */
final class V1Writer {
  /** The length in code points above which a text is truncated. */
  static final int TEXT_LIMIT = 140;

  private static final byte[] CREATED_AT = syntax("{\"created_at\":\"");
  private static final byte[] ID = syntax("\",\"id\":");
  private static final byte[] ID_STR = syntax(",\"id_str\":\"");
  private static final byte[] TEXT = syntax("\",\"text\":\"");
  private static final byte[] WHOLE = syntax(",\"truncated\":false");
  private static final byte[] TRUNCATED = syntax(",\"truncated\":true");
  private static final byte[] REPLIED_TO = syntax(",\"in_reply_to_status_id\":");
  private static final byte[] REPLIED_TO_STR = syntax(",\"in_reply_to_status_id_str\":\"");
  private static final byte[] NO_REPLY =
      syntax(",\"in_reply_to_status_id\":null,\"in_reply_to_status_id_str\":null");
  private static final byte[] END_STRING = syntax("\"");
  private static final byte[] USER =
      syntax(
          ",\"in_reply_to_user_id\":null,\"in_reply_to_user_id_str\":null"
              + ",\"in_reply_to_screen_name\":null,\"user\":");
  private static final byte[] PLACES =
      syntax(",\"geo\":null,\"coordinates\":null,\"place\":null,\"contributors\":null");
  private static final byte[] RETWEETED = syntax(",\"retweeted_status\":");
  private static final byte[] QUOTED_ID = syntax(",\"quoted_status_id\":");
  private static final byte[] QUOTED_ID_STR = syntax(",\"quoted_status_id_str\":\"");
  private static final byte[] QUOTED = syntax("\",\"quoted_status\":");
  private static final byte[] IS_QUOTE = syntax(",\"is_quote_status\":true");
  private static final byte[] NO_QUOTE = syntax(",\"is_quote_status\":false");
  private static final byte[] EXTENDED = syntax(",\"extended_tweet\":{\"full_text\":\"");
  private static final byte[] RANGE = syntax("\",\"display_text_range\":[0,");
  private static final byte[] RETWEETS =
      syntax(",\"quote_count\":0,\"reply_count\":0,\"retweet_count\":");
  private static final byte[] FAVORITES = syntax(",\"favorite_count\":");
  private static final byte[] HASHTAGS = syntax(",\"entities\":{\"hashtags\":[");
  private static final byte[] URLS = syntax("],\"urls\":[");
  private static final byte[] MENTIONS = syntax("],\"user_mentions\":[");
  private static final byte[] SYMBOLS = syntax("],\"symbols\":[]}");
  private static final byte[] END_ENTITY = syntax("]}");
  private static final byte[] LANG =
      syntax(",\"favorited\":false,\"retweeted\":false,\"filter_level\":\"low\",\"lang\":\"");
  private static final byte[] TIMESTAMP = syntax(",\"timestamp_ms\":\"");
  private static final byte[] END_MESSAGE = syntax("\"}");
  private static final byte[] DELETE = syntax("{\"delete\":{\"status\":{\"id\":");
  private static final byte[] USER_ID = syntax("\",\"user_id\":");
  private static final byte[] USER_ID_STR = syntax(",\"user_id_str\":\"");
  private static final byte[] DELETE_TIME = syntax("\"},\"timestamp_ms\":\"");
  private static final byte[] END_DELETE = syntax("\"}}");

  private final Dice dice;
  private final Surroundings surroundings;
  private final JsonBuffer out;
  private final Tokens outerText = new Tokens();
  private final Tokens nestedText = new Tokens();

  V1Writer(Dice dice, Surroundings surroundings, JsonBuffer out) {
    this.dice = dice;
    this.surroundings = surroundings;
    this.out = out;
  }

  void write(SimulatedTweet status) {
    Draft own = status.own();
    Draft retweeted = status.retweeted();
    if (retweeted != null) {
      Excerpts.retweet(retweeted, outerText);
      begin(own, outerText, false);
      out.raw(RETWEETED);
      withOwnText(retweeted, null, nestedText);
      out.one('}').raw(NO_QUOTE);
      end(own, outerText);
    } else {
      withOwnText(own, status.quoted(), outerText);
    }
    out.raw(TIMESTAMP).number(own.millis).raw(END_MESSAGE);
  }

  /** Writes the notice that its author has deleted the status {@code id}. */
  void writeDelete(long id, User author, long eventTimeMillis) {
    out.raw(DELETE).number(id).raw(ID_STR).number(id);
    out.raw(USER_ID).raw(author.idDigits()).raw(USER_ID_STR).raw(author.idDigits());
    out.raw(DELETE_TIME).number(eventTimeMillis).raw(END_DELETE);
  }

  /** Writes a status up to its language, without the closing brace, because the caller goes on. */
  private void withOwnText(Draft draft, @Nullable Draft quoted, Tokens excerpt) {
    boolean truncated = draft.tokens.codePoints() > TEXT_LIMIT;
    Tokens text = draft.tokens;
    if (truncated) {
      Excerpts.truncated(draft.tokens, TEXT_LIMIT, Composer.anyUrl(dice), excerpt);
      text = excerpt;
    }
    begin(draft, text, truncated);
    if (quoted != null) {
      out.raw(QUOTED_ID).number(quoted.id).raw(QUOTED_ID_STR).number(quoted.id).raw(QUOTED);
      withOwnText(quoted, null, nestedText);
      out.one('}').raw(IS_QUOTE);
    } else {
      out.raw(NO_QUOTE);
    }
    if (truncated) {
      out.raw(EXTENDED);
      text(draft.tokens);
      out.raw(RANGE).number(draft.tokens.codePoints()).one(']');
      entities(draft.tokens);
      out.one('}');
    }
    end(draft, text);
  }

  private void begin(Draft draft, Tokens text, boolean truncated) {
    out.raw(CREATED_AT).v1Seconds(draft.millis);
    out.raw(ID).number(draft.id).raw(ID_STR).number(draft.id).raw(TEXT);
    text(text);
    out.raw(surroundings.client(dice)).raw(truncated ? TRUNCATED : WHOLE);
    if (draft.repliedToId == 0) {
      out.raw(NO_REPLY);
    } else {
      out.raw(REPLIED_TO).number(draft.repliedToId);
      out.raw(REPLIED_TO_STR).number(draft.repliedToId).raw(END_STRING);
    }
    out.raw(USER).raw(draft.author.v1()).raw(PLACES);
  }

  private void end(Draft draft, Tokens text) {
    out.raw(RETWEETS).number(dice.below(50)).raw(FAVORITES).number(dice.below(200));
    entities(text);
    out.raw(LANG).raw(draft.language.codeBytes()).raw(END_STRING);
  }

  private void text(Tokens text) {
    for (int i = 0; i < text.size(); i++) {
      out.raw(text.get(i).ascii());
    }
  }

  private void entities(Tokens text) {
    entities(text, Kind.HASHTAG, HASHTAGS);
    entities(text, Kind.URL, URLS);
    entities(text, Kind.MENTION, MENTIONS);
    out.raw(SYMBOLS);
  }

  private void entities(Tokens text, Kind kind, byte[] opening) {
    out.raw(opening);
    if (!text.has(kind)) {
      return;
    }
    int offset = 0;
    boolean first = true;
    for (int i = 0; i < text.size(); i++) {
      Fragment fragment = text.get(i);
      int end = offset + fragment.codePoints();
      if (fragment.kind() == kind) {
        if (!first) {
          out.one(',');
        }
        out.raw(fragment.v1Entity()).number(offset).one(',').number(end).raw(END_ENTITY);
        first = false;
      }
      offset = end;
    }
  }
}
