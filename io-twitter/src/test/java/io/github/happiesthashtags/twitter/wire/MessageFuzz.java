package io.github.happiesthashtags.twitter.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerationException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What is found in a line follows the contract and depends on its meaning alone. */
public final class MessageFuzz {
  private static final JsonFactory RAW =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CHARSET_DETECTION)
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .build();
  private static final JsonFactory ESCAPED =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  /** Shorter words of the content stand in a reason by chance, and tell nobody anything. */
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9]{6,}");

  private static final int NEIGHBOURS = 16;

  private MessageFuzz() {}

  public static void fuzzerTestOneInput(byte[] line) {
    Outcome found = Outcome.of(line);
    require(found.isSound(), "by the contract", found);
    for (Outcome.Seen status : found.statuses) {
      require(status.id() > 0, "an id above zero", status);
      require(EventTimes.inRange(status.millis()) != EventTimes.NONE, "a time in range", status);
    }
    checkNeighbours(line, found);
    checkInspector(line, found);
    for (String reason : found.malformed) {
      require(!reason.isEmpty() && reason.lines().count() == 1, "a reason of one line", reason);
      checkNoContent(line, reason);
    }
    checkRewritten(line, found);
    checkNotice(line, found);
  }

  /** Reading a notice never fails. */
  private static void checkNotice(byte[] line, Outcome found) {
    ComplianceNotice notice = ComplianceNotice.of(line, 0, line.length);
    require(notice == null || !notice.kind().isEmpty(), "a kind", found);
  }

  /** What stands before and behind a line in its buffer is not part of it. */
  private static void checkNeighbours(byte[] line, Outcome expected) {
    for (char neighbour : new char[] {'"', '}', ' ', '\\', '7'}) {
      byte[] buffer = new byte[line.length + 2 * NEIGHBOURS];
      Arrays.fill(buffer, (byte) neighbour);
      System.arraycopy(line, 0, buffer, NEIGHBOURS, line.length);
      Outcome found = new Outcome();
      new MessageParser().parse(buffer, NEIGHBOURS, line.length, found);
      requireSame("among " + neighbour, expected, found);
    }
  }

  private static void checkInspector(byte[] line, Outcome expected) {
    MessageInspector inspector = new MessageInspector();
    inspector.inspect(line, 0, line.length);
    List<Long> times = expected.statuses.stream().map(Outcome.Seen::millis).toList();
    MessageKind kind = expected.kinds.isEmpty() ? null : expected.kinds.get(0);
    require(inspector.statuses() == times.size(), "the statuses of", expected);
    require(inspector.kind() == kind, "the kind of", expected);
    require(inspector.isMalformed() == !expected.malformed.isEmpty(), "bad in", expected);
    require(inspector.latestMillis() == latest(times, Long.MAX_VALUE), "latest of", expected);
    for (long ceiling : times) {
      require(
          inspector.latestMillis(ceiling) == latest(times, ceiling)
              && inspector.latestMillis(ceiling - 1) == latest(times, ceiling - 1),
          "the latest up to " + ceiling + " of",
          expected);
    }
  }

  private static long latest(List<Long> times, long ceiling) {
    return times.stream()
        .filter(time -> time <= ceiling)
        .max(Long::compare)
        .orElse(MessageInspector.NO_TIME);
  }

  /** A word of the reason that changes with the line is the line's. */
  private static void checkNoContent(byte[] line, String reason) {
    String content = new String(line, ISO_8859_1);
    Set<String> words =
        new HashSet<>(WORD.matcher(reason).results().map(MatchResult::group).toList());
    for (String word : words) {
      if (content.contains(word)) {
        String other = word.codePoints().mapToObj(MessageFuzz::next).reduce("", String::concat);
        Outcome changed = Outcome.of(content.replace(word, other).getBytes(ISO_8859_1));
        require(
            changed.malformed.stream().noneMatch(r -> r.contains(other)),
            "a reason without content",
            reason);
      }
    }
  }

  private static String next(int c) {
    return String.valueOf((char) (c == 'z' || c == 'Z' ? c - 1 : c == '9' ? '8' : c + 1));
  }

  /** The same values written in another way are the same message. */
  private static void checkRewritten(byte[] line, Outcome expected) {
    boolean isJson = false;
    for (JsonFactory form : List.of(RAW, ESCAPED)) {
      Optional<byte[]> rewritten = rewrite(line, form);
      if (rewritten.isPresent()) {
        isJson = true;
        requireSame("written by Jackson", expected, Outcome.of(rewritten.get()));
      }
    }
    boolean blank = expected.kinds.contains(MessageKind.KEEP_ALIVE);
    require(
        isJson || blank || (expected.malformed.size() == 1 && expected.statuses.isEmpty()),
        "a dead letter, being no JSON",
        expected);
  }

  /** Nothing if it is no JSON, or has characters that the form cannot write. */
  private static Optional<byte[]> rewrite(byte[] line, JsonFactory form) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int mark = startsWithByteOrderMark(line) ? 3 : 0;
    try (JsonParser in = RAW.createParser(line, mark, line.length - mark);
        JsonGenerator generator = form.createGenerator(out, JsonEncoding.UTF8)) {
      if (in.nextToken() == null) {
        return Optional.empty();
      }
      do {
        generator.copyCurrentEventExact(in);
      } while (in.nextToken() != null);
    } catch (JsonGenerationException e) {
      // Half a surrogate pair has no raw form.
      return Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
    return Optional.of(out.toByteArray());
  }

  private static boolean startsWithByteOrderMark(byte[] line) {
    return line.length >= 3
        && line[0] == (byte) 0xEF
        && line[1] == (byte) 0xBB
        && line[2] == (byte) 0xBF;
  }

  private static void requireSame(String how, Outcome expected, Outcome found) {
    require(found.toString().equals(expected.toString()), expected + " also " + how, found);
  }

  private static void require(boolean holds, String what, Object found) {
    if (!holds) {
      throw new AssertionError("expected " + what + ", but: " + found);
    }
  }
}
