package io.github.happiesthashtags.simulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchUnitRunner;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.runner.RunWith;

/** The simulator stands alone, so that tests of any client can use it. */
@RunWith(ArchUnitRunner.class)
@AnalyzeClasses(
    packagesOf = XApiSimulator.class,
    importOptions = ImportOption.DoNotIncludeTests.class)
public final class RoomsTest {
  @ArchTest
  static final ArchRule theSimulatorKnowsNothingOfTheProjectAndNoBeam =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.github.happiesthashtags.simulator",
              "java..",
              "javax..",
              "com.fasterxml.jackson..",
              "org.jspecify..",
              "org.slf4j..");
}
