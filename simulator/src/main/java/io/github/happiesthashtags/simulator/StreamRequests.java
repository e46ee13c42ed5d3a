package io.github.happiesthashtags.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** The parser of v2 stream requests, which refuses invalid ones. */
final class StreamRequests {
  private static final int MOST_BACKFILL_MINUTES = 5;

  private final PlanSettings plan;
  private final Clock clock;

  StreamRequests(PlanSettings plan, Clock clock) {
    this.plan = plan;
    this.clock = clock;
  }

  StreamPlan read(StreamEndpoint endpoint, RequestHead head) throws Refused {
    if (endpoint.isV1()) {
      return new StreamPlan(endpoint, 0, Duration.ZERO, null, PostSelection.RECORDED);
    }
    int partition = partition(endpoint, head);
    int minutes = number(head, "backfill_minutes", 0, 0, MOST_BACKFILL_MINUTES);
    StreamPlan.Range recovery = recovery(endpoint, head);
    PostSelection selection =
        endpoint.form() == MessageMaker.Form.V2 ? PostSelection.of(head) : PostSelection.RECORDED;
    if (minutes > 0 && !plan.backfillAllowed()) {
      throw new Refused(Problems.forbidden("This client can't use backfill_minutes."));
    }
    if (recovery != null && !plan.recoveryAllowed()) {
      throw new Refused(Problems.forbidden("This client can't use start_time and end_time."));
    }
    return new StreamPlan(endpoint, partition, Duration.ofMinutes(minutes), recovery, selection);
  }

  private static int partition(StreamEndpoint endpoint, RequestHead head) throws Refused {
    if (endpoint.partitions() == 0) {
      // The API ignores parameters that an endpoint does not know.
      return 0;
    }
    if (head.parameter("partition") == null) {
      throw new Refused(
          Problems.invalid("partition", "", "The query parameter [partition] is required."));
    }
    return number(head, "partition", 0, 1, endpoint.partitions());
  }

  private static int number(RequestHead head, String name, int usual, int least, int most)
      throws Refused {
    String value = head.parameter(name);
    if (value == null) {
      return usual;
    }
    int number = value.matches("[0-9]{1,4}") ? Integer.parseInt(value) : -1;
    if (number < least || number > most) {
      throw new Refused(
          Problems.invalid(
              name,
              value,
              "The `%s` query parameter value [%s] is not between %d and %d."
                  .formatted(name, value, least, most)));
    }
    return number;
  }

  private StreamPlan.@Nullable Range recovery(StreamEndpoint endpoint, RequestHead head)
      throws Refused {
    String start = head.parameter("start_time");
    String end = head.parameter("end_time");
    if (start == null && end == null) {
      return null;
    }
    if (!endpoint.recovers()) {
      String name = start == null ? "end_time" : "start_time";
      throw new Refused(
          Problems.invalid(
              name,
              String.valueOf(head.parameter(name)),
              "The query parameter [%s] is not one of this endpoint's.".formatted(name)));
    }
    if (start == null) {
      throw new Refused(
          Problems.invalid("start_time", "", "The query parameter [end_time] needs [start_time]."));
    }
    Instant now = clock.instant();
    Instant from = time("start_time", start);
    Instant to = end == null ? now : time("end_time", end);
    if (from.isBefore(now.minus(Ring.LONGEST)) || from.isAfter(now)) {
      throw new Refused(
          Problems.invalid("start_time", start, "'start_time' must be in the last 24 hours."));
    }
    if (to.isAfter(now) || !to.isAfter(from)) {
      throw new Refused(
          Problems.invalid(
              "end_time",
              String.valueOf(end),
              "'end_time' must be after 'start_time' and not in the future."));
    }
    return new StreamPlan.Range(from, to);
  }

  private static Instant time(String name, String value) throws Refused {
    try {
      return Instant.parse(value);
    } catch (DateTimeParseException e) {
      throw new Refused(
          Problems.invalid(
              name,
              value,
              "The `%s` query parameter value [%s] is not a time like 2026-01-31T12:00:00Z."
                  .formatted(name, value)));
    }
  }
}
