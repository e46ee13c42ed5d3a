package io.github.happiesthashtags.twitter.xapi;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.happiesthashtags.simulator.SyntheticTweets;
import io.github.happiesthashtags.twitter.auth.BearerToken;
import io.github.happiesthashtags.twitter.stream.Overflow;
import io.github.happiesthashtags.twitter.stream.Session;
import io.github.happiesthashtags.twitter.stream.SessionSettings;
import io.github.happiesthashtags.twitter.stream.Sessions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;

/**
 * A benchmark of how fast one core reads a v2 stream from loopback HTTP into blocks. In alternate
 * rounds it reads a plain socket and counts lines, for comparison. Not a test: {@code main} prints
 * tweets per second of CPU time of the reading threads, in total and for each round.
 */
public final class StreamReadRate {
  private static final int TWEETS = 50_000;
  private static final int ROUNDS = 7;
  private static final long ROUND_NANOS = 4_000_000_000L;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private StreamReadRate() {}

  public static void main(String[] args) throws Exception {
    byte[] body = body();
    System.out.printf(Locale.ROOT, "%d tweets of %d bytes%n", TWEETS, body.length / TWEETS);
    try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread server = new Thread(() -> serve(listener, body), "server");
      server.setDaemon(true);
      server.start();
      double[] feed = new double[ROUNDS];
      double[] plain = new double[ROUNDS];
      for (int round = 0; round < ROUNDS; round++) {
        feed[round] = feed(listener.getLocalPort(), round);
        plain[round] = plain(listener.getLocalPort());
        System.out.printf(
            Locale.ROOT,
            "round %d: feed %,.0f, plain socket %,.0f tweets per CPU-second, ratio %.2f%n",
            round,
            feed[round],
            plain[round],
            feed[round] / plain[round]);
      }
      Arrays.sort(feed);
      Arrays.sort(plain);
      System.out.printf(
          Locale.ROOT,
          "median: feed %,.0f, plain socket %,.0f%n",
          feed[ROUNDS / 2],
          plain[ROUNDS / 2]);
    }
  }

  private static byte[] body() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SyntheticTweets tweets = SyntheticTweets.withSeed(1);
    for (int i = 0; i < TWEETS; i++) {
      out.writeBytes(tweets.nextV2(System.currentTimeMillis()));
      out.writeBytes("\r\n".getBytes(US_ASCII));
    }
    return out.toByteArray();
  }

  /** Sends the same tweets over and over to every client, in chunks of 64 KB. */
  private static void serve(ServerSocket listener, byte[] body) {
    while (!listener.isClosed()) {
      try (Socket socket = listener.accept()) {
        OutputStream out = socket.getOutputStream();
        out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(US_ASCII));
        while (true) {
          for (int at = 0; at < body.length; at += 1 << 16) {
            int length = Math.min(1 << 16, body.length - at);
            out.write((Integer.toHexString(length) + "\r\n").getBytes(US_ASCII));
            out.write(body, at, length);
            out.write("\r\n".getBytes(US_ASCII));
          }
        }
      } catch (IOException e) {
        // The reader has disconnected.
      }
    }
  }

  private static double feed(int port, int round) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + port + "/2/tweets/sample/stream?x=1");
    XApiFeed feed = new XApiFeed(new FeedSetup("rate", uri, () -> BearerToken.of("token")));
    long cpu = clientCpuNanos();
    String split = "rate-" + round;
    Session session =
        Sessions.acquire(split, null, () -> feed, SessionSettings.of(10_000, Overflow.BLOCK));
    long tweets = 0;
    long end = System.nanoTime() + ROUND_NANOS;
    while (System.nanoTime() < end) {
      Session.Taken taken = session.take();
      if (taken == null) {
        session.await(10);
      } else {
        tweets = taken.mark().progress().statuses();
      }
    }
    double seconds = (clientCpuNanos() - cpu) / 1e9;
    Sessions.release(split, session);
    return tweets / seconds;
  }

  /** Returns the CPU time of all reading threads: the feed's, the HTTP client's, and this one. */
  private static long clientCpuNanos() {
    long nanos = 0;
    for (long id : THREADS.getAllThreadIds()) {
      var info = THREADS.getThreadInfo(id);
      String name = info == null ? "" : info.getThreadName();
      if (name.startsWith("twitter-rate") || name.startsWith("HttpClient") || name.equals("main")) {
        nanos += Math.max(0, THREADS.getThreadCpuTime(id));
      }
    }
    return nanos;
  }

  private static double plain(int port) throws IOException {
    long cpu = THREADS.getCurrentThreadCpuTime();
    long lines = 0;
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII));
      InputStream in = socket.getInputStream();
      byte[] buffer = new byte[1 << 18];
      long end = System.nanoTime() + ROUND_NANOS;
      while (System.nanoTime() < end) {
        int read = in.read(buffer);
        for (int i = 0; i < read; i++) {
          if (buffer[i] == '\n') {
            lines++;
          }
        }
      }
    }
    return lines / ((THREADS.getCurrentThreadCpuTime() - cpu) / 1e9);
  }
}
