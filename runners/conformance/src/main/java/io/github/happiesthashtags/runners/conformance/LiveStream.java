package io.github.happiesthashtags.runners.conformance;

import io.github.happiesthashtags.simulator.Made;
import io.github.happiesthashtags.simulator.XApiSimulator;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** An X API simulator in this process with the real clock, which records all its statuses. */
public final class LiveStream implements AutoCloseable {
  private static final String TOKEN = "conformance-test-token-not-a-secret";
  private static final int TWEETS_PER_SECOND = 200;

  /** Large enough that every one-second window has some. */
  private static final double HAPPY_SHARE = 0.5;

  private final Path token;
  private final Path recording;
  private final OutputStream out;
  private final XApiSimulator simulator;

  private LiveStream(Path directory) throws IOException {
    token = Files.writeString(directory.resolve("token"), TOKEN);
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
    recording = directory.resolve("made.jsonl");
    out = new BufferedOutputStream(Files.newOutputStream(recording));
    simulator =
        XApiSimulator.builder()
            .tweetsPerSecond(TWEETS_PER_SECOND)
            .happyShare(HAPPY_SHARE)
            .bearerToken(TOKEN)
            .onMade(this::record)
            .start();
  }

  /** Starts a simulator whose stream begins with the first client. */
  public static LiveStream start(Path directory) throws IOException {
    return new LiveStream(directory);
  }

  private void record(Made status) {
    try {
      out.write(status.message());
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the options of a job that reads the stream, without the stream's name. */
  public List<String> source() {
    return List.of("--source=x", "--xApiUrl=" + simulator.uri(), "--bearerTokenFile=" + token);
  }

  /** Returns how many clients are connected. */
  public int clients() {
    return simulator.openConnections();
  }

  /** Returns the recording of all statuses, which is complete once this is closed. */
  public Path recording() {
    return recording;
  }

  @Override
  public void close() throws IOException {
    simulator.close();
    out.close();
  }
}
