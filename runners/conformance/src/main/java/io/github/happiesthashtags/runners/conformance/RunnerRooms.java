package io.github.happiesthashtags.runners.conformance;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.github.happiesthashtags.HappiestHashtagsJob;
import io.github.happiesthashtags.HappiestHashtagsOptions;
import io.github.happiesthashtags.output.Screen;
import io.github.happiesthashtags.twitter.stream.ConnectionOptions;

/** The rules of what a runner may use. Each runner's {@code RoomsTest} includes them. */
public final class RunnerRooms {
  private static final String ROOT = "io.github.happiesthashtags";
  private static final String RUNNERS = ROOT + ".runners..";

  /** The job, its options, and what the engine's side needs for connections and remarks. */
  private static final DescribedPredicate<JavaClass> DOORS =
      resideInAPackage(ROOT + ".job")
          .or(type(HappiestHashtagsJob.class))
          .or(type(HappiestHashtagsOptions.class))
          .or(type(ConnectionOptions.class))
          .or(type(Screen.class))
          .as("the doors of the pipeline and the connector");

  private RunnerRooms() {}

  @ArchTest
  static final ArchRule aRunnerKnowsOnlyTheDoorsOfPipelineAndConnector =
      noClasses()
          .that()
          .resideInAPackage(RUNNERS)
          .and()
          .resideOutsideOfPackage(ROOT + ".runners.conformance..")
          .should()
          .dependOnClassesThat(
              resideInAPackage(ROOT + "..").and(not(resideInAPackage(RUNNERS))).and(not(DOORS)));

  @ArchTest
  static final ArchRule runnersDoNotKnowEachOther =
      slices().matching(ROOT + ".runners.(*)..").should().notDependOnEachOther();

  @ArchTest
  static final ArchRule classesAreFinal =
      classes()
          .that()
          .resideInAPackage(RUNNERS)
          .and()
          .areNotInterfaces()
          .and()
          .areNotEnums()
          .and()
          .areNotAnonymousClasses()
          .and()
          .doNotHaveModifier(JavaModifier.ABSTRACT)
          .should()
          .haveModifier(JavaModifier.FINAL);
}
