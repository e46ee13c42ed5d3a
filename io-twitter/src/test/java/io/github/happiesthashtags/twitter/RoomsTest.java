package io.github.happiesthashtags.twitter;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.google.auto.value.AutoValue;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchUnitRunner;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import java.util.Set;
import org.junit.runner.RunWith;

/**
 * The rules of which package of the connector may use which, and of what is public; all may use
 * {@code text}.
 */
@RunWith(ArchUnitRunner.class)
@AnalyzeClasses(packagesOf = TwitterIO.class, importOptions = ImportOption.DoNotIncludeTests.class)
public class RoomsTest {
  private static final String ROOT = "io.github.happiesthashtags.twitter";
  private static final String OURS = "io.github.happiesthashtags..";

  /** The classes that a user of the connector sees: the entry points and their values. */
  private static final Set<String> DOOR =
      Set.of(
          "TwitterIO",
          "ReadFromSource",
          "ReadMessages",
          "Tweet",
          "Message",
          "ComplianceEvent",
          "TwitterReadProvider");

  private static ArchRule knowsOnly(String room, String... others) {
    String[] allowed = Arrays.copyOf(others, others.length + 2);
    allowed[others.length] = room;
    allowed[others.length + 1] = "text";
    return noClasses()
        .that()
        .resideInAPackage(ROOT + "." + room)
        .should()
        .dependOnClassesThat(
            resideInAPackage(OURS)
                .and(
                    not(
                        resideInAnyPackage(
                            Arrays.stream(allowed)
                                .map(name -> ROOT + "." + name)
                                .toArray(String[]::new)))));
  }

  @ArchTest public static final ArchRule textKnowsNothingOfOurs = knowsOnly("text");

  @ArchTest public static final ArchRule scanKnowsNothingOfOurs = knowsOnly("scan");

  @ArchTest public static final ArchRule tweetKnowsNothingOfOurs = knowsOnly("tweet");

  @ArchTest public static final ArchRule wireKnowsScanAndTweet = knowsOnly("wire", "scan", "tweet");

  @ArchTest public static final ArchRule streamKnowsTheWire = knowsOnly("stream", "tweet", "wire");

  @ArchTest
  public static final ArchRule recordingKnowsWireAndStream =
      knowsOnly("recording", "wire", "stream");

  @ArchTest public static final ArchRule authKnowsNothingOfOurs = knowsOnly("auth");

  @ArchTest public static final ArchRule httpKnowsAuth = knowsOnly("http", "auth");

  @ArchTest
  public static final ArchRule xapiKnowsAuthHttpStreamTweetAndWire =
      knowsOnly("xapi", "auth", "http", "stream", "tweet", "wire");

  @ArchTest
  public static final ArchRule v1KnowsAuthHttpStreamAndWire =
      knowsOnly("v1", "auth", "http", "stream", "wire");

  @ArchTest
  public static final ArchRule onlyTheDoorIsPublicInTheRoot =
      classes()
          .that()
          .resideInAPackage(ROOT)
          .and()
          .arePublic()
          .should(
              new ArchCondition<JavaClass>("be the door " + DOOR + " or a part of it") {
                @Override
                public void check(JavaClass item, ConditionEvents events) {
                  JavaClass outermost = item;
                  while (outermost.getEnclosingClass().isPresent()) {
                    outermost = outermost.getEnclosingClass().get();
                  }
                  if (!DOOR.contains(outermost.getSimpleName())) {
                    events.add(SimpleConditionEvent.violated(item, item.getName() + " is public"));
                  }
                }
              });

  private static final DescribedPredicate<JavaClass> OPEN_ON_PURPOSE =
      new DescribedPredicate<>(
          "interface, enum, anonymous, or abstract and generated from, or the base of such") {
        @Override
        public boolean test(JavaClass item) {
          // An enum whose constants have bodies is sealed instead of final.
          return item.isInterface()
              || item.isEnum()
              || item.isAnonymousClass()
              || isGeneratedFrom(item)
              || (!item.getSubclasses().isEmpty()
                  && item.getSubclasses().stream().allMatch(this::isGeneratedFrom));
        }

        private boolean isGeneratedFrom(JavaClass item) {
          return item.getModifiers().contains(ABSTRACT)
              && (item.isAnnotatedWith(AutoValue.class)
                  || item.isAnnotatedWith(AutoValue.Builder.class));
        }
      };

  @ArchTest
  public static final ArchRule classesAreFinal =
      classes()
          .that()
          .resideInAPackage(ROOT + "..")
          .and(not(OPEN_ON_PURPOSE))
          .should()
          .haveModifier(FINAL);
}
