package io.github.happiesthashtags.twitter.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.Test;

/** Tests that a flood of keep-alives without a reader takes little memory. */
public final class KeepAliveMemoryTest {
  /** One block for each of these keep-alives took over a gigabyte. */
  private static final int COUNT = 5_000_000;

  /** A feed that sends only keep-alives. */
  private static final class Blank implements Feed {
    @Override
    public void run(@Nullable FeedMark resume, FeedSink sink) throws InterruptedException {
      byte[] none = {};
      sink.enter("stream");
      for (int i = 0; i < COUNT; i++) {
        sink.inspect(none, 0, 0);
        sink.append(none, 0, 0, i, i + 1);
      }
    }

    @Override
    public boolean isLive() {
      return true;
    }

    @Override
    public void close() {}
  }

  /** The process with the small heap, which exits with 0 if a reader gets every keep-alive. */
  public static final class Main {
    public static void main(String[] args) throws Exception {
      Session session =
          new Session("keep-alives", new Blank(), null, SessionSettings.of(0, Overflow.BLOCK));
      await().atMost(1, TimeUnit.MINUTES).until(() -> session.backlogBytes() >= COUNT);
      int lines = 0;
      while (!session.isDone()) {
        Session.Taken taken = session.take();
        if (taken != null) {
          int[] read = new int[1];
          taken.block().read((buffer, offset, length, position, overlong) -> ++read[0] > 0);
          lines += read[0];
        }
      }
      System.exit(lines == COUNT ? 0 : 1);
    }
  }

  @Test
  public void keepAlivesThatNobodyTakesStayWithinTheBuffer() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName())
            .redirectErrorStream(true)
            .start();

    String said = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertThat(said, process.waitFor(), is(0));
  }
}
