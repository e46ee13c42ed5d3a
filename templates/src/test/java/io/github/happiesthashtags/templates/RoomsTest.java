package io.github.happiesthashtags.templates;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchUnitRunner;
import com.tngtech.archunit.lang.ArchRule;
import io.github.happiesthashtags.twitter.stream.SourceMetrics;
import org.junit.runner.RunWith;

/** Templates are pages and files; their tests know jobs as their users do. */
@RunWith(ArchUnitRunner.class)
@AnalyzeClasses(packagesOf = RoomsTest.class)
public final class RoomsTest {
  private static final String ROOT = "io.github.happiesthashtags";

  @ArchTest
  static final ArchRule templatesKnowOptionsAndNamesOfMetrics =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".templates..")
          .should()
          .dependOnClassesThat(
              resideInAPackage(ROOT + "..")
                  .and(not(resideInAnyPackage(ROOT, ROOT + ".templates..", ROOT + ".job")))
                  .and(not(type(SourceMetrics.class))));
}
