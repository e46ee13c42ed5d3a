package io.github.happiesthashtags.twitter.scan;

import io.github.happiesthashtags.twitter.scan.Automaton.State;
import io.github.happiesthashtags.twitter.scan.Place.Field;
import io.github.happiesthashtags.twitter.scan.Place.Form;
import io.github.happiesthashtags.twitter.scan.Place.Owner;
import io.github.happiesthashtags.twitter.scan.Place.Shape;
import io.github.happiesthashtags.twitter.scan.Step.Action;
import io.github.happiesthashtags.twitter.scan.Step.Mark;
import io.github.happiesthashtags.twitter.scan.Step.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Works out a step that is met for the first time: reads JSON, and knows which of a status's fields
 * count. Not thread-safe.
 */
final class StepReader {
  /** In bytes; those of statuses have at most some 100. */
  private static final int MAX_STEP_LENGTH = 1 << 9;

  private final List<Mark> marks = new ArrayList<>();
  private byte[] line = {};
  private int from;
  private int at;
  private Place place = Place.BEFORE_LINE;
  private Target target = Target.NONE;

  /** What was found where a value must be. */
  private enum Found {
    STRING,
    NUMBER,
    LITERAL,
    /** An object or array, which is entered. */
    OPENED,
    /** Nothing that a status has. */
    BAD
  }

  /**
   * Reads the step that begins here.
   *
   * @param start the place behind which it begins
   * @return null if it is none that a status has
   */
  @Nullable Step read(Place start, byte[] bytes, int begin, Function<Place, State> states) {
    line = bytes;
    from = begin;
    at = begin;
    place = start;
    target = Target.NONE;
    marks.clear();
    Step.Kind kind = start.equals(Place.BEFORE_LINE) ? readBeginning() : readOn(false);
    return kind == null || at - from > MAX_STEP_LENGTH
        ? null
        : new Step(Arrays.copyOfRange(line, from, at), kind, target, marks, states.apply(place));
  }

  /** Behind the last byte that was looked at. */
  int reached() {
    return at;
  }

  private Step.@Nullable Kind readBeginning() {
    if (line[at] != '{') {
      return null;
    }
    at++;
    place = Place.IN_LINE;
    return readOn(true);
  }

  /**
   * Reads on to the next value that is no object or array, or to the line's end.
   *
   * @param opened whether an object or array begins here, rather than a value having ended
   */
  private Step.@Nullable Kind readOn(boolean opened) {
    boolean first = opened;
    while (true) {
      at = JsonBytes.space(line, at);
      if (line[at] == place.shape().closer()) {
        at++;
        Place parent = place.parent();
        if (parent == null) {
          return Step.Kind.END;
        }
        leave(parent, first);
        first = false;
        continue;
      }
      if (!first) {
        if (line[at] != ',') {
          return null;
        }
        at = JsonBytes.space(line, at + 1);
      }
      switch (place.shape().isArray() ? element() : member()) {
        case STRING -> {
          return Step.Kind.STRING;
        }
        case NUMBER -> {
          return Step.Kind.NUMBER;
        }
        case LITERAL -> {
          return Step.Kind.LITERAL;
        }
        case OPENED -> first = true;
        case BAD -> {
          return null;
        }
      }
    }
  }

  private void leave(Place parent, boolean empty) {
    switch (place.shape()) {
      case HASHTAGS -> {
        if (!empty) {
          mark(Action.END_HASHTAGS, place.owner(), place.form());
        }
      }
      case INNER_TWEET -> {
        if (parent.shape() == Shape.REFERENCES) {
          mark(Action.END_REFERENCE, parent.owner(), Form.PLAIN);
        } else if (parent.shape() == Shape.INCLUDED_TWEETS) {
          mark(Action.END_INCLUDED, Owner.INCLUDED, Form.PLAIN);
        }
      }
      default -> {}
    }
    place = parent;
  }

  private void mark(Action action, Owner owner, Form form) {
    marks.add(new Mark(action, at - from, owner, form));
  }

  private Found element() {
    return switch (place.shape()) {
      case REFERENCES -> tweet(Action.BEGIN_REFERENCE, Owner.REFERENCE);
      case INCLUDED_TWEETS -> tweet(Action.BEGIN_INCLUDED, Owner.INCLUDED);
      case VERSIONS -> version();
      default -> any();
    };
  }

  private Found member() {
    if (line[at] != '"') {
      return Found.BAD;
    }
    int name = at + 1;
    int behind = JsonBytes.plainString(line, name);
    if (behind < 0) {
      return Found.BAD;
    }
    at = JsonBytes.space(line, behind);
    if (line[at] != ':') {
      return Found.BAD;
    }
    at = JsonBytes.space(line, at + 1);
    if (place.shape() == Shape.OTHER_OBJECT) {
      return any();
    }
    Field field = Field.named(line, name, behind - 1);
    if (field == Field.OTHER) {
      return any();
    }
    if (place.has(field)) {
      return Found.BAD;
    }
    place = place.with(field);
    return value(field);
  }

  private Found value(Field field) {
    return switch (place.shape()) {
      case ENVELOPE ->
          switch (field) {
            case DATA -> object(Shape.TWEET, Owner.DATA, Form.PLAIN, Action.BEGIN_DATA);
            case INCLUDES -> object(Shape.INCLUDES, place.owner(), place.form(), Action.NOTHING);
            default -> ofTweet(field, false);
          };
      case TWEET -> ofTweet(field, false);
      case INNER_TWEET -> ofTweet(field, true);
      case EXTENDED -> ofLongText(field, Field.FULL_TEXT);
      case NOTE -> ofLongText(field, Field.TEXT);
      case ENTITIES -> field == Field.HASHTAGS ? hashtags() : any();
      case EDIT_HISTORY -> field == Field.INITIAL_TWEET_ID ? id(Target.FIRST_ID) : any();
      case INCLUDES -> field == Field.TWEETS ? array(Shape.INCLUDED_TWEETS, Action.NOTHING) : any();
      default -> any();
    };
  }

  private Found ofTweet(Field field, boolean inner) {
    return switch (field) {
      case ID -> id(Target.ID);
      case ID_STR -> id(Target.ID_STR);
      case TIMESTAMP_MS -> string(TweetSpans.TIMESTAMP_MS);
      case CREATED_AT -> string(TweetSpans.CREATED_AT);
      case LANG -> line[at] == 'n' ? any() : string(TweetSpans.LANG);
      case TYPE -> string(TweetSpans.REFERENCE_TYPE);
      case TEXT -> string(TweetSpans.textOf(Form.PLAIN));
      case FULL_TEXT -> string(TweetSpans.textOf(Form.FULL));
      case ENTITIES -> entities(Form.PLAIN);
      case EXTENDED_TWEET -> object(Shape.EXTENDED, place.owner(), Form.EXTENDED, Action.NOTHING);
      case NOTE_TWEET -> object(Shape.NOTE, place.owner(), Form.NOTE, Action.NOTHING);
      case RETWEETED_STATUS -> inner ? any() : retweetedStatus();
      case REFERENCED_TWEETS -> inner ? any() : array(Shape.REFERENCES, Action.BEGIN_REFERENCES);
      case EDIT_HISTORY, EDIT_HISTORY_TWEET_IDS -> inner ? any() : editHistory(field);
      default -> any();
    };
  }

  private Found ofLongText(Field field, Field text) {
    if (field == text) {
      return string(TweetSpans.textOf(place.form()));
    }
    return field == Field.ENTITIES ? entities(place.form()) : any();
  }

  private Found retweetedStatus() {
    return line[at] == '{'
        ? object(Shape.INNER_TWEET, Owner.RETWEETED, Form.PLAIN, Action.BEGIN_RETWEETED)
        : any();
  }

  private Found tweet(Action action, Owner owner) {
    return object(Shape.INNER_TWEET, owner, Form.PLAIN, action);
  }

  private Found entities(Form form) {
    return object(Shape.ENTITIES, place.owner(), form, Action.BEGIN_ENTITIES);
  }

  private Found hashtags() {
    return array(Shape.HASHTAGS, Action.BEGIN_HASHTAGS);
  }

  private Found id(int slot) {
    target = new Target(place.owner().index(), slot);
    return scalar();
  }

  private Found editHistory(Field field) {
    if (place.has(Field.EDIT_HISTORY) && place.has(Field.EDIT_HISTORY_TWEET_IDS)) {
      // The string id takes precedence.
      return Found.BAD;
    }
    return field == Field.EDIT_HISTORY
        ? object(Shape.EDIT_HISTORY, place.owner(), place.form(), Action.NOTHING)
        : array(Shape.VERSIONS, Action.NOTHING);
  }

  /** The first version's id, or one of the others, which do not count. */
  private Found version() {
    if (place.has(Field.EDIT_HISTORY_TWEET_IDS)) {
      return any();
    }
    place = place.with(Field.EDIT_HISTORY_TWEET_IDS);
    return id(Target.FIRST_ID);
  }

  private Found string(int slot) {
    target = new Target(place.owner().index(), slot);
    return line[at] == '"' ? scalar() : Found.BAD;
  }

  private Found object(Shape shape, Owner owner, Form form, Action action) {
    return line[at] == '{' ? enter(shape, owner, form, action) : Found.BAD;
  }

  private Found array(Shape shape, Action action) {
    return line[at] == '[' ? enter(shape, place.owner(), place.form(), action) : Found.BAD;
  }

  private Found enter(Shape shape, Owner owner, Form form, Action action) {
    if (action != Action.NOTHING) {
      // What is begun is begun for the tweet that it stands in.
      mark(action, place.owner(), form);
    }
    at++;
    Place inner = place.inside(shape, owner, form);
    if (inner == null) {
      return Found.BAD;
    }
    place = inner;
    return Found.OPENED;
  }

  private Found any() {
    return switch (line[at]) {
      case '{' -> enter(Shape.OTHER_OBJECT, place.owner(), place.form(), Action.NOTHING);
      case '[' -> enter(Shape.OTHER_ARRAY, place.owner(), place.form(), Action.NOTHING);
      case 't', 'f', 'n' -> literal();
      default -> scalar();
    };
  }

  private Found literal() {
    int behind = JsonBytes.literal(line, at);
    if (behind < 0) {
      return Found.BAD;
    }
    at = behind;
    return Found.LITERAL;
  }

  private Found scalar() {
    if (line[at] == '"') {
      at++;
      return Found.STRING;
    }
    return Step.beginsNumber(line[at]) ? Found.NUMBER : Found.BAD;
  }
}
