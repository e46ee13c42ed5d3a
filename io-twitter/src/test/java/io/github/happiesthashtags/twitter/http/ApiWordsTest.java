package io.github.happiesthashtags.twitter.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

import org.junit.Test;

public final class ApiWordsTest {
  @Test
  public void aProblemDocumentHasATitleAndADetail() {
    assertThat(
        text("{\"title\":\"UsageCapExceeded\",\"detail\":\"Usage cap exceeded: Monthly\"}"),
        is("UsageCapExceeded: Usage cap exceeded: Monthly"));
  }

  @Test
  public void itsErrorsSayWhichParameterIsMeant() {
    assertThat(
        text(
            "{\"errors\":[{\"parameters\":{\"a\":[\"b\"]},\"message\":\"`a` is not [b]\"}],"
                + "\"title\":\"Invalid Request\",\"detail\":\"One or more parameters\"}"),
        is("Invalid Request: One or more parameters: `a` is not [b]"));
  }

  @Test
  public void anErrorOfV1HasACodeAndAMessage() {
    assertThat(
        text("{\"errors\":[{\"code\":32,\"message\":\"Could not authenticate you.\"}]}"),
        is("Could not authenticate you.: code 32"));
  }

  @Test
  public void ofAProxysPageItsTextIsShown() {
    assertThat(
        text(
            "<html><head><title>x</title><style>b{}</style></head><body><h1>Access\n denied</h1>"
                + "<p>by <b>policy</b> 7</p></body></html>"),
        is("Access denied by policy 7"));
    assertThat(text("upstream connect error"), is("upstream connect error"));
  }

  @Test
  public void nothingInItReachesATerminalAsItIs() {
    assertThat(text("{\"title\":\"a\\u001b[31m\\u202e\"}"), is("a\\u001B[31m\\u202E"));
    assertThat(text("a\u001b[31m"), not(containsString("\u001b")));
  }

  @Test
  public void itIsShortHoweverLongTheBodyIs() {
    String many = "{\"message\":\"" + "x".repeat(1000) + "\"},";
    assertThat(text("{\"errors\":[" + many.repeat(50) + "{}]}").length(), is(lessThan(2000)));
    assertThat(text("<".repeat(60_000)).length(), is(lessThan(2000)));
  }

  @Test
  public void aBodyThatSaysNothingIsNoReason() {
    for (String body : new String[] {"", "{}", " \r\n", "{\"errors\":[]}"}) {
      assertThat(ApiWords.of(body.getBytes(UTF_8)).suffix(), is(""));
    }
  }

  @Test
  public void aCapIsToldFromARateLimit() {
    assertThat(isCap("{\"title\":\"UsageCapExceeded\"}"), is(true));
    assertThat(isCap("{\"title\":\"CreditsDepleted\"}"), is(true));
    assertThat(
        isCap("{\"errors\":[{\"type\":\"https://api.x.com/2/problems/usage-capped\"}]}"), is(true));
    assertThat(isCap("{\"title\":\"Too Many Requests\"}"), is(false));
    assertThat(isCap("UsageCapExceeded"), is(false));
  }

  private static boolean isCap(String body) {
    return ApiWords.of(body.getBytes(UTF_8)).isUsageCap();
  }

  private static String text(String body) {
    return ApiWords.of(body.getBytes(UTF_8)).text();
  }
}
