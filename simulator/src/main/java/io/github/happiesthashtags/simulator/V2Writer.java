package io.github.happiesthashtags.simulator;

import static io.github.happiesthashtags.simulator.Json.syntax;

import io.github.happiesthashtags.simulator.Fragment.Kind;
import io.github.happiesthashtags.simulator.PostField.Expansion;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A writer of X API v2 messages: {@code data}, {@code includes} and {@code matching_rules}; a
 * status's members are in alphabetical order, without empty ones. A message has all that any query
 * can ask for; {@link PostParts} leaves out the rest.
 */
final class V2Writer {
  /** The length in code points above which a text becomes a note. */
  static final int TEXT_LIMIT = 280;

  private static final double TOPICS_SHARE = 0.08;

  private static final int DATA_MEDIA = Expansion.MEDIA.bit();
  private static final int TWEETS = Expansion.TWEETS.bit();
  private static final int TWEET_MEDIA = Expansion.TWEET_MEDIA.bit();
  private static final int PLACE = Expansion.PLACE.bit();

  private static final byte[][] SOURCES = {
    syntax("\"source\":\"Twitter for iPhone\""),
    syntax("\"source\":\"Twitter for Android\""),
    syntax("\"source\":\"Twitter Web App\"")
  };

  private static final byte[] DATA = syntax("{\"data\":");
  private static final byte[] AUTHOR_ID = syntax("\"author_id\":\"");
  private static final byte[] CONVERSATION_ID = syntax("\"conversation_id\":\"");
  private static final byte[] CREATED_AT = syntax("\"created_at\":\"");
  private static final byte[] EDIT_HISTORY = syntax("\"edit_history_tweet_ids\":[\"");
  private static final byte[] END_STRINGS = syntax("\"]");
  private static final byte[] ENTITIES = syntax("\"entities\":{");
  private static final byte[] HASHTAGS = syntax("\"hashtags\":[");
  private static final byte[] MENTIONS = syntax("\"mentions\":[");
  private static final byte[] URLS = syntax("\"urls\":[");
  private static final byte[] START = syntax("{\"start\":");
  private static final byte[] END = syntax(",\"end\":");
  private static final byte[] ID = syntax("\"id\":\"");
  private static final byte[] REPLIED_TO_USER = syntax("\"in_reply_to_user_id\":\"");
  private static final byte[] LANG = syntax("\"lang\":\"");
  private static final byte[] NOTE = syntax("\"note_tweet\":{");
  private static final byte[] SENSITIVE = syntax("\"possibly_sensitive\":false");
  private static final byte[] METRICS = syntax("\"public_metrics\":{\"retweet_count\":");
  private static final byte[] LIKES = syntax(",\"reply_count\":0,\"like_count\":");
  private static final byte[] QUOTES = syntax(",\"quote_count\":");
  private static final byte[] REFERENCED = syntax("\"referenced_tweets\":[");
  private static final byte[] RETWEETED = syntax("{\"type\":\"retweeted\",\"id\":\"");
  private static final byte[] QUOTED = syntax("{\"type\":\"quoted\",\"id\":\"");
  private static final byte[] REPLIED_TO = syntax("{\"type\":\"replied_to\",\"id\":\"");
  private static final byte[] END_REFERENCE = syntax("\"}");
  private static final byte[] REPLY_SETTINGS = syntax("\"reply_settings\":\"everyone\"");
  private static final byte[] TEXT = syntax("\"text\":\"");
  private static final byte[] INCLUDES = syntax(",\"includes\":{");
  private static final byte[] INCLUDED_TWEETS = syntax("\"tweets\":[");
  private static final byte[] INCLUDED_USERS = syntax("\"users\":[");
  private static final byte[] INCLUDED_MEDIA = syntax("\"media\":[");
  private static final byte[] INCLUDED_PLACES = syntax("\"places\":[");
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
  private final Map<User, Integer> users = new LinkedHashMap<>();

  V2Writer(Dice dice, Surroundings surroundings, JsonBuffer out) {
    this.dice = dice;
    this.surroundings = surroundings;
    this.out = out;
  }

  void write(SimulatedTweet status) {
    users.clear();
    out.part(PostField.ALWAYS.need()).raw(DATA);
    Draft own = status.own();
    Draft included = status.retweeted();
    include(own.author, Expansion.AUTHOR);
    if (included != null) {
      Excerpts.retweet(included, excerpt);
      includeMentioned(excerpt);
      tweet(own, excerpt, null, RETWEETED, included, 0);
    } else {
      included = status.quoted();
      includeMentioned(own.tokens);
      withOwnText(own, included, 0);
    }
    if (own.repliedTo != null) {
      include(own.repliedTo, Expansion.REPLIED_TO_USER);
    }
    if (included != null) {
      include(included.author, Expansion.TWEET_AUTHORS);
    }
    includes(status, included);
    out.part(PostField.ALWAYS.need()).raw(RULES);
  }

  private void includeMentioned(Tokens text) {
    for (int i = 0; i < text.size(); i++) {
      long id = text.get(i).mentionedId();
      User mentioned = id == 0 ? null : surroundings.author(id);
      if (mentioned != null) {
        include(mentioned, Expansion.MENTIONED_USERS);
      }
    }
  }

  private void include(User user, Expansion expansion) {
    users.merge(user, expansion.bit(), (some, more) -> some | more);
  }

  private void includes(SimulatedTweet status, @Nullable Draft included) {
    Enclosures own = new Enclosures(status.own().id);
    boolean ownMedia = status.retweeted() == null && own.hasMedia();
    boolean place = status.retweeted() == null && own.hasPlace();
    Enclosures theirs = included == null ? null : new Enclosures(included.id);
    int tweets = included == null ? 0 : TWEETS;
    int usersOf = 0;
    for (int expansions : users.values()) {
      usersOf |= expansions;
    }
    int media = ownMedia ? DATA_MEDIA : 0;
    if (theirs != null && theirs.hasMedia()) {
      media |= TWEET_MEDIA;
    }
    int places = place ? PLACE : 0;
    int any = PostField.ALWAYS.needIn(tweets | usersOf | media | places);
    out.part(any).raw(INCLUDES);
    if (included != null) {
      out.member(PostField.ALWAYS.needIn(tweets)).raw(INCLUDED_TWEETS);
      withOwnText(included, null, TWEETS);
      out.part(PostField.ALWAYS.needIn(tweets)).one(']');
    }
    out.member(PostField.ALWAYS.needIn(usersOf)).raw(INCLUDED_USERS);
    users.forEach((user, expansions) -> user.writeV2(out, expansions));
    out.part(PostField.ALWAYS.needIn(usersOf)).one(']');
    if (media != 0) {
      out.member(PostField.ALWAYS.needIn(media)).raw(INCLUDED_MEDIA);
      if (ownMedia) {
        own.writeMedia(out, DATA_MEDIA);
      }
      if (theirs != null && theirs.hasMedia()) {
        theirs.writeMedia(out, TWEET_MEDIA);
      }
      out.part(PostField.ALWAYS.needIn(media)).one(']');
    }
    if (place) {
      out.member(PostField.ALWAYS.needIn(places)).raw(INCLUDED_PLACES);
      own.writePlace(out);
      out.part(PostField.ALWAYS.needIn(places)).one(']');
    }
    out.part(any).one('}');
  }

  private void withOwnText(Draft draft, @Nullable Draft quoted, int expansions) {
    if (draft.tokens.codePoints() > TEXT_LIMIT) {
      Excerpts.truncated(draft.tokens, TEXT_LIMIT, Composer.anyUrl(dice), excerpt);
      tweet(draft, excerpt, draft.tokens, QUOTED, quoted, expansions);
    } else {
      tweet(draft, draft.tokens, null, QUOTED, quoted, expansions);
    }
  }

  private void tweet(
      Draft draft,
      Tokens text,
      @Nullable Tokens note,
      byte[] referenceType,
      @Nullable Draft reference,
      int expansions) {
    boolean retweet = referenceType == RETWEETED;
    Enclosures enclosures = new Enclosures(draft.id);
    out.member(PostField.ALWAYS.needIn(expansions)).one('{');
    if (!retweet) {
      enclosures.writeAttachments(out, expansions);
    }
    member(PostField.AUTHOR_ID, expansions, AUTHOR_ID).raw(draft.author.idDigits()).one('"');
    if (dice.chance(TOPICS_SHARE)) {
      out.member(PostField.CONTEXT_ANNOTATIONS.needIn(expansions)).raw(surroundings.topics(dice));
    }
    member(PostField.CONVERSATION_ID, expansions, CONVERSATION_ID)
        .number(draft.repliedToId == 0 ? draft.id : draft.repliedToId)
        .one('"');
    member(PostField.CREATED_AT, expansions, CREATED_AT).isoSeconds(draft.millis).one('"');
    member(PostField.ALWAYS, expansions, EDIT_HISTORY).number(draft.id).raw(END_STRINGS);
    if (text.hasEntities()) {
      out.member(PostField.ENTITIES.needIn(expansions));
      entities(text);
    }
    if (!retweet) {
      enclosures.writeGeo(out, expansions);
    }
    member(PostField.ALWAYS, expansions, ID).number(draft.id).one('"');
    if (draft.repliedTo != null && !retweet) {
      member(PostField.IN_REPLY_TO_USER_ID, expansions, REPLIED_TO_USER)
          .raw(draft.repliedTo.idDigits())
          .one('"');
    }
    member(PostField.LANG, expansions, LANG).raw(draft.language.codeBytes()).one('"');
    if (note != null) {
      member(PostField.NOTE_TWEET, expansions, NOTE);
      if (note.hasEntities()) {
        entities(note);
        out.one(',');
      }
      out.raw(TEXT);
      text(note);
      out.one('"').one('}');
    }
    member(PostField.POSSIBLY_SENSITIVE, expansions, SENSITIVE);
    member(PostField.PUBLIC_METRICS, expansions, METRICS).number(dice.below(50));
    out.raw(LIKES).number(dice.below(200));
    out.raw(QUOTES).number(dice.below(9)).one('}');
    references(draft.repliedToId, referenceType, reference, expansions);
    member(PostField.REPLY_SETTINGS, expansions, REPLY_SETTINGS);
    member(PostField.SOURCE, expansions, SOURCES[Math.floorMod(draft.id, SOURCES.length)]);
    member(PostField.ALWAYS, expansions, TEXT);
    text(text);
    out.one('"');
    out.part(PostField.ALWAYS.needIn(expansions)).one('}');
  }

  private JsonBuffer member(PostField field, int expansions, byte[] json) {
    return out.member(field.needIn(expansions)).raw(json);
  }

  private void text(Tokens text) {
    for (int i = 0; i < text.size(); i++) {
      out.raw(text.get(i).utf8());
    }
  }

  private void references(
      long repliedToId, byte[] type, @Nullable Draft reference, int expansions) {
    if (repliedToId == 0 && reference == null) {
      return;
    }
    member(PostField.REFERENCED_TWEETS, expansions, REFERENCED);
    if (reference != null) {
      out.raw(type).number(reference.id).raw(END_REFERENCE);
    }
    if (repliedToId != 0) {
      if (reference != null) {
        out.one(',');
      }
      out.raw(REPLIED_TO).number(repliedToId).raw(END_REFERENCE);
    }
    out.one(']');
  }

  private void entities(Tokens text) {
    out.raw(ENTITIES);
    boolean first = entities(text, Kind.HASHTAG, HASHTAGS, true);
    first = entities(text, Kind.MENTION, MENTIONS, first);
    entities(text, Kind.URL, URLS, first);
    out.one('}');
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
