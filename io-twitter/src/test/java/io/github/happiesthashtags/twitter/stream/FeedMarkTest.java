package io.github.happiesthashtags.twitter.stream;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import io.github.happiesthashtags.twitter.testing.Decoding;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.testing.CoderProperties;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.Test;

public final class FeedMarkTest {
  private static final FeedMark.MarkCoder CODER = new FeedMark.MarkCoder();
  private static final FeedMark MARK =
      mark(new FeedProgress(1L << 60, 300, 1_714_979_299_000L, 1_714_979_298_000L, 19_849, 42));

  /** The fields that all versions have. */
  private static final String COMMON =
      "fbffffffffffffffff01" // session
          + "07" // sequence
          + "0a72c3a9632e6a736f6e6c" // source
          + "808080808020" // position
          + "a8efece5f431" // watermark
          + "808080808080808010" // last id
          + "ac02"; // statuses

  /** A mark of version 1, in hex. Checkpoints in the field may always look like this. */
  private static final String VERSION_1 = "01" + COMMON;

  private static final String PROGRESS =
      "b8bdede5f431" // highest event time
          + "d0b5ede5f431" // reached
          + "899b01" // day
          + "2a"; // statuses of the day

  /** A mark of version 2, in hex. */
  private static final String VERSION_2 = "02" + COMMON + PROGRESS;

  /**
   * A mark of version 3, in hex: it adds the number of event times that are far ahead, and the
   * times.
   */
  private static final String VERSION_3 = "03" + COMMON + PROGRESS + "02" + "01" + "ac02";

  /** A mark of version 4, in hex: it adds the number of statuses of the month. */
  private static final String VERSION_4 = "04" + VERSION_3.substring(2) + "e807";

  private static FeedMark mark(FeedProgress progress) {
    return FeedMark.of(-5, 7, "r\u00e9c.jsonl", 1L << 40, 1_714_979_289_000L, progress);
  }

  @Test
  public void aMarkIsTheSameAfterARoundTrip() throws Exception {
    CoderProperties.coderDecodeEncodeEqual(CODER, MARK);
    CoderProperties.coderDecodeEncodeEqual(
        CODER, FeedMark.of(0, 0, "", 0, Long.MIN_VALUE, FeedProgress.NONE));
    CoderProperties.coderSerializable(CODER);
    CoderProperties.coderDeterministic(CODER, MARK, MARK);
  }

  @Test
  public void marksOfVersion4AreReadAndWritten() throws Exception {
    byte[] stored = HexFormat.of().parseHex(VERSION_4);
    FeedMark month = mark(MARK.progress().withAhead(List.of(1L, 300L)).withStatusesOfMonth(1_000));
    assertThat(CoderUtils.decodeFromByteArray(CODER, stored), is(month));
    assertThat(HexFormat.of().formatHex(CoderUtils.encodeToByteArray(CODER, month)), is(VERSION_4));
  }

  @Test
  public void aMarkOfVersion3KnowsOnlyTheLastDayOfTheMonth() throws Exception {
    byte[] stored = HexFormat.of().parseHex(VERSION_3);
    FeedMark ahead = mark(MARK.progress().withAhead(List.of(1L, 300L)));
    assertThat(CoderUtils.decodeFromByteArray(CODER, stored), is(ahead));
    assertThat(ahead.progress().statusesOfMonth(), is(42L));
  }

  @Test
  public void marksOfVersion2AreRead() throws Exception {
    byte[] stored = HexFormat.of().parseHex(VERSION_2);
    assertThat(CoderUtils.decodeFromByteArray(CODER, stored), is(MARK));
  }

  @Test
  public void aLengthThatIsNotThereIsRefusedBeforeItsMemoryIsTaken() {
    for (String length : List.of("ffffffff07", "ffffffff03", "ffffffff0f", "05")) {
      byte[] stored = HexFormat.of().parseHex("020107" + length + "61");
      assertThat(Decoding.decode(CODER, stored), is(Optional.empty()));
    }
  }

  @Test
  public void aMarkOfVersion1GoesOnFromTheTimeOfItsLastStatus() throws Exception {
    byte[] stored = HexFormat.of().parseHex(VERSION_1);
    long millis = ((1L << 60) >> 22) + 1_288_834_974_657L;
    assertThat(
        CoderUtils.decodeFromByteArray(CODER, stored),
        is(mark(new FeedProgress(1L << 60, 300, millis, millis, 0, 0))));
  }

  @Test
  public void aMarkOfVersion1WithoutAStatusKnowsNoTime() throws Exception {
    String none = VERSION_1.replace("808080808080808010ac02", "0000");
    assertThat(
        CoderUtils.decodeFromByteArray(CODER, HexFormat.of().parseHex(none)),
        is(mark(FeedProgress.NONE)));
  }

  @Test
  public void aMarkOfALaterVersionIsRefusedWithTheRemedy() {
    for (String version : new String[] {"05", "00"}) {
      byte[] stored = HexFormat.of().parseHex(version + VERSION_4.substring(2));
      CoderException thrown =
          assertThrows(CoderException.class, () -> CoderUtils.decodeFromByteArray(CODER, stored));
      assertThat(
          thrown.toString(),
          allOf(
              containsString("version " + Integer.parseInt(version)),
              containsString("reads versions 1 to 4"),
              containsString("restore with")));
    }
  }

  @Test
  public void aMarkThatWasCutOffIsRefused() {
    for (String whole : new String[] {VERSION_1, VERSION_2, VERSION_3, VERSION_4}) {
      for (int length = 0; length < whole.length(); length += 2) {
        byte[] stored = HexFormat.of().parseHex(whole.substring(0, length));
        assertThrows(IOException.class, () -> CODER.decode(new ByteArrayInputStream(stored)));
      }
    }
  }

  @Test
  public void aMarkCannotBeChanged() {
    Set<Class<?>> immutable = Set.of(long.class, String.class, List.class, FeedProgress.class);
    for (Class<?> type : new Class<?>[] {MARK.getClass(), FeedProgress.class}) {
      for (Field field : type.getDeclaredFields()) {
        assertThat(
            field.getName(),
            field.isSynthetic()
                || (Modifier.isFinal(field.getModifiers()) && immutable.contains(field.getType())),
            is(true));
      }
    }
  }

  @Test
  public void theCoderTravelsWithASource() {
    assertThat(SerializableUtils.ensureSerializable(CODER), is(CODER));
  }
}
