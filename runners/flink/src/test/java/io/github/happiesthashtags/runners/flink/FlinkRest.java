package io.github.happiesthashtags.runners.flink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** A client of a JobManager's REST interface. */
final class FlinkRest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BOUNDARY = "a-jar-follows";
  private static final Set<String> ENDS = Set.of("FINISHED", "CANCELED", "FAILED", "SUSPENDED");

  private final HttpClient client = HttpClient.newHttpClient();
  private final String url;

  FlinkRest(String url) {
    this.url = url;
  }

  /** Thrown if a response is not successful. */
  static final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
      super(message);
    }
  }

  JsonNode get(String path) {
    return send(HttpRequest.newBuilder(URI.create(url + path)));
  }

  private JsonNode post(String path, String type, BodyPublisher body) {
    return send(
        HttpRequest.newBuilder(URI.create(url + path)).header("Content-Type", type).POST(body));
  }

  private JsonNode post(String path, JsonNode body) {
    return post(path, "application/json", BodyPublishers.ofString(body.toString()));
  }

  private JsonNode send(HttpRequest.Builder request) {
    try {
      var answer = client.send(request.build(), BodyHandlers.ofString());
      if (answer.statusCode() >= 300) {
        throw new RefusedException(answer.statusCode() + ": " + answer.body());
      }
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Returns the number of free slots; 0 while the JobManager does not respond. */
  int freeSlots() {
    try {
      return get("/overview").get("slots-available").asInt();
    } catch (UncheckedIOException | RefusedException e) {
      return 0;
    }
  }

  /** Uploads a jar and returns its id. */
  String upload(Path jar) throws IOException {
    String head =
        "--"
            + BOUNDARY
            + "\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\"job.jar\"\r\n"
            + "Content-Type: application/x-java-archive\r\n\r\n";
    String file =
        post(
                "/jars/upload",
                "multipart/form-data; boundary=" + BOUNDARY,
                BodyPublishers.concat(
                    BodyPublishers.ofString(head),
                    BodyPublishers.ofFile(jar),
                    BodyPublishers.ofString("\r\n--" + BOUNDARY + "--\r\n")))
            .get("filename")
            .asText();
    return Path.of(file).getFileName().toString();
  }

  /** Runs an uploaded jar and returns the job's id. */
  String run(String jar, List<String> arguments) {
    ObjectNode body = JSON.createObjectNode();
    arguments.forEach(body.putArray("programArgsList")::add);
    return post("/jars/" + jar + "/run", body).get("jobid").asText();
  }

  /** Returns the ids of jobs that have not ended. */
  List<String> running() {
    return get("/jobs").get("jobs").findParents("status").stream()
        .filter(job -> !ENDS.contains(job.get("status").asText()))
        .map(job -> job.get("id").asText())
        .toList();
  }

  /** Returns the ids of all jobs; none while the JobManager does not respond. */
  List<String> jobsIfAny() {
    try {
      return get("/jobs").get("jobs").findValuesAsText("id");
    } catch (UncheckedIOException | RefusedException e) {
      return List.of();
    }
  }

  String state(String job) {
    return get("/jobs/" + job).get("state").asText();
  }

  boolean hasEnded(String job) {
    return ENDS.contains(state(job));
  }

  /**
   * Returns whether all tasks of a job are running and it has completed a checkpoint since they
   * started; false while the JobManager does not respond.
   */
  boolean isUnderWay(String job) {
    try {
      JsonNode details = get("/jobs/" + job);
      long begun = 0;
      for (JsonNode vertex : details.get("vertices")) {
        if (!vertex.get("status").asText().equals("RUNNING")) {
          return false;
        }
        begun = Math.max(begun, vertex.get("start-time").asLong());
      }
      JsonNode latest = get("/jobs/" + job + "/checkpoints").path("latest").path("completed");
      return details.get("state").asText().equals("RUNNING")
          && latest.path("trigger_timestamp").asLong() > begun;
    } catch (UncheckedIOException | RefusedException e) {
      return false;
    }
  }

  /** Returns whether a job has ended; false while the JobManager does not respond. */
  boolean hasEndedIfKnown(String job) {
    try {
      return hasEnded(job);
    } catch (UncheckedIOException | RefusedException e) {
      return false;
    }
  }

  /** Returns a counter of an ended job, which Beam gives Flink as a varint in Base64. */
  long counter(String job, String name) {
    long sum = 0;
    for (JsonNode accumulator :
        get("/jobs/" + job + "/accumulators").get("user-task-accumulators")) {
      for (JsonNode metric : metrics(accumulator.get("value").asText())) {
        if (metric.at("/labels/NAME").asText().equals(name)) {
          byte[] varint = Base64.getDecoder().decode(metric.get("payload").asText());
          for (int i = 0; i < varint.length; i++) {
            sum += (varint[i] & 0x7fL) << (7 * i);
          }
        }
      }
    }
    return sum;
  }

  private static JsonNode metrics(String text) {
    try {
      return JSON.readTree(text).at("/metrics/attempted");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns why a job failed. */
  String exceptions(String job) {
    return get("/jobs/" + job + "/exceptions").toString();
  }

  void cancel(String job) {
    send(
        HttpRequest.newBuilder(URI.create(url + "/jobs/" + job + "?mode=cancel"))
            .method("PATCH", BodyPublishers.noBody()));
  }
}
