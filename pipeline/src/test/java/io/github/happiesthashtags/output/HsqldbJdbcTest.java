package io.github.happiesthashtags.output;

import java.util.UUID;

/** The tables in HSQLDB, for which the sink has no special case. */
public final class HsqldbJdbcTest extends JdbcContract {
  private final String url = "jdbc:hsqldb:mem:" + UUID.randomUUID();

  @Override
  JdbcDatabase.Address address() {
    return new JdbcDatabase.Address("org.hsqldb.jdbc.JDBCDriver", url, "SA", null);
  }

  @Override
  JdbcDatabase.Address sameElsewhere() {
    return new JdbcDatabase.Address(
        "org.hsqldb.jdbc.JDBCDriver", url + ";hsqldb.tx=mvcc", "SA", null);
  }
}
