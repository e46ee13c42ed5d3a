package io.github.happiesthashtags.output;

import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database drivers of the job's class loader. On a cluster it is a class loader of the job's
 * own, in a process that outlives the job. A driver registers itself when its class is loaded, and
 * from then on {@link DriverManager} would keep all the job's classes in memory.
 */
final class JdbcDrivers {
  private static final Logger LOG = LoggerFactory.getLogger(JdbcDrivers.class);
  private static final ClassLoader OWN = JdbcDrivers.class.getClassLoader();

  private JdbcDrivers() {}

  /**
   * Registers a driver again if {@link #release} has removed it; a connection pool looks for it.
   */
  static void register(String name) {
    try {
      Class<?> driver = Class.forName(name, /* initialize= */ true, OWN);
      if (DriverManager.drivers().noneMatch(one -> one.getClass() == driver)) {
        DriverManager.registerDriver((Driver) driver.getDeclaredConstructor().newInstance());
      }
    } catch (ReflectiveOperationException | SQLException e) {
      // The pool tries to load it too, and says what is wrong.
      LOG.debug("{} is not registered", name, e);
    }
  }

  /** Deregisters the drivers, unless this class loader is that of the whole program. */
  static void release() {
    if (OWN == ClassLoader.getSystemClassLoader()) {
      return;
    }
    List<Driver> own = own();
    try {
      // If other class loaders have registered drivers, asking for drivers loads the same classes
      // here, and they register themselves.
      while (!own.isEmpty()) {
        for (Driver driver : own) {
          DriverManager.deregisterDriver(driver);
        }
        own = own();
      }
    } catch (SQLException e) {
      LOG.debug("{} stay registered", own, e);
    }
  }

  private static List<Driver> own() {
    return DriverManager.drivers().filter(one -> one.getClass().getClassLoader() == OWN).toList();
  }
}
