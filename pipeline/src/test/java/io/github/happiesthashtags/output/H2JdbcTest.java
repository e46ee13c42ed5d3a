package io.github.happiesthashtags.output;

import java.util.UUID;

/** The tables in an H2 database in memory. */
public final class H2JdbcTest extends JdbcContract {
  private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";

  @Override
  JdbcDatabase.Address address() {
    return new JdbcDatabase.Address("org.h2.Driver", url, "sa", null);
  }

  @Override
  JdbcDatabase.Address sameElsewhere() {
    return new JdbcDatabase.Address("org.h2.Driver", url + ";LOCK_TIMEOUT=2000", "sa", null);
  }
}
