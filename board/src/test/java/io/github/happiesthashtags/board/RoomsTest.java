package io.github.happiesthashtags.board;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchUnitRunner;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.runner.RunWith;

/** The board knows the tables and nothing else of the project. */
@RunWith(ArchUnitRunner.class)
@AnalyzeClasses(
    packagesOf = BoardServer.class,
    importOptions = ImportOption.DoNotIncludeTests.class)
public final class RoomsTest {
  @ArchTest
  static final ArchRule theBoardKnowsNothingOfTheProjectAndNoBeam =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.github.happiesthashtags.board",
              "java..",
              "javax.sql..",
              "com.fasterxml.jackson..",
              "com.zaxxer.hikari..",
              "io.javalin..",
              "io.prometheus.metrics..",
              "jakarta.servlet..",
              "kotlin..",
              "org.eclipse.jetty..",
              "org.jspecify..",
              "org.slf4j..");
}
