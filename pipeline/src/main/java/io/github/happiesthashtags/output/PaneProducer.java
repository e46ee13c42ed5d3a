package io.github.happiesthashtags.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.happiesthashtags.rank.Leaderboard;
import io.github.happiesthashtags.twitter.auth.SecretProperties;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.StringSerializer;

/** A producer of panes, whose errors name the topic and never a secret. */
final class PaneProducer {
  /**
   * How long a broker may be away, which outlasts a leader's election or a rolling restart. After
   * that the runner's own retries go on; the Direct runner has none.
   */
  private static final int PATIENCE_MILLIS = 60_000;

  /** One of several attempts within the patience. */
  private static final int REQUEST_MILLIS = 15_000;

  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final KafkaSink.Target target;
  private final Producer<String, String> producer;
  private final List<Future<RecordMetadata>> sent = new ArrayList<>();

  private PaneProducer(KafkaSink.Target target, Producer<String, String> producer) {
    this.target = target;
    this.producer = producer;
  }

  /**
   * Opens a producer; does not connect.
   *
   * @throws IOException if the client properties cannot be read or used
   */
  static PaneProducer open(KafkaSink.Target target) throws IOException {
    Map<String, Object> properties = new HashMap<>();
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MILLIS);
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
    String config = target.config();
    if (config != null) {
      properties.putAll(SecretProperties.read(Path.of(config)));
    }
    properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, target.servers());
    // Not for the user to choose: with less, a pane may be lost, or an old one follow a new one.
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    try {
      return new PaneProducer(
          target, new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer()));
    } catch (KafkaException e) {
      throw unusable(target, e);
    }
  }

  void send(String key, String value, Leaderboard pane) throws IOException {
    ProducerRecord<String, String> message = new ProducerRecord<>(target.topic(), key, value);
    message.headers().add("timing", pane.timing().name().getBytes(UTF_8));
    message.headers().add("pane", Long.toString(pane.getPane()).getBytes(UTF_8));
    try {
      sent.add(producer.send(message));
    } catch (KafkaException e) {
      throw failed(e);
    }
  }

  /**
   * Waits until the brokers have all messages.
   *
   * @throws UnwritableException if one could not be delivered within the patience
   */
  void awaitSent() throws UnwritableException {
    try {
      producer.flush();
      for (Future<RecordMetadata> message : sent) {
        message.get();
      }
    } catch (ExecutionException e) {
      throw failed(e.getCause() instanceof Exception cause ? cause : e);
    } catch (InterruptedException | org.apache.kafka.common.errors.InterruptException e) {
      Thread.currentThread().interrupt();
      throw failed(e);
    } finally {
      sent.clear();
    }
  }

  private UnwritableException failed(Exception cause) {
    return new UnwritableException(
        "the topic " + target.topic() + " of --kafkaBootstrapServers=" + target.servers(), cause);
  }

  /** An error of Kafka's own checks hides secrets; that of a login module may quote them. */
  private static UnwritableException unusable(KafkaSink.Target target, KafkaException e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String reason =
        root instanceof ConfigException ? root.getMessage() : root.getClass().getSimpleName();
    // Without the cause, which would be logged with its message.
    return new UnwritableException(
        "the topic " + target.topic(),
        new IOException(
            "Kafka's client refuses --kafkaBootstrapServers="
                + target.servers()
                + (target.config() == null ? "" : " or --kafkaConfig=" + target.config())
                + ": "
                + reason));
  }

  void close() {
    producer.close(CLOSE);
  }
}
