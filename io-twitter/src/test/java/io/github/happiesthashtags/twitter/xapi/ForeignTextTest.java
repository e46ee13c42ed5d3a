package io.github.happiesthashtags.twitter.xapi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.github.happiesthashtags.twitter.stream.Disconnection;
import java.net.ProtocolException;
import java.util.List;
import org.junit.Test;

/** Tests that text from an API, or from a host in its place, is safe in the log. */
public class ForeignTextTest {

  @Test
  public void anErrorOfTheApiCannotDriveTheTerminal() {
    String error =
        "{\"title\": \"Inva\\u009b2Jlid\", \"detail\": \"\\u202eslur\\u2028\\u001b[31m \\n\\ud83d\"}";

    assertThat(
        ApiResponseTest.response(error).problems().get(0).line(),
        equalTo("Inva\\u009B2Jlid: \\u202Eslur\\u2028\\u001B[31m \\uD83D"));
  }

  @Test
  public void aRuleThatAnotherAppSetCannotEither() {
    RuleChanges changes =
        new RuleChanges(
            List.of(),
            List.of(new RuleChanges.Rule("cats\u009B2J\n+ dogs", "\u202Egat", 0)),
            List.of());

    assertThat(changes.describe(), equalTo("- cats\\u009B2J\\u000A+ dogs  [\\u202Egat]"));
  }

  @Test
  public void aStatusLineThatCannotBeReadIsShown() {
    assertThat(
        Disconnection.describe(new ProtocolException("Invalid status line: \"HTTP\u009B2J\r\n\"")),
        equalTo("Invalid status line: \"HTTP\\u009B2J \""));
  }
}
