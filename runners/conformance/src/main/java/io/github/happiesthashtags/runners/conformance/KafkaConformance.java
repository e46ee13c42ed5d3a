package io.github.happiesthashtags.runners.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The packaged job with {@code --output=kafka}, and a real broker that asks for a password. */
public abstract class KafkaConformance {
  private static final Path SCHEMA = Path.of("..", "..", "docs", "kafka-pane-1.schema.json");
  private static final String PASSWORD = "correct-horse-battery-staple";
  private static final String ON_TIME = "ON_TIME";

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void messagesSayWhatCsvFilesOfTheSameRunSay() throws Exception {
    Path directory = folder.getRoot().toPath();
    Recording.v2(600, Duration.ofMinutes(20)).write(directory.resolve("tweets.jsonl"));
    try (KafkaBroker broker = broker(directory)) {
      broker.createTopic("recording");
      JobProcess.Outcome run =
          JobProcess.run(
              directory,
              options(
                  broker,
                  "recording",
                  "--job=event-time",
                  "--source=file",
                  "--input=tweets.jsonl",
                  "--window=5m",
                  "--smiles=ALL",
                  "--board=evening",
                  "--output=csv,kafka",
                  "--outputDir=out"));

      assertThat(run.err(), run.exitCode(), is(0));
      assertThat(run.err() + run.out(), not(containsString(PASSWORD)));
      Map<String, JsonNode> panes = new TreeMap<>();
      for (ConsumerRecord<String, String> message : broker.messages("recording")) {
        JsonNode pane = checked(message);
        assertThat(pane.path("timing").asText(), is(ON_TIME));
        assertThat(message.key(), panes.put(message.key(), pane) == null, is(true));
      }
      assertThat(panes.keySet(), hasItem("evening/2020-01-01T00:05:00Z/2020-01-01T00:10:00Z"));
      assertThat(csvRows(panes), equalTo(OutputFiles.csvRows(directory.resolve("out"))));
    }
  }

  @Test
  public void aCompactedTopicKeepsTheOnTimePaneOfAStreamsWindows() throws Exception {
    Path directory = folder.getRoot().toPath();
    try (KafkaBroker broker = broker(directory)) {
      broker.createTopic("stream");
      JobProcess.Outcome run =
          JobProcess.run(
              directory,
              options(
                  broker,
                  "stream",
                  "--demoTweets=1500",
                  "--demoRate=300",
                  "--window=2s",
                  "--every=2s",
                  "--early=1s",
                  "--maxOutOfOrder=1s",
                  "--language=all",
                  "--smiles=ALL",
                  "--output=kafka",
                  "--writeEarly=true"));

      assertThat(run.err(), run.exitCode(), is(0));
      Set<String> timings = new HashSet<>();
      Map<String, String> last = new HashMap<>();
      for (ConsumerRecord<String, String> message : broker.messages("stream")) {
        String timing = checked(message).path("timing").asText();
        timings.add(timing);
        last.put(message.key(), timing);
      }
      assertThat(timings, equalTo(Set.of("EARLY", ON_TIME)));
      assertThat(Set.copyOf(last.values()), equalTo(Set.of(ON_TIME)));
    }
  }

  @Test
  public void aBrokerThatStaysAwayEndsTheJobWithItsName() throws Exception {
    Path directory = folder.getRoot().toPath();
    Recording.v2(50, Duration.ofMinutes(5)).write(directory.resolve("tweets.jsonl"));
    secret(
        directory,
        Map.of(
            "max.block.ms", "2000",
            "request.timeout.ms", "1000",
            "delivery.timeout.ms", "2000",
            "linger.ms", "0"));
    String servers = "127.0.0.1:" + EngineProcess.freePort();
    JobProcess.Outcome run =
        JobProcess.run(
            directory,
            "--job=event-time",
            "--source=file",
            "--input=tweets.jsonl",
            "--smiles=ALL",
            "--output=kafka",
            "--kafkaBootstrapServers=" + servers,
            "--kafkaTopic=happiest-hashtags",
            "--kafkaConfig=" + directory.resolve("client.properties"));

    assertThat(run.err(), run.exitCode(), is(1));
    assertThat(
        run.err(),
        containsString(
            "happiest-hashtags: the job failed: the topic happiest-hashtags of"
                + " --kafkaBootstrapServers="
                + servers
                + " cannot be written: "));
  }

  private KafkaBroker broker(Path directory) throws IOException {
    KafkaBroker broker =
        KafkaBroker.startWithPassword(folder.newFolder().toPath(), "writer", PASSWORD);
    secret(directory, broker.client());
    return broker;
  }

  private static void secret(Path directory, Map<String, String> properties) throws IOException {
    List<String> lines = new ArrayList<>();
    properties.forEach((name, value) -> lines.add(name + "=" + value));
    Path file = Files.write(directory.resolve("client.properties"), lines);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private List<String> options(KafkaBroker broker, String topic, String... more) {
    List<String> options =
        new ArrayList<>(
            List.of(
                "--kafkaBootstrapServers=" + broker.servers(),
                "--kafkaTopic=" + topic,
                "--kafkaConfig=" + folder.getRoot().toPath().resolve("client.properties")));
    options.addAll(List.of(more));
    return options;
  }

  /** Returns the value of a message that says the same in its key, headers and value. */
  private static JsonNode checked(ConsumerRecord<String, String> message) throws IOException {
    JsonNode pane = JsonMapper.builder().build().readTree(message.value());
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(Files.readString(SCHEMA));
    assertThat(message.value(), schema.validate(pane), is(empty()));
    assertThat(
        message.key(),
        is(
            pane.path("board").asText()
                + '/'
                + pane.path("window_start").asText()
                + '/'
                + pane.path("window_end").asText()));
    for (String header : List.of("timing", "pane")) {
      assertThat(
          new String(message.headers().lastHeader(header).value(), UTF_8),
          is(pane.path(header).asText()));
    }
    return pane;
  }

  /** Returns the rows as CSV, by window; no hashtag of a recording needs quotes. */
  private static List<String> csvRows(Map<String, JsonNode> panes) {
    List<String> rows = new ArrayList<>();
    for (JsonNode pane : panes.values()) {
      for (JsonNode row : pane.path("rows")) {
        rows.add(
            String.join(
                ",",
                pane.path("window_start").asText(),
                pane.path("window_end").asText(),
                pane.path("timing").asText(),
                pane.path("pane").asText(),
                row.path("rank").asText(),
                row.path("hashtag").asText(),
                row.path("score").asText(),
                row.path("smiles").asText(),
                row.path("statuses").asText()));
      }
    }
    return rows;
  }
}
