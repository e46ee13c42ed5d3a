package io.github.happiesthashtags.board;

import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The parameters of a request, checked. A problem names the parameter and what it takes. */
final class Parameters {
  static final Set<String> TIMINGS = new TreeSet<>(Set.of("EARLY", "ON_TIME", "LATE"));

  private final Context context;

  /**
   * Takes the query of a request.
   *
   * @param known the parameters that the resource has; any other is refused, as it is a typing
   *     error that would change the answer
   */
  Parameters(Context context, String... known) {
    this.context = context;
    Set<String> names = new TreeSet<>(context.queryParamMap().keySet());
    names.removeAll(Arrays.asList(known));
    if (!names.isEmpty()) {
      throw Problem.badRequest(
          "unknown parameter "
              + quoted(names.iterator().next())
              + "; "
              + (known.length == 0
                  ? "this resource takes none"
                  : "this resource takes " + String.join(", ", known)));
    }
  }

  @Nullable Instant time(String name) {
    String text = text(name);
    if (text == null) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw refused(name, text, "a time such as 2026-01-01T00:00:00Z");
    }
  }

  int number(String name, int least, int most, int otherwise) {
    String text = text(name);
    if (text == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Refused below.
    }
    throw refused(name, text, "a number from " + least + " to " + most);
  }

  @Nullable String timing() {
    String text = text("timing");
    if (text != null && !TIMINGS.contains(text)) {
      throw refused("timing", text, "one of " + String.join(", ", TIMINGS));
    }
    return text;
  }

  @Nullable WindowId window(String name) {
    String text = text(name);
    if (text == null) {
      return null;
    }
    WindowId window = WindowId.parse(text);
    if (window == null) {
      throw refused(name, text, "a window such as 2026-01-01T00:00:00Z_2026-01-01T01:00:00Z");
    }
    return window;
  }

  /** Checks that the range is no longer than what one request may ask. */
  static void checkRange(@Nullable Instant from, @Nullable Instant to) {
    if (from == null || to == null) {
      return;
    }
    if (!from.isBefore(to)) {
      throw Problem.badRequest("from must be before to");
    }
    if (Duration.between(from, to).compareTo(Limits.MAX_RANGE) > 0) {
      throw Problem.badRequest(
          "from and to are more than " + Limits.MAX_RANGE.toDays() + " days apart");
    }
  }

  private @Nullable String text(String name) {
    List<String> values = context.queryParams(name);
    if (values.size() > 1) {
      throw Problem.badRequest(name + " is given more than once");
    }
    return values.isEmpty() || values.get(0).isEmpty() ? null : values.get(0);
  }

  private static Problem refused(String name, String got, String takes) {
    return Problem.badRequest(name + "=" + quoted(got) + ": give " + takes);
  }

  /** Untrusted text for a message: short, and JSON escapes what is left. */
  static String quoted(String text) {
    return '"' + (text.length() > 60 ? text.substring(0, 60) + "..." : text) + '"';
  }
}
