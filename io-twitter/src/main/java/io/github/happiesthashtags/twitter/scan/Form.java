package io.github.happiesthashtags.twitter.scan;

/** The forms of a tweet's text, each but {@link #FULL} with entities of its own. */
enum Form {
  PLAIN(0),
  FULL(1),
  EXTENDED(2),
  NOTE(3);

  private final int index;

  Form(int index) {
    this.index = index;
  }

  int index() {
    return index;
  }
}
