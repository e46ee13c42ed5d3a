package io.github.happiesthashtags.benchmarks.inputs;

import static io.github.happiesthashtags.benchmarks.inputs.JsonBytes.syntax;

import io.github.happiesthashtags.benchmarks.inputs.Piece.Kind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes messages of the X API v2's streams: raw UTF-8, members in its order, empty ones absent.
 */
final class V2Writer {
  private static final int TEXT_LIMIT = 280;
  private static final int RETWEET_TEXT_LIMIT = 140;
  private static final Piece ELLIPSIS = Piece.word("…");

  private static final byte[] DATA = syntax("{\"data\":");
  private static final byte[] AUTHOR = syntax("{\"author_id\":\"");
  private static final byte[] CREATED_AT = syntax("\",\"created_at\":\"");
  private static final byte[] EDITS = syntax(".000Z\",\"edit_history_tweet_ids\":[\"");
  private static final byte[] END_EDITS = syntax("\"],");
  private static final byte[] ENTITIES = syntax("\"entities\":{");
  private static final byte[] HASHTAGS = syntax("\"hashtags\":[");
  private static final byte[] MENTIONS = syntax("\"mentions\":[");
  private static final byte[] URLS = syntax("\"urls\":[");
  private static final byte[] START = syntax("{\"start\":");
  private static final byte[] END = syntax(",\"end\":");
  private static final byte[] ID = syntax("\"id\":\"");
  private static final byte[] LANG = syntax("\",\"lang\":\"");
  private static final byte[] NOTE = syntax(",\"note_tweet\":{");
  private static final byte[] METRICS =
      syntax(
          ",\"possibly_sensitive\":false,\"public_metrics\":{\"retweet_count\":0"
              + ",\"reply_count\":0,\"like_count\":");
  private static final byte[] END_METRICS = syntax(",\"quote_count\":0},");
  private static final byte[] REFERENCED = syntax("\"referenced_tweets\":[");
  private static final byte[] RETWEETED = syntax("{\"type\":\"retweeted\",\"id\":\"");
  private static final byte[] QUOTED = syntax("{\"type\":\"quoted\",\"id\":\"");
  private static final byte[] REPLIED_TO = syntax("{\"type\":\"replied_to\",\"id\":\"");
  private static final byte[] TEXT = syntax("\"text\":\"");
  private static final byte[] END_STRING_OBJECT = syntax("\"}");
  private static final byte[] INCLUDES = syntax(",\"includes\":{\"tweets\":[");
  private static final byte[] USERS = syntax("],\"users\":[");
  private static final byte[] END_INCLUDES = syntax("]}");
  private static final byte[] RULES =
      syntax(",\"matching_rules\":[{\"id\":\"1377649829461176321\",\"tag\":\"synthetic\"}]}");

  private final JsonBytes out;
  private final Draws draws;
  private long createdSecond = Long.MIN_VALUE;
  private byte[] created = {};

  V2Writer(JsonBytes out, Draws draws) {
    this.out = out;
    this.draws = draws;
  }

  void write(Post post, Composer composer) {
    out.add(DATA);
    tweet(post, composer);
    Post included = post.retweeted != null ? post.retweeted : post.quoted;
    if (included != null) {
      out.add(INCLUDES);
      tweet(included, composer);
      out.add(USERS).add(included.author.v2()).add(END_INCLUDES);
    }
    out.add(RULES);
  }

  private void tweet(Post post, Composer composer) {
    boolean retweet = post.retweeted != null;
    boolean note = !retweet && Post.codePoints(post.text) > TEXT_LIMIT;
    List<Piece> text = post.text;
    if (note) {
      text = Post.cut(text, TEXT_LIMIT, ELLIPSIS, Words.blank(), composer.anyUrl());
    } else if (retweet && Post.codePoints(text) > RETWEET_TEXT_LIMIT) {
      text = Post.cut(text, RETWEET_TEXT_LIMIT, ELLIPSIS);
    }
    out.add(AUTHOR).add(post.author.idDigits()).add(CREATED_AT).add(createdAt(post.millis));
    out.add(EDITS).add(post.id).add(END_EDITS);
    entities(text);
    out.add(ID).add(post.id).add(LANG).add(post.language.code()).add('"');
    if (note) {
      out.add(NOTE);
      entities(post.text);
      text(post.text);
      out.add('}');
    }
    out.add(METRICS).add(draws.below(200)).add(END_METRICS);
    references(post);
    text(text);
    out.add('}');
  }

  private void text(List<Piece> text) {
    out.add(TEXT);
    for (Piece piece : text) {
      out.add(piece.utf8());
    }
    out.add('"');
  }

  private void references(Post post) {
    Post reference = post.retweeted != null ? post.retweeted : post.quoted;
    if (reference == null && post.repliedToId == 0) {
      return;
    }
    out.add(REFERENCED);
    if (reference != null) {
      reference(post.retweeted != null ? RETWEETED : QUOTED, reference.id);
      if (post.repliedToId != 0) {
        out.add(',');
      }
    }
    if (post.repliedToId != 0) {
      reference(REPLIED_TO, post.repliedToId);
    }
    out.add(']').add(',');
  }

  private void reference(byte[] type, long id) {
    out.add(type).add(id).add(END_STRING_OBJECT);
  }

  private void entities(List<Piece> text) {
    byte[] opening = entities(text, Kind.HASHTAG, HASHTAGS, ENTITIES);
    opening = entities(text, Kind.MENTION, MENTIONS, opening);
    opening = entities(text, Kind.URL, URLS, opening);
    if (opening == null) {
      out.add('}').add(',');
    }
  }

  /**
   * Writes the list of one kind unless it is empty.
   *
   * @param opening what opens the object, or null if a list was written already
   * @return the same for the next list
   */
  private byte @Nullable [] entities(
      List<Piece> text, Kind kind, byte[] name, byte @Nullable [] opening) {
    int offset = 0;
    boolean first = true;
    for (Piece piece : text) {
      int end = offset + piece.codePoints();
      if (piece.kind() == kind) {
        if (!first) {
          out.add(',');
        } else if (opening == null) {
          out.add(',').add(name);
        } else {
          out.add(opening).add(name);
        }
        out.add(START).add(offset).add(END).add(end).add(piece.v2Entity());
        first = false;
      }
      offset = end;
    }
    if (first) {
      return opening;
    }
    out.add(']');
    return null;
  }

  private byte[] createdAt(long millis) {
    long second = Math.floorDiv(millis, 1000L);
    if (second != createdSecond) {
      createdSecond = second;
      String iso = Instant.ofEpochSecond(second).toString();
      created = syntax(iso.substring(0, iso.length() - 1));
    }
    return created;
  }
}
