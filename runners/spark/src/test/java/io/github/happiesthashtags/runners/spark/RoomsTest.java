package io.github.happiesthashtags.runners.spark;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.junit.ArchUnitRunner;
import com.tngtech.archunit.lang.ArchRule;
import io.github.happiesthashtags.runners.conformance.RunnerRooms;
import io.github.happiesthashtags.runners.spark.recovery.Recovery;
import org.junit.runner.RunWith;

/** What this runner may use, and the recovery behind its door. */
@RunWith(ArchUnitRunner.class)
@AnalyzeClasses(
    packages = "io.github.happiesthashtags.runners",
    importOptions = ImportOption.DoNotIncludeTests.class)
public final class RoomsTest {
  private static final String RECOVERY = "io.github.happiesthashtags.runners.spark.recovery..";

  private static final DescribedPredicate<JavaClass> READS =
      belongToAnyOf(SparkReads.class, SparkSource.class, SparkReader.class, SparkMark.class);

  @ArchTest static final ArchTests RUNNER = ArchTests.in(RunnerRooms.class);

  /** The job is an optional dependency: a pipeline of a user's own does not have it. */
  @ArchTest
  static final ArchRule readsKnowNothingOfTheJob =
      noClasses()
          .that(READS)
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.github.happiesthashtags..")
                  .and(not(READS))
                  .and(not(type(Recovery.class))));

  @ArchTest
  static final ArchRule recoveryIsKnownByItsDoor =
      noClasses()
          .that()
          .resideOutsideOfPackage(RECOVERY)
          .should()
          .dependOnClassesThat(resideInAPackage(RECOVERY).and(not(type(Recovery.class))));

  @ArchTest
  static final ArchRule recoveryKnowsNothingElseOfOurs =
      noClasses()
          .that()
          .resideInAPackage(RECOVERY)
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.github.happiesthashtags..")
                  .and(not(resideInAPackage(RECOVERY))));
}
