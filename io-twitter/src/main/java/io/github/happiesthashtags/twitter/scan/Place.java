package io.github.happiesthashtags.twitter.scan;

import org.jspecify.annotations.Nullable;

/**
 * All that decides what may follow behind a value, and what it means.
 *
 * @param parent where the object or array stands that the value is in; null for the line's own
 * @param shape of that object or array
 * @param seen its fields that count and came already: none may come twice
 * @param owner the tweet that it is part of
 * @param form the text of that tweet that it is part of
 * @param depth of nesting, 1 for the line's own object
 */
record Place(@Nullable Place parent, Shape shape, int seen, Owner owner, Form form, int depth) {
  /** Objects and arrays in one another; a v1.1 status has 8. */
  private static final int MAX_DEPTH = 32;

  /** In front of the line's own object. */
  static final Place BEFORE_LINE = new Place(null, Shape.OTHER_ARRAY, 0, Owner.TOP, Form.PLAIN, 0);

  /** In the line's own object. */
  static final Place IN_LINE = new Place(null, Shape.ENVELOPE, 0, Owner.TOP, Form.PLAIN, 1);

  /** In an object or array that stands here; null if that is deeper than any status. */
  @Nullable Place inside(Shape inner, Owner innerOwner, Form innerForm) {
    return depth < MAX_DEPTH ? new Place(this, inner, 0, innerOwner, innerForm, depth + 1) : null;
  }

  boolean has(Field field) {
    return (seen & field.bit()) != 0;
  }

  Place with(Field field) {
    return new Place(parent, shape, seen | field.bit(), owner, form, depth);
  }
}
