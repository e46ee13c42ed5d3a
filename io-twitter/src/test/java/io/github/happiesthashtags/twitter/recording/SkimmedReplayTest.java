package io.github.happiesthashtags.twitter.recording;

import static io.github.happiesthashtags.twitter.testing.WireMessages.v2;
import static io.github.happiesthashtags.twitter.testing.WireMessages.v2Message;
import static io.github.happiesthashtags.twitter.testing.WireMessages.v2Page;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.github.happiesthashtags.twitter.stream.Feed;
import io.github.happiesthashtags.twitter.stream.Session;
import io.github.happiesthashtags.twitter.stream.SessionFixture;
import io.github.happiesthashtags.twitter.wire.Lines;
import io.github.happiesthashtags.twitter.wire.Skimmed;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.Rule;
import org.junit.Test;

/** Tests that skimming blocks that point to a replayed file gives the same as reading them. */
public final class SkimmedReplayTest {
  private static final String UNTAGGED = v2Message(v2(1, "plain")).toString();
  private static final String TAGGED = v2Message(v2(2, "#x", "x")).toString();

  private static final String PAGE = v2Page(v2(3, "#x", "x"), v2(4, "#y", "y")).toString();

  @Rule public final RecordingFolder folder = new RecordingFolder();
  @Rule public final SessionFixture sessions = new SessionFixture();

  private int check(String content) throws Exception {
    folder.write("a.json", content);
    Feed feed =
        new ReplaySpec(List.of(folder.path("*")), Double.POSITIVE_INFINITY)
            .open(0, PipelineOptionsFactory.create());
    Session session = sessions.start(feed);
    List<String> expected = new ArrayList<>();
    List<String> learned = new ArrayList<>();
    int spared = 0;
    while (!session.isDone()) {
      session.await(100);
      Session.Taken taken = session.take();
      if (taken != null) {
        expected.addAll(Skimmed.ofAll(taken.block()).learned);
        Skimmed skimmed = Skimmed.of(taken.block());
        learned.addAll(skimmed.learned);
        spared += skimmed.spared;
      }
    }
    assertThat(learned, is(expected));
    return spared;
  }

  @Test
  public void linesThatFollowOneAnotherAreSpared() throws Exception {
    String lines = String.join("\n", UNTAGGED, TAGGED, "", UNTAGGED + "\r", "no JSON", UNTAGGED);

    assertThat(check((lines + "\n").repeat(20_000) + UNTAGGED), is(80_001));
  }

  @Test
  public void behindAnOverlongLineNothingIsMissed() throws Exception {
    String overlong = "x".repeat(Lines.MAX_LINE_BYTES + 5_000);
    String lines =
        String.join("\n", UNTAGGED, PAGE, overlong, UNTAGGED, PAGE, overlong, PAGE, TAGGED);

    check(lines);
  }
}
