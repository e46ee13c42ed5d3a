package io.github.happiesthashtags.benchmarks.inputs;

import static io.github.happiesthashtags.benchmarks.inputs.JsonBytes.syntax;

import io.github.happiesthashtags.benchmarks.inputs.Piece.Kind;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * Writes messages of the v1.1 streaming API as it was from 2017 on: ASCII, members in its order.
 */
final class V1Writer {
  private static final int TEXT_LIMIT = 140;
  private static final Piece ELLIPSIS = Piece.word("…");
  private static final DateTimeFormatter CREATED_AT =
      DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss +0000 yyyy", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static final byte[] OPEN = syntax("{\"created_at\":\"");
  private static final byte[] ID = syntax("\",\"id\":");
  private static final byte[] ID_STR = syntax(",\"id_str\":\"");
  private static final byte[] TEXT = syntax("\",\"text\":\"");
  private static final byte[] SOURCE =
      syntax(
          "\",\"source\":\"\\u003ca href=\\\"http:\\/\\/example.com\\/download\\\""
              + " rel=\\\"nofollow\\\"\\u003eTwitter for Phones\\u003c\\/a\\u003e\",\"truncated\":");
  private static final byte[] TRUE = syntax("true");
  private static final byte[] FALSE = syntax("false");
  private static final byte[] REPLY = syntax(",\"in_reply_to_status_id\":");
  private static final byte[] REPLY_STR = syntax(",\"in_reply_to_status_id_str\":\"");
  private static final byte[] QUOTE = syntax("\"");
  private static final byte[] NO_REPLY =
      syntax(",\"in_reply_to_status_id\":null,\"in_reply_to_status_id_str\":null");
  private static final byte[] USER =
      syntax(
          ",\"in_reply_to_user_id\":null,\"in_reply_to_user_id_str\":null"
              + ",\"in_reply_to_screen_name\":null,\"user\":");
  private static final byte[] PLACE =
      syntax(",\"geo\":null,\"coordinates\":null,\"place\":null,\"contributors\":null");
  private static final byte[] RETWEETED = syntax(",\"retweeted_status\":");
  private static final byte[] QUOTED = syntax(",\"quoted_status_id\":");
  private static final byte[] QUOTED_STATUS = syntax(",\"quoted_status\":");
  private static final byte[] IS_QUOTE = syntax(",\"is_quote_status\":");
  private static final byte[] EXTENDED = syntax(",\"extended_tweet\":{\"full_text\":\"");
  private static final byte[] RANGE = syntax("\",\"display_text_range\":[0,");
  private static final byte[] COUNTS =
      syntax(",\"quote_count\":0,\"reply_count\":0,\"retweet_count\":");
  private static final byte[] FAVOURITES = syntax(",\"favorite_count\":");
  private static final byte[] HASHTAGS = syntax(",\"entities\":{\"hashtags\":[");
  private static final byte[] URLS = syntax("],\"urls\":[");
  private static final byte[] MENTIONS = syntax("],\"user_mentions\":[");
  private static final byte[] END_ENTITIES = syntax("],\"symbols\":[]}");
  private static final byte[] LANG =
      syntax(
          ",\"favorited\":false,\"retweeted\":false,\"possibly_sensitive\":false"
              + ",\"filter_level\":\"low\",\"lang\":\"");
  private static final byte[] TIMESTAMP = syntax(",\"timestamp_ms\":\"");
  private static final byte[] END = syntax("\"}");
  private static final byte[] DELETE = syntax("{\"delete\":{\"status\":{\"id\":");
  private static final byte[] DELETED_BY = syntax("\",\"user_id\":");
  private static final byte[] DELETED_BY_STR = syntax(",\"user_id_str\":\"");
  private static final byte[] DELETED_AT = syntax("\"},\"timestamp_ms\":\"");
  private static final byte[] END_DELETE = syntax("\"}}");

  private final JsonBytes out;
  private final Draws draws;
  private long createdSecond = Long.MIN_VALUE;
  private byte[] created = {};

  V1Writer(JsonBytes out, Draws draws) {
    this.out = out;
    this.draws = draws;
  }

  void write(Post post, Composer composer) {
    status(post, composer);
    out.add(TIMESTAMP).add(post.millis).add(END);
  }

  void writeDelete(long id, User user, long millis) {
    out.add(DELETE).add(id).add(ID_STR).add(id);
    out.add(DELETED_BY).add(user.idDigits()).add(DELETED_BY_STR).add(user.idDigits());
    out.add(DELETED_AT).add(millis).add(END_DELETE);
  }

  /** A status but for its closing brace. */
  private void status(Post post, Composer composer) {
    boolean retweet = post.retweeted != null;
    boolean truncated = !retweet && Post.codePoints(post.text) > TEXT_LIMIT;
    List<Piece> text = post.text;
    if (truncated) {
      text = Post.cut(text, TEXT_LIMIT, ELLIPSIS, Words.blank(), composer.anyUrl());
    } else if (Post.codePoints(text) > TEXT_LIMIT) {
      text = Post.cut(text, TEXT_LIMIT, ELLIPSIS);
    }
    out.add(OPEN).add(createdAt(post.millis));
    out.add(ID).add(post.id).add(ID_STR).add(post.id).add(TEXT);
    text(text);
    out.add(SOURCE).add(truncated ? TRUE : FALSE);
    if (post.repliedToId != 0) {
      out.add(REPLY).add(post.repliedToId).add(REPLY_STR).add(post.repliedToId).add(QUOTE);
    } else {
      out.add(NO_REPLY);
    }
    out.add(USER).add(post.author.v1()).add(PLACE);
    if (post.retweeted != null) {
      out.add(RETWEETED);
      status(post.retweeted, composer);
      out.add('}');
    }
    if (post.quoted != null) {
      out.add(QUOTED).add(post.quoted.id).add(QUOTED_STATUS);
      status(post.quoted, composer);
      out.add('}');
    }
    out.add(IS_QUOTE).add(post.quoted != null ? TRUE : FALSE);
    if (truncated) {
      out.add(EXTENDED);
      text(post.text);
      out.add(RANGE).add(Post.codePoints(post.text)).add(']');
      entities(post.text);
      out.add('}');
    }
    out.add(COUNTS).add(draws.below(50)).add(FAVOURITES).add(draws.below(200));
    entities(text);
    out.add(LANG).add(post.language.code()).add(QUOTE);
  }

  private void text(List<Piece> text) {
    for (Piece piece : text) {
      out.add(piece.ascii());
    }
  }

  private void entities(List<Piece> text) {
    entities(text, Kind.HASHTAG, HASHTAGS);
    entities(text, Kind.URL, URLS);
    entities(text, Kind.MENTION, MENTIONS);
    out.add(END_ENTITIES);
  }

  private void entities(List<Piece> text, Kind kind, byte[] opening) {
    out.add(opening);
    int offset = 0;
    boolean first = true;
    for (Piece piece : text) {
      int end = offset + piece.codePoints();
      if (piece.kind() == kind) {
        if (!first) {
          out.add(',');
        }
        out.add(piece.v1Entity()).add(offset).add(',').add(end).add(']').add('}');
        first = false;
      }
      offset = end;
    }
  }

  private byte[] createdAt(long millis) {
    long second = Math.floorDiv(millis, 1000L);
    if (second != createdSecond) {
      createdSecond = second;
      created = syntax(CREATED_AT.format(Instant.ofEpochSecond(second)));
    }
    return created;
  }
}
