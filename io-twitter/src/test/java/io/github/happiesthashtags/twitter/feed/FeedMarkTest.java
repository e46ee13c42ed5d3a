package io.github.happiesthashtags.twitter.feed;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.HexFormat;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.testing.CoderProperties;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.Test;

public final class FeedMarkTest {
  private static final FeedMark.MarkCoder CODER = new FeedMark.MarkCoder();
  private static final FeedMark MARK =
      FeedMark.of(-5, 7, "r\u00e9c.jsonl", 1L << 40, 1_714_979_289_000L, 1L << 60, 300);

  /** What version 1 wrote; checkpoints in the field look like this for ever. */
  private static final String VERSION_1 =
      "01" // version
          + "fbffffffffffffffff01" // session
          + "07" // sequence
          + "0a72c3a9632e6a736f6e6c" // source
          + "808080808020" // position
          + "a8efece5f431" // watermark
          + "808080808080808010" // last id
          + "ac02"; // statuses

  @Test
  public void aMarkIsTheSameAfterARoundTrip() throws Exception {
    CoderProperties.coderDecodeEncodeEqual(CODER, MARK);
    CoderProperties.coderDecodeEncodeEqual(CODER, FeedMark.of(0, 0, "", 0, Long.MIN_VALUE, 0, 0));
    CoderProperties.coderSerializable(CODER);
    CoderProperties.coderDeterministic(CODER, MARK, MARK);
  }

  @Test
  public void marksOfVersion1AreReadAndWritten() throws Exception {
    byte[] stored = HexFormat.of().parseHex(VERSION_1);
    assertThat(CoderUtils.decodeFromByteArray(CODER, stored), is(MARK));
    assertThat(HexFormat.of().formatHex(CoderUtils.encodeToByteArray(CODER, MARK)), is(VERSION_1));
  }

  @Test
  public void aMarkOfALaterVersionIsRefusedWithTheRemedy() {
    byte[] stored = HexFormat.of().parseHex("02" + VERSION_1.substring(2));
    CoderException thrown =
        assertThrows(CoderException.class, () -> CoderUtils.decodeFromByteArray(CODER, stored));
    assertThat(
        thrown.toString(),
        allOf(
            containsString("version 2"),
            containsString("reads version 1"),
            containsString("restore with")));
  }

  @Test
  public void aMarkThatWasCutOffIsRefused() {
    for (int length = 0; length < VERSION_1.length(); length += 2) {
      byte[] stored = HexFormat.of().parseHex(VERSION_1.substring(0, length));
      assertThrows(IOException.class, () -> CODER.decode(new ByteArrayInputStream(stored)));
    }
  }

  @Test
  public void aMarkCannotBeChanged() {
    for (Field field : MARK.getClass().getDeclaredFields()) {
      assertThat(
          field.getName(),
          field.isSynthetic()
              || (Modifier.isFinal(field.getModifiers())
                  && (field.getType() == long.class || field.getType() == String.class)),
          is(true));
    }
  }

  @Test
  public void theCoderTravelsWithASource() {
    assertThat(SerializableUtils.ensureSerializable(CODER), is(CODER));
  }
}
