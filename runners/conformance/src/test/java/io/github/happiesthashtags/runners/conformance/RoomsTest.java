package io.github.happiesthashtags.runners.conformance;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchUnitRunner;
import com.tngtech.archunit.lang.ArchRule;
import io.github.happiesthashtags.job.OptionCheck;
import org.junit.runner.RunWith;

/** What the suite may use: it drives jobs from outside. */
@RunWith(ArchUnitRunner.class)
@AnalyzeClasses(
    packages = "io.github.happiesthashtags.runners",
    importOptions = ImportOption.DoNotIncludeTests.class)
public final class RoomsTest {
  private static final String ROOT = "io.github.happiesthashtags";
  private static final String SUITE = ROOT + ".runners.conformance";

  @ArchTest
  static final ArchRule theSuiteKnowsNoInsideOfAJob =
      noClasses()
          .that()
          .resideInAPackage(SUITE)
          .and()
          // Names what others may use.
          .doNotHaveFullyQualifiedName(RunnerRooms.class.getName())
          .should()
          .dependOnClassesThat(
              resideInAPackage(ROOT + "..")
                  .and(not(resideInAnyPackage(SUITE, ROOT + ".simulator", ROOT + ".testsupport"))));

  @ArchTest
  static final ArchRule testsOfManifestsKnowOnlyTheCheckOfOptions =
      noClasses()
          .that()
          .resideInAPackage(SUITE + ".deploy..")
          .should()
          .dependOnClassesThat(
              resideInAPackage(ROOT + "..")
                  .and(not(resideInAPackage(SUITE + ".deploy..")))
                  .and(not(type(OptionCheck.class))));
}
