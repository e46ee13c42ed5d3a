package io.github.happiesthashtags.rank;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.github.happiesthashtags.oracle.OracleSettings;
import io.github.happiesthashtags.testing.Blocks;
import io.github.happiesthashtags.twitter.wire.LineIndex;
import io.github.happiesthashtags.twitter.wire.MessageBlock;
import io.github.happiesthashtags.twitter.wire.MessageInspector;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.Test;

/** Of the versions of an edited tweet the newest counts, whatever it says. */
public class EditsTest {
  private static final long FIRST = (1_577_837_400_000L - 1_288_834_974_657L) << 22;

  /** So many milliseconds after the first, as if two windows of ten minutes lay between. */
  private static final long EDITED = FIRST + (1_200_000L << 22);

  private static final OracleSettings SLIDING = OracleSettings.eventTime().withWindows(600, 300);

  private static String version(long id, String text) {
    String history = id == FIRST ? "" : ",\"" + id + "\"";
    return "{\"data\":{\"id\":\"%d\",\"edit_history_tweet_ids\":[\"%d\"%s],\"text\":\"%s\"}}"
        .formatted(id, FIRST, history, text);
  }

  /** A block whose source has looked at its lines, as a live one does. */
  static MessageBlock inspected(MessageBlock block) throws IOException {
    MessageInspector inspector = new MessageInspector();
    LineIndex.Builder index = new LineIndex.Builder(0);
    block.read(
        (line, offset, length, position, overlong) -> {
          inspector.inspect(line, offset, length);
          index.add(inspector, length);
          return true;
        });
    return block.withIndex(index.index());
  }

  /** The rows of all panes, whatever the order in which the versions come. */
  private static List<String> rows(String... lines) throws IOException {
    List<String> found = List.of();
    for (int seed = 0; seed < 8; seed++) {
      Random random = new Random(seed);
      List<MessageBlock> blocks = new ArrayList<>();
      for (String line : lines) {
        MessageBlock block = Blocks.ofLines(line);
        blocks.add(random.nextBoolean() ? block : inspected(block));
      }
      Collections.shuffle(blocks, random);
      List<String> rows =
          new ByHand(SLIDING, random)
              .rank(blocks).stream()
                  .flatMap(board -> board.getRows().stream())
                  .map(row -> row.getHashtag() + " " + row.getSmiles())
                  .sorted()
                  .toList();
      if (seed > 0) {
        assertThat(rows, equalTo(found));
      }
      found = rows;
    }
    return found;
  }

  @Test
  public void theNewestVersionCountsInTheWindowsOfTheFirst() throws IOException {
    assertThat(
        rows(version(FIRST, ":) :) #a"), version(EDITED, ":) #b"), version(EDITED - 1, ":) #c")),
        contains("b 1", "b 1"));
  }

  @Test
  public void anEditWithoutASmileOrAHashtagTakesTheSmilesOfTheFirst() throws IOException {
    for (String text : List.of("plain", "#a", ":)", "")) {
      assertThat(text, rows(version(FIRST, ":) #a"), version(EDITED, text)), empty());
    }
  }

  @Test
  public void ofCopiesOfTheNewestVersionTheHappierCounts() throws IOException {
    assertThat(
        rows(
            version(FIRST, ":) :) :) #a"),
            version(EDITED, "cut off"),
            version(EDITED, ":) #b"),
            version(EDITED, ":) :) #b")),
        contains("b 2", "b 2"));
  }
}
