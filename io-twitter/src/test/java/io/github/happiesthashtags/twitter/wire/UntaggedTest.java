package io.github.happiesthashtags.twitter.wire;

import static io.github.happiesthashtags.twitter.testing.WireMessages.v1;
import static io.github.happiesthashtags.twitter.testing.WireMessages.v2;
import static io.github.happiesthashtags.twitter.testing.WireMessages.v2Message;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.List;
import org.junit.Test;

/** Most statuses have no hashtag, and to know that their text need not be decoded. */
public class UntaggedTest {
  private static boolean isUntagged(Object line) {
    byte[] bytes = line.toString().getBytes(UTF_8);
    boolean[] untagged = new boolean[1];
    new MessageParser()
        .parse(
            bytes,
            0,
            bytes.length,
            new MessageHandler() {
              @Override
              public void status(Status status) {
                untagged[0] = status.isUntagged();
              }

              @Override
              public void other(MessageKind kind) {
                throw new AssertionError("no status but " + kind);
              }

              @Override
              public void malformed(String reason) {
                throw new AssertionError(reason);
              }
            });
    return untagged[0];
  }

  @Test
  public void entitiesWithoutHashtagsTell() {
    assertThat(isUntagged(v1(1, "an #unlisted one")), is(true));
    assertThat(isUntagged(v2Message(v2(1, "an #unlisted one"))), is(true));
    assertThat(isUntagged(v1(1, "x", "listed")), is(false));
    assertThat(isUntagged(v2Message(v2(1, "x", "listed"))), is(false));
  }

  @Test
  public void withoutEntitiesATextWithoutNumberSignTells() {
    String line = v2Message(v2(1, "TEXT").without("entities")).toString();

    for (String text : List.of("x", "caf\u00e9 \ud83d\ude00\ufe0f \uff01 \\n \\/ &amp;")) {
      assertThat(text, isUntagged(line.replace("TEXT", text)), is(true));
    }
    for (String text : List.of("#x", "\uff03x", "\\u0023x", "\\uff03x", "\\uFF03x", "a b #")) {
      assertThat(text, isUntagged(line.replace("TEXT", text)), is(false));
    }
  }
}
