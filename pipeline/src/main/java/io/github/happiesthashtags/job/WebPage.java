package io.github.happiesthashtags.job;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.happiesthashtags.board.BoardServer;
import io.github.happiesthashtags.board.JobHealth;
import io.github.happiesthashtags.output.WebSink;
import io.github.happiesthashtags.rank.PipelineMetrics;
import io.github.happiesthashtags.twitter.stream.SourceMetrics;
import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Instant;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/** The page of {@code --output=web}: a board over the database in memory that the sink fills. */
final class WebPage {
  private final HikariDataSource database;
  private final BoardServer board;

  private WebPage(HikariDataSource database, BoardServer board) {
    this.database = database;
    this.board = board;
  }

  /**
   * Opens the page.
   *
   * @throws BadOptionException if the address cannot be listened on
   */
  static WebPage open(PipelineOptions options, JobWatch watch) {
    WebSink.WebOptions web = options.as(WebSink.WebOptions.class);
    String port = web.getWebPort();
    HikariConfig config = new HikariConfig();
    config.setPoolName("board");
    config.setJdbcUrl(WebSink.URL);
    config.setReadOnly(true);
    config.setMinimumIdle(1);
    HikariDataSource database = new HikariDataSource(config);
    BoardServer.Builder board =
        BoardServer.over(database).withHost(web.getWebHost()).withHealth(new Health(watch)::now);
    try {
      return new WebPage(
          database,
          port == null
              ? board.orNextPort().start()
              : board.withPort(Integer.parseInt(port)).start());
    } catch (UnknownHostException e) {
      database.close();
      throw BadOptionException.of(
          "webHost", web.getWebHost(), "no such host; use 127.0.0.1, or 0.0.0.0 for all");
    } catch (IOException e) {
      database.close();
      throw BadOptionException.of(
          "webPort",
          port == null ? String.valueOf(BoardServer.DEFAULT_PORT) : port,
          "cannot listen on "
              + web.getWebHost()
              + " ("
              + e.getMessage()
              + "); use another port, or 0 for any free one");
    }
  }

  /** Where a browser finds the page. */
  URI address() {
    return board.address();
  }

  void close() {
    board.close();
    database.close();
  }

  /** The job's numbers as the page shows them. */
  static final class Health {
    /** Beyond it a stream is a recording of the past, whose lag tells nothing. */
    private static final long MOST_LAG_MILLIS = 24 * 3_600_000L;

    /** How long tweets are counted for a rate: bundles bring them in bursts. */
    private static final double RATE_SECONDS = 4;

    private final JobWatch watch;
    private long sinceNanos = System.nanoTime();
    private long since;
    private double rate;

    Health(JobWatch watch) {
      this.watch = watch;
    }

    synchronized JobHealth now() {
      Counters counters = watch.counters();
      Counters known = counters == null ? Counters.none() : counters;
      long tweets = known.get(PipelineMetrics.STATUSES);
      long lag = known.gauge(SourceMetrics.LAG);
      long watermark = known.watermarkMillis();
      return new JobHealth(
          watch.state().name(),
          tweets,
          rate(tweets),
          lag > 0 && lag < MOST_LAG_MILLIS ? lag / 1000.0 : null,
          instant(watermark),
          known.get(PipelineMetrics.LATE),
          known.get(SourceMetrics.GAP_LOST) / 1000.0,
          known.get(SourceMetrics.DROPPED_STATUSES),
          known.get(PipelineMetrics.MALFORMED));
    }

    private double rate(long tweets) {
      long now = System.nanoTime();
      double seconds = (now - sinceNanos) / 1e9;
      if (seconds >= RATE_SECONDS || rate == 0) {
        rate = (tweets - since) / Math.max(seconds, 1);
        if (seconds >= RATE_SECONDS) {
          since = tweets;
          sinceNanos = now;
        }
      }
      return rate;
    }

    private static @Nullable Instant instant(long watermark) {
      return watermark == Long.MIN_VALUE ? null : Instant.ofEpochMilli(watermark);
    }
  }
}
