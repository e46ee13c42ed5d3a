package io.github.happiesthashtags.runners.conformance;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A Kafka cluster of one process on loopback, from the published jars, with SASL or without. */
final class KafkaBroker implements AutoCloseable {
  /** The libraries that {@code runners/conformance/kafka} resolved. */
  private static final Path CLASS_PATH =
      Path.of("..", "conformance", "kafka", "target", "broker.classpath");

  private static final String PLAIN_LOGIN =
      "org.apache.kafka.common.security.plain.PlainLoginModule required";

  private final EngineProcess process;
  private final int port;
  private final Map<String, String> client;

  private KafkaBroker(EngineProcess process, int port, Map<String, String> client) {
    this.process = process;
    this.port = port;
    this.client = client;
  }

  /** Starts a broker that anybody may use. */
  static KafkaBroker start(Path directory) throws IOException {
    return start(directory, "PLAINTEXT", List.of(), Map.of());
  }

  /** Starts a broker that asks for a password. */
  static KafkaBroker startWithPassword(Path directory, String user, String password)
      throws IOException {
    return start(
        directory,
        "SASL_PLAINTEXT",
        List.of(
            "sasl.enabled.mechanisms=PLAIN",
            "sasl.mechanism.inter.broker.protocol=PLAIN",
            "listener.name.sasl_plaintext.plain.sasl.jaas.config="
                + PLAIN_LOGIN
                + " username=\"broker\" password=\"broker\" user_broker=\"broker\" user_"
                + user
                + "=\""
                + password
                + "\";"),
        Map.of(
            "security.protocol",
            "SASL_PLAINTEXT",
            "sasl.mechanism",
            "PLAIN",
            "sasl.jaas.config",
            PLAIN_LOGIN + " username=\"" + user + "\" password=\"" + password + "\";"));
  }

  private static KafkaBroker start(
      Path directory, String protocol, List<String> more, Map<String, String> client)
      throws IOException {
    int port = EngineProcess.freePort();
    int controller = EngineProcess.freePort();
    Path data = Files.createDirectories(directory.resolve("data"));
    // As Kafka's storage tool formats a directory.
    Files.writeString(
        data.resolve("meta.properties"),
        "version=1\ncluster.id=AAAAAAAAAAAAAAAAAAAAAA\nnode.id=1\n");
    List<String> lines =
        new ArrayList<>(
            List.of(
                "process.roles=broker,controller",
                "node.id=1",
                "controller.quorum.voters=1@127.0.0.1:" + controller,
                "listeners="
                    + protocol
                    + "://127.0.0.1:"
                    + port
                    + ",CONTROLLER://127.0.0.1:"
                    + controller,
                "advertised.listeners=" + protocol + "://127.0.0.1:" + port,
                "listener.security.protocol.map=CONTROLLER:PLAINTEXT," + protocol + ":" + protocol,
                "inter.broker.listener.name=" + protocol,
                "controller.listener.names=CONTROLLER",
                "log.dirs=" + data,
                "auto.create.topics.enable=false",
                "offsets.topic.replication.factor=1",
                "transaction.state.log.replication.factor=1",
                "transaction.state.log.min.isr=1"));
    lines.addAll(more);
    Path configuration = Files.write(directory.resolve("server.properties"), lines);
    List<String> command = new ArrayList<>(List.of(JobProcess.javaTool("java"), "-Xmx256m"));
    command.addAll(JobProcess.QUICK);
    command.addAll(
        List.of(
            "-classpath",
            Files.readString(CLASS_PATH, StandardCharsets.UTF_8).strip() + File.pathSeparator,
            "kafka.Kafka",
            configuration.toString()));
    EngineProcess process =
        EngineProcess.start(directory, directory.resolve("broker.log"), Map.of(), command);
    return new KafkaBroker(process, port, client);
  }

  String servers() {
    return "127.0.0.1:" + port;
  }

  /** Returns the properties with which a client logs in. */
  Map<String, String> client() {
    return client;
  }

  private Map<String, Object> clientOf(String servers) {
    Map<String, Object> properties = new HashMap<>(client);
    properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
    return properties;
  }

  /** Waits for the broker and creates a compacted topic of two partitions. */
  void createTopic(String topic) {
    try (Admin admin = Admin.create(clientOf(servers()))) {
      await("for the topic")
          .atMost(JobProcess.PATIENCE)
          .ignoreExceptions()
          .until(
              () -> {
                assertThat("the broker runs", process.isAlive(), is(true));
                if (!admin.listTopics().names().get().contains(topic)) {
                  NewTopic created =
                      new NewTopic(topic, 2, (short) 1)
                          .configs(Map.of("cleanup.policy", "compact"));
                  admin.createTopics(Set.of(created)).all().get();
                }
                return true;
              });
    }
  }

  /** Returns all messages of a topic, in the order of each partition. */
  List<ConsumerRecord<String, String>> messages(String topic) {
    Map<String, Object> properties = clientOf(servers());
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<ConsumerRecord<String, String>> messages = new ArrayList<>();
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(Duration.ofSeconds(1)).forEach(messages::add);
      }
      return messages;
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
