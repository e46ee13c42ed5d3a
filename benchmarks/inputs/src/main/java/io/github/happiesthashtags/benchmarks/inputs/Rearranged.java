package io.github.happiesthashtags.benchmarks.inputs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Writes lines as programs other than Twitter's may: with the members of every object in any order,
 * or with some of them left out. The same lines give the same bytes again.
 */
final class Rearranged {
  /** Without them a line is no message, or has another answer. */
  private static final Set<String> NEEDED =
      Set.of(
          "data",
          "delete",
          "entities",
          "extended_tweet",
          "full_text",
          "hashtags",
          "id",
          "includes",
          "note_tweet",
          "referenced_tweets",
          "retweeted_status",
          "tag",
          "text",
          "tweets",
          "type");

  private final Random random = new Random(1);
  private final boolean shuffled;
  private final double absent;
  private byte[] line = {};
  private int at;

  private Rearranged(boolean shuffled, double absent) {
    this.shuffled = shuffled;
    this.absent = absent;
  }

  /** Shuffles the members of every object. */
  static Rearranged shuffled() {
    return new Rearranged(true, 0);
  }

  /** Leaves out this share of all members that a message can do without. */
  static Rearranged absent(double share) {
    return new Rearranged(false, share);
  }

  /**
   * Rearranges one line.
   *
   * @param from a JSON object without white space between its tokens, with or without a line end
   */
  byte[] line(byte[] from) {
    line = from;
    at = 0;
    ByteArrayOutputStream out = new ByteArrayOutputStream(from.length);
    value(out);
    out.write(from, at, from.length - at);
    return out.toByteArray();
  }

  private void value(ByteArrayOutputStream out) {
    switch (line[at]) {
      case '{' -> object(out);
      case '[' -> array(out);
      default -> {
        int start = at;
        skipScalar();
        out.write(line, start, at - start);
      }
    }
  }

  private void array(ByteArrayOutputStream out) {
    do {
      out.write(line[at++]);
      if (line[at] != ']') {
        value(out);
      }
    } while (line[at] == ',');
    out.write(line[at++]);
  }

  private void object(ByteArrayOutputStream out) {
    List<byte[]> members = new ArrayList<>();
    do {
      at++;
      if (line[at] != '}') {
        int start = at;
        skipScalar();
        String name = new String(line, start + 1, at - start - 2, UTF_8);
        ByteArrayOutputStream member = new ByteArrayOutputStream();
        at++;
        member.write(line, start, at - start);
        value(member);
        if (NEEDED.contains(name) || random.nextDouble() >= absent) {
          members.add(member.toByteArray());
        }
      }
    } while (line[at] == ',');
    at++;
    if (shuffled) {
      Collections.shuffle(members, random);
    }
    out.write('{');
    for (int i = 0; i < members.size(); i++) {
      if (i > 0) {
        out.write(',');
      }
      out.writeBytes(members.get(i));
    }
    out.write('}');
  }

  private void skipScalar() {
    if (line[at] == '"') {
      at++;
      while (line[at] != '"') {
        at += line[at] == '\\' ? 2 : 1;
      }
      at++;
    } else {
      while (line[at] != ',' && line[at] != '}' && line[at] != ']') {
        at++;
      }
    }
  }
}
