package io.github.happiesthashtags.simulator;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.Test;

public final class FaultTest {
  @Test
  public void everyFaultIsWhatItsTextSays() {
    for (Fault fault :
        List.of(
            Fault.cutMidLine(),
            Fault.cutMidCharacter(),
            Fault.halfOpen(),
            Fault.slowDrip(3),
            Fault.noKeepAlive(),
            Fault.disconnectMessage(),
            Fault.cleanEnd(),
            Fault.reset(),
            Fault.garbage(),
            Fault.longLine(5000),
            Fault.duplicate(2),
            Fault.reorder(4),
            Fault.burst(60),
            Fault.stale(),
            Fault.refuse(503),
            Fault.refuse(429, 3)
                .withRetryAfter(Duration.ofSeconds(7))
                .withRateLimitReset(Duration.ofMinutes(1))
                .withCut(),
            Fault.refuse(402),
            Fault.refuse(429).withUsageCap(),
            Fault.slowAccept(9),
            Fault.neverAnswer(),
            Fault.redirect(URI.create("http://127.0.0.1:1/x")))) {
      assertThat(Fault.parse(fault.toString()), is(fault));
      assertThat(Fault.parse(fault.toString()).hashCode(), is(fault.hashCode()));
    }
  }

  @Test
  public void aTextMayLeaveOutWhatIsUsual() {
    assertThat(Fault.parse("cut-mid-line"), is(Fault.cutMidLine()));
    assertThat(Fault.parse("burst"), is(Fault.burst(10)));
    assertThat(Fault.parse("long-line"), is(Fault.longLine(10 * 1024 * 1024)));
    assertThat(
        Fault.parse("refuse:429:reset=60:times=2").toString(), is("refuse:429:times=2:reset=60"));
  }

  @Test
  public void whatIsNoFaultIsRefusedWithTheRemedy() {
    assertThat(
        messageOf("cut"), allOf(containsString("'cut' is unknown"), containsString("half-open")));
    assertThat(messageOf("refuse:200"), containsString("give one of 401"));
    assertThat(messageOf("refuse:503:usage-cap"), containsString("usage-cap with status 503"));
    assertThat(messageOf("refuse:429:soon"), containsString("'soon' is none of times=N"));
    assertThat(messageOf("burst:many"), containsString("'many' is not a whole number"));
    assertThat(messageOf("burst:0"), containsString("from 1 to"));
    assertThat(messageOf("reset:3"), containsString("takes no number"));
    assertThat(messageOf("redirect"), containsString("give redirect:URL"));
  }

  private static String messageOf(String text) {
    return assertThrows(IllegalArgumentException.class, () -> Fault.parse(text)).getMessage();
  }
}
