package io.github.happiesthashtags.twitter.xapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.simple.SimpleLogger;
import org.slf4j.spi.LocationAwareLogger;

/** A capture of what some classes log at level debug while it is open. */
final class DebugLog implements AutoCloseable {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PrintStream before = System.err;
  private final Map<Logger, Object> levels = new LinkedHashMap<>();
  private final Field level;

  DebugLog(Class<?>... classes) throws ReflectiveOperationException {
    // The simple logger reads its level from a property once, and other tests may have run before.
    level = SimpleLogger.class.getDeclaredField("currentLogLevel");
    level.setAccessible(true);
    for (Class<?> type : classes) {
      Logger logger = LoggerFactory.getLogger(type);
      levels.put(logger, level.get(logger));
      level.set(logger, LocationAwareLogger.DEBUG_INT);
    }
    System.setErr(new PrintStream(written, true, UTF_8));
  }

  String text() {
    return written.toString(UTF_8);
  }

  @Override
  public void close() throws ReflectiveOperationException {
    System.setErr(before);
    for (Map.Entry<Logger, Object> entry : levels.entrySet()) {
      level.set(entry.getKey(), entry.getValue());
    }
  }
}
