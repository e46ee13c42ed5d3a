package io.github.happiesthashtags.testing;

import static io.github.happiesthashtags.testing.TestStatus.at;

import java.util.List;

/**
 * Thirteen tweets like those that the project's origin was tested with: twelve of one hour, and one
 * that is two hours old and would lead them all.
 */
public final class OriginTweets {
  private OriginTweets() {}

  /** The twelve, by their happiest status led by someS1 with 6, by all smiles by someI1 with 7. */
  public static List<TestStatus> inTime() {
    return List.of(
        at("10:00").tagged("someS1").smiling(6),
        at("10:01").tagged("someI1").smiling(4),
        at("10:02").tagged("someI1").smiling(3),
        at("10:03").tagged("someS2").smiling(3),
        at("10:04").tagged("someI2").smiling(2),
        at("10:05").tagged("someI2").smiling(2),
        at("10:06").tagged("someS3").smiling(1),
        at("10:07").tagged("someI3").smiling(1),
        at("10:08").tagged("someS1", "someI1").smiling(0),
        at("10:09").tagged("sad").saying(":("),
        at("10:10").smiling(5),
        at("10:11").tagged("none").saying("no smile at all"));
  }

  /** The thirteenth. */
  public static TestStatus twoHoursOld() {
    return at("08:12").tagged("someOld").smiling(9);
  }
}
