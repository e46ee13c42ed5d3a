package example;

import io.github.happiesthashtags.twitter.stream.ConnectionState;
import io.github.happiesthashtags.twitter.stream.Disconnection;
import io.github.happiesthashtags.twitter.stream.Feed;
import io.github.happiesthashtags.twitter.stream.FeedMark;
import io.github.happiesthashtags.twitter.stream.FeedSink;
import io.github.happiesthashtags.twitter.stream.FeedSpec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.display.DisplayData;

/**
 * A feed that reads tweets as JSON lines from a TCP server, such as {@code nc -lk 4711}:
 *
 * <pre>{@code
 * pipeline.apply(TwitterIO.read().from(new SocketSpec("127.0.0.1", 4711)))
 * }</pre>
 *
 * @param host the server's name or address
 * @param port the server's port
 */
public record SocketSpec(String host, int port) implements FeedSpec {
  private static final long RECONNECT_AFTER_MILLIS = 250;

  /** One connection, so one split, whatever parallelism the runner wants. */
  @Override
  public int splits() {
    return 1;
  }

  @Override
  public Feed open(int split, PipelineOptions options) {
    return new SocketFeed();
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    builder.add(DisplayData.item("address", host + ":" + port));
  }

  private final class SocketFeed implements Feed {
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Socket socket = new Socket();

    @Override
    public void run(FeedMark resume, FeedSink sink) throws InterruptedException {
      // The watermark and the counts of the mark continue by themselves.
      sink.enter("tcp://" + host + ":" + port);
      while (closed.getCount() > 0 && sink.isWanted()) {
        try (Socket connected = new Socket(host, port)) {
          socket = connected;
          sink.report().state(ConnectionState.STREAMING);
          pass(connected, sink);
          sink.report().reconnecting(Disconnection.ENDED);
        } catch (IOException e) {
          sink.report().reconnecting(Disconnection.of(e));
        }
        sink.report().state(ConnectionState.WAITING);
        closed.await(RECONNECT_AFTER_MILLIS, TimeUnit.MILLISECONDS);
      }
    }

    private void pass(Socket connected, FeedSink sink) throws IOException, InterruptedException {
      BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(connected.getInputStream(), StandardCharsets.UTF_8));
      long position = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        byte[] message = line.getBytes(StandardCharsets.UTF_8);
        sink.append(message, position);
        position += message.length + 1;
      }
    }

    @Override
    public boolean isLive() {
      return true;
    }

    /** Ends a read that waits for the server. */
    @Override
    public void close() {
      closed.countDown();
      try {
        socket.close();
      } catch (IOException e) {
        // The connection is over in any case.
      }
    }
  }
}
