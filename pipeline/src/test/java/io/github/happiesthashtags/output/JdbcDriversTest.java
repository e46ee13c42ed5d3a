package io.github.happiesthashtags.output;

import static io.github.happiesthashtags.rank.Leaderboard.Timing.ON_TIME;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.github.happiesthashtags.testing.Boards;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.Test;

/**
 * On a cluster, the job's classes have a class loader of their own, which must end with the job.
 */
public final class JdbcDriversTest {

  /** Loaded by such a class loader. */
  public static final class Job implements Callable<List<String>> {
    @Override
    public List<String> call() throws Exception {
      String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
      JdbcSink.JdbcOptions options = PipelineOptionsFactory.create().as(JdbcSink.JdbcOptions.class);
      options.setJdbcUrl(url);
      new JdbcSink().create(SinkSettings.of("", "board"), options);
      List<String> left = new ArrayList<>(drivers());
      // Spark opens a database again after it was closed.
      for (int i = 0; i < 2; i++) {
        JdbcDatabase database =
            JdbcDatabase.open(new JdbcDatabase.Address("org.h2.Driver", url, "sa", null));
        database.write(Boards.of(ON_TIME, i), "board", null, Duration.ZERO);
        database.close();
        left.addAll(drivers());
      }
      return left;
    }

    /** Returns the drivers of this class loader. */
    private static List<String> drivers() {
      return DriverManager.drivers()
          .filter(driver -> driver.getClass().getClassLoader() == Job.class.getClassLoader())
          .map(driver -> driver.getClass().getName())
          .toList();
    }
  }

  @Test
  public void noDriverKeepsTheClassesOfAJobThatHasEnded() throws Exception {
    List<URL> urls = new ArrayList<>();
    for (String path : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      urls.add(Path.of(path).toUri().toURL());
    }
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader loader =
        new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader())) {
      thread.setContextClassLoader(loader);
      Callable<?> job =
          (Callable<?>)
              loader.loadClass(Job.class.getName()).getDeclaredConstructor().newInstance();

      assertThat((List<?>) job.call(), is(empty()));
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
