package io.github.happiesthashtags.output;

import com.google.auto.service.AutoService;
import io.github.happiesthashtags.Option;
import io.github.happiesthashtags.Option.Kind;
import io.github.happiesthashtags.rank.Leaderboard;
import io.github.happiesthashtags.twitter.auth.CredentialsException;
import io.github.happiesthashtags.twitter.auth.SecretProperties;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.jspecify.annotations.Nullable;

/**
 * The sink that sends one message a pane to a topic of Kafka, with a key a window, so that a
 * compacted topic keeps each window's newest pane.
 *
 * <p>It uses Kafka's client rather than {@code KafkaIO}, which opens a producer whenever a function
 * is set up: on Spark, twice a second, although most batches have no pane.
 */
@AutoService(Sink.class)
public final class KafkaSink implements Sink {
  private static final String CONFIG = "--kafkaConfig=";

  /** Addresses between commas; an IPv6 address is in brackets. */
  private static final Pattern SERVERS =
      Pattern.compile("(?:[\\w.-]+|\\[[0-9a-fA-F:.]+]):\\d{1,5}(?:,(?!$)|$)");

  /** Source: org.apache.kafka.common.internals.Topic. */
  private static final Pattern TOPIC = Pattern.compile("(?!\\.{1,2}$)[a-zA-Z0-9._-]{1,249}");

  /** The options of the sink. */
  public interface KafkaSinkOptions extends PipelineOptions {
    @Option(label = "Kafka servers")
    @Description(
        "Some brokers of the Kafka cluster, as `host:port,host:port`. See [Leaderboards in "
            + "Kafka](kafka.md). Required.")
    @Nullable String getKafkaBootstrapServers();

    void setKafkaBootstrapServers(@Nullable String kafkaBootstrapServers);

    @Option(label = "Kafka topic")
    @Description("The topic, which should be compacted. Required.")
    @Nullable String getKafkaTopic();

    void setKafkaTopic(@Nullable String kafkaTopic);

    @Option(label = "Kafka client properties", kind = Kind.PATH)
    @Description(
        "A file of properties for Kafka's producer, such as those for TLS and SASL, `chmod 600`.")
    @Nullable String getKafkaConfig();

    void setKafkaConfig(@Nullable String kafkaConfig);
  }

  /**
   * Where messages go; holds no secret.
   *
   * @param config the path of a file of client properties, or null
   */
  record Target(String servers, String topic, @Nullable String config) implements Serializable {}

  @Override
  public String label() {
    return "kafka";
  }

  @Override
  public String description() {
    return "messages in a topic of Kafka";
  }

  @Override
  public Option.Own options() {
    return new Option.Own(
        KafkaSinkOptions.class, List.of("kafkaBootstrapServers", "kafkaTopic", "kafkaConfig"));
  }

  @Override
  public PTransform<PCollection<? extends Leaderboard>, PCollection<Void>> create(
      SinkSettings settings, PipelineOptions options) {
    KafkaSinkOptions kafka = options.as(KafkaSinkOptions.class);
    String servers = kafka.getKafkaBootstrapServers();
    if (servers == null) {
      throw new IllegalArgumentException(
          "--kafkaBootstrapServers is missing: with --output=kafka give brokers, such as"
              + " broker-1:9092,broker-2:9092");
    }
    if (!SERVERS.matcher(servers).replaceAll("").isEmpty()) {
      throw new IllegalArgumentException(
          "--kafkaBootstrapServers="
              + servers
              + ": not addresses of brokers; use host:port, or several separated by commas");
    }
    String topic = kafka.getKafkaTopic();
    if (topic == null) {
      throw new IllegalArgumentException(
          "--kafkaTopic is missing: with --output=kafka give a compacted topic");
    }
    if (!TOPIC.matcher(topic).matches()) {
      throw new IllegalArgumentException(
          "--kafkaTopic="
              + topic
              + ": not a name of a topic; use 1 to 249 letters, digits, dots, hyphens and"
              + " underscores");
    }
    return ParDo.of(
        new SendFn(
            new Target(servers, topic, kafka.getKafkaConfig()),
            settings.board(),
            settings.writeEarly()));
  }

  @Override
  public void checkPlace(PipelineOptions options, boolean elsewhere) {
    String config = options.as(KafkaSinkOptions.class).getKafkaConfig();
    if (elsewhere || config == null) {
      return;
    }
    try {
      SecretProperties.read(Path.of(config));
    } catch (CredentialsException | InvalidPathException e) {
      throw new IllegalArgumentException(CONFIG + config + ": " + e.getMessage(), e);
    }
  }

  static final class SendFn extends DoFn<Leaderboard, Void> {
    private static final long serialVersionUID = 1L;

    private final Target target;
    private final String board;
    private final boolean writeEarly;
    private transient @Nullable PaneProducer producer;

    SendFn(Target target, String board, boolean writeEarly) {
      this.target = target;
      this.board = board;
      this.writeEarly = writeEarly;
    }

    @ProcessElement
    public void process(@Element Leaderboard pane) throws IOException {
      if (pane.timing() == Leaderboard.Timing.EARLY && !writeEarly) {
        return;
      }
      PaneProducer open = producer;
      if (open == null) {
        open = PaneProducer.open(target);
        producer = open;
      }
      open.send(PaneJson.key(board, pane), PaneJson.value(board, pane), pane);
    }

    /** Before the runner regards the panes as written. */
    @FinishBundle
    public void finishBundle() throws IOException {
      if (producer != null) {
        producer.awaitSent();
      }
    }

    @Teardown
    public void teardown() {
      if (producer != null) {
        producer.close();
        producer = null;
      }
    }
  }
}
