package io.github.happiesthashtags.board;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import javax.sql.DataSource;
import org.junit.Test;

/** What a reader gets of a database that fails. */
public final class BoardStoreTest {
  @Test
  public void aFailureWithoutAStateIsPassedOn() {
    SQLException failure = new SQLTransientConnectionException("timed out");
    DataSource failing =
        (DataSource)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, args) -> {
                  throw failure;
                });

    SQLException thrown =
        assertThrows(SQLException.class, () -> new BoardStore(failing).newest("board"));

    assertThat(thrown, is(failure));
  }
}
