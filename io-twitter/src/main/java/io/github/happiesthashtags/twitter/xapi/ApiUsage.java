package io.github.happiesthashtags.twitter.xapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.happiesthashtags.twitter.text.Printable;
import java.io.IOException;

/**
 * The posts that a project has read since its usage was last reset, as X counts them. Texts are X's
 * own, made printable; an empty one means that X did not send it.
 *
 * @param project the project's id
 * @param used the number of posts read
 * @param cap the most posts that the project may read
 * @param resetDay the day of the month on which X resets the usage
 */
public record ApiUsage(String project, String used, String cap, String resetDay) {
  private static final String PATH = "/2/usage/tweets";
  private static final String QUERY =
      "usage.fields=cap_reset_day,project_cap,project_id,project_usage";

  static ApiUsage read(XApiCalls calls) throws IOException, InterruptedException {
    ApiResponse answer = calls.get(PATH, QUERY);
    if (!answer.isSuccess()) {
      throw answer.failure();
    }
    JsonNode body = answer.body();
    JsonNode data = body == null ? null : body.get("data");
    if (data == null || !data.isObject()) {
      throw new IOException(
          calls.host() + " answered " + answer.call() + " without data" + answer.words().suffix());
    }
    return new ApiUsage(
        text(data, "project_id"),
        text(data, "project_usage"),
        text(data, "project_cap"),
        text(data, "cap_reset_day"));
  }

  /** Numbers come as texts and as numbers. */
  private static String text(JsonNode data, String name) {
    return Printable.line(data.path(name).asText(""));
  }

  /** Returns the usage in one line, for a person. */
  public String describe() {
    StringBuilder line = new StringBuilder();
    if (!project.isEmpty()) {
      line.append("project ").append(project).append(": ");
    }
    line.append(used.isEmpty() ? "unknown" : used);
    line.append(cap.isEmpty() ? "" : " of " + cap).append(" posts read");
    if (!resetDay.isEmpty()) {
      line.append("; X resets the count on day ").append(resetDay).append(" of the month");
    }
    return line.toString();
  }
}
