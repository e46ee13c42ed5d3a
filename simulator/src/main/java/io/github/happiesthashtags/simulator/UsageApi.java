package io.github.happiesthashtags.simulator;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The endpoint that reports how many posts a project has read: all that the simulator has sent,
 * today. Source: X API v2 OpenAPI 2.167, {@code getUsage}.
 */
final class UsageApi {
  static final String PATH = "/2/usage/tweets";

  private static final String PROJECT = "1460000000000000001";

  /** What X allows a self-serve project in a month. */
  private static final String CAP = "3000000";

  private static final int RESET_DAY = 1;
  private static final int MOST_DAYS = 90;

  private static final String RESET = "cap_reset_day";
  private static final String BY_APP = "daily_client_app_usage";
  private static final String BY_DAY = "daily_project_usage";
  private static final String PROJECT_CAP = "project_cap";
  private static final String PROJECT_ID = "project_id";
  private static final String USAGE = "project_usage";
  private static final List<String> FIELDS =
      List.of(RESET, BY_APP, BY_DAY, PROJECT_CAP, PROJECT_ID, USAGE);

  private final BilledPosts billed;
  private final Clock clock;

  /**
   * Creates the endpoint.
   *
   * @param billed the posts sent so far
   */
  UsageApi(BilledPosts billed, Clock clock) {
    this.billed = billed;
    this.clock = clock;
  }

  Document answer(RequestHead head) throws Refused {
    if (!head.method().equals("GET")) {
      return Problems.notAllowed("GET");
    }
    String days = head.parameter("days");
    if (days != null && !(days.matches("[1-9][0-9]?") && Integer.parseInt(days) <= MOST_DAYS)) {
      throw new Refused(
          Problems.invalid("days", days, "Give a number from 1 to %d.".formatted(MOST_DAYS)));
    }
    Set<String> fields = fields(head.parameter("usage.fields"));
    return Document.json(
        200,
        Problems.json(
            json -> {
              json.writeStartObject();
              json.writeObjectFieldStart("data");
              if (fields.contains(RESET)) {
                json.writeNumberField(RESET, RESET_DAY);
              }
              if (fields.contains(PROJECT_CAP)) {
                json.writeStringField(PROJECT_CAP, CAP);
              }
              if (fields.contains(PROJECT_ID)) {
                json.writeStringField(PROJECT_ID, PROJECT);
              }
              if (fields.contains(USAGE)) {
                json.writeStringField(USAGE, Long.toString(billed.total()));
              }
              if (fields.contains(BY_DAY)) {
                json.writeObjectFieldStart(BY_DAY);
                json.writeStringField(PROJECT_ID, PROJECT);
                json.writeArrayFieldStart("usage");
                json.writeStartObject();
                json.writeStringField(
                    "date", LocalDate.now(clock.withZone(ZoneOffset.UTC)) + "T00:00:00.000Z");
                json.writeStringField("usage", Long.toString(billed.today()));
                json.writeEndObject();
                json.writeEndArray();
                json.writeEndObject();
              }
              if (fields.contains(BY_APP)) {
                json.writeArrayFieldStart(BY_APP);
                json.writeEndArray();
              }
              json.writeEndObject();
              json.writeEndObject();
            }));
  }

  private static Set<String> fields(@Nullable String asked) throws Refused {
    if (asked == null) {
      return Set.of(PROJECT_CAP, PROJECT_ID, USAGE, RESET);
    }
    Set<String> fields = new LinkedHashSet<>(Arrays.asList(asked.split(",", -1)));
    for (String field : fields) {
      if (!FIELDS.contains(field)) {
        throw new Refused(
            Problems.invalid(
                "usage.fields",
                field,
                "The `usage.fields` query parameter value [%s] is not one of [%s]"
                    .formatted(field, String.join(",", FIELDS))));
      }
    }
    return fields;
  }
}
