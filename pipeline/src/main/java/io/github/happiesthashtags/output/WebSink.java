package io.github.happiesthashtags.output;

import com.google.auto.service.AutoService;
import io.github.happiesthashtags.Option;
import io.github.happiesthashtags.Option.Kind;
import io.github.happiesthashtags.rank.Leaderboard;
import java.time.Duration;
import java.util.List;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.jspecify.annotations.Nullable;

/**
 * The sink that the page in the job's process shows: the tables of {@link JdbcSink} in a database
 * in memory. The job opens the page.
 */
@AutoService(Sink.class)
public final class WebSink implements Sink {
  /** The name of the sink. */
  public static final String LABEL = "web";

  /** The database of this process. It lives as long as the process. */
  public static final String URL = "jdbc:h2:mem:happiest-hashtags;DB_CLOSE_DELAY=-1";

  /** Windows of ten seconds with ten rows each take some 30 MB in this time. */
  private static final Duration KEEP = Duration.ofDays(1);

  private static final JdbcDatabase.Address DATABASE =
      new JdbcDatabase.Address("org.h2.Driver", URL, null, null);

  /** The options of the sink. */
  public interface WebOptions extends PipelineOptions {
    @Option(label = "Web port", kind = Kind.NUMBER, max = 65_535)
    @Description(
        "The port of the [page](board.md); 0 for any free one. Without this option, 8080, or the "
            + "next free port if 8080 is taken.")
    @Nullable String getWebPort();

    void setWebPort(@Nullable String webPort);

    @Option(label = "Web host")
    @Description(
        "The address on which the page listens. It has no password, so only this machine can read "
            + "it by default; in a container, use `0.0.0.0`.")
    @Default.String("127.0.0.1")
    String getWebHost();

    void setWebHost(String webHost);
  }

  @Override
  public String label() {
    return LABEL;
  }

  @Override
  public String description() {
    return "a page in this process";
  }

  @Override
  public Option.Own options() {
    return new Option.Own(WebOptions.class, List.of("webPort", "webHost"));
  }

  @Override
  public PTransform<PCollection<? extends Leaderboard>, PCollection<Void>> create(
      SinkSettings settings, PipelineOptions options) {
    return JdbcSink.write(DATABASE, settings.board(), /* writeEarly= */ true, KEEP);
  }

  @Override
  public void checkPlace(PipelineOptions options, boolean elsewhere) {
    if (elsewhere) {
      throw new IllegalArgumentException(
          "--output=web: the page would be in a process of the cluster that nobody can find; use"
              + " --output=jdbc, and the board over its database (docs/board.md)");
    }
  }
}
