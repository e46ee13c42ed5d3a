package io.github.happiesthashtags.twitter.xapi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertThrows;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.Test;

public final class RulesFileTest {
  private static final String SMILE = "\uD83D\uDE00";

  @Test
  public void aLineIsARuleAndMayHaveATag() throws Exception {
    assertThat(
        parse("cat has:images\tcats\n  dog lang:en  \n(a OR b) has:hashtags\t a b \n"),
        contains(
            new RuleChanges.Rule("cat has:images", "cats", 1),
            new RuleChanges.Rule("dog lang:en", null, 2),
            new RuleChanges.Rule("(a OR b) has:hashtags", "a b", 3)));
  }

  @Test
  public void blankLinesAndCommentsDoNotCountButAHashtagIsARule() throws Exception {
    assertThat(
        parse(
            "# the rules\r\n\r\n#\r\n  \t \r\n#\tnot this\r\n  # nor this\r\n#java\r\n#\uD83D\uDE00"),
        contains(
            new RuleChanges.Rule("#java", null, 7), new RuleChanges.Rule("#" + SMILE, null, 8)));
  }

  @Test
  public void aByteOrderMarkIsNoPartOfTheFirstRule() throws Exception {
    assertThat(parse("\uFEFF#java\n"), contains(new RuleChanges.Rule("#java", null, 1)));
  }

  @Test
  public void theLengthIsCountedInCodePointsOfTheComposedForm() throws Exception {
    assertThat(parse(SMILE.repeat(1024)), hasSize(1));
    assertThat(parse("e\u0301".repeat(1024)), hasSize(1));
    assertThat(
        messageOf("ok\n" + SMILE.repeat(1025)),
        is("rules.txt: line 2: 1025 characters: X takes 1024, split it in two"));
  }

  @Test
  public void aThousandRulesAreTakenAndNoMore() throws Exception {
    assertThat(parse(numbered(1000)), hasSize(1000));
    assertThat(
        messageOf("# first\n" + numbered(1002)),
        is("rules.txt: line 1002: rule 1001 of 1002: X takes 1000, join some by OR"));
  }

  @Test
  public void aRuleTwiceIsRefusedWhateverItsTag() {
    assertThat(
        messageOf("cat\ta\ndog\ncat\tb\n"),
        is("rules.txt: line 3: the same rule as in line 1: leave one of them, with one tag"));
  }

  @Test
  public void tabsInTheWrongPlaceAreRefused() {
    assertThat(
        messageOf("\tcats\ncat\tx\ty\n"),
        allOf(
            containsString("line 1: a tag without a rule: write the rule before the tab"),
            containsString("line 2: it has 2 tabs: one, before the tag, is allowed")));
  }

  @Test
  public void allErrorsComeInOneMessageTheFirstFiveInFull() {
    String message = messageOf("\ta\n".repeat(7) + "good\n");
    assertThat(message, allOf(startsWith("rules.txt: line 1: "), endsWith("; and 2 more")));
    assertThat(message, allOf(containsString("line 5: "), not(containsString("line 6: "))));
  }

  @Test
  public void aFileWithoutARuleIsRefused() {
    for (String text : List.of("", "\n\n", "# nothing\n")) {
      assertThat(
          messageOf(text),
          is("rules.txt: there is no rule in it: a filtered stream needs at least one"));
    }
  }

  private static String numbered(int rules) {
    return IntStream.range(0, rules).mapToObj(i -> "#t" + i).collect(Collectors.joining("\n"));
  }

  private static List<RuleChanges.Rule> parse(String text) throws RulesException {
    return RulesFile.parse("rules.txt", text).rules();
  }

  private static String messageOf(String text) {
    return assertThrows(RulesException.class, () -> parse(text)).getMessage();
  }
}
