package io.github.happiesthashtags;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchUnitRunner;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.runner.RunWith;

/** Which room may know which. */
@RunWith(ArchUnitRunner.class)
@AnalyzeClasses(
    packages = "io.github.happiesthashtags",
    importOptions = ImportOption.DoNotIncludeTests.class)
public class RoomsTest {
  private static final String ROOT = "io.github.happiesthashtags";
  private static final String OURS = ROOT + "..";
  private static final String TWITTER = ROOT + ".twitter..";

  @ArchTest static final ArchRule smilesKnowNoOtherRoom = room("smiles").mayKnow();

  @ArchTest
  static final ArchRule noTwoRoomsKnowEachOther =
      slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule rankKnowsSmilesAndMessages =
      room("rank").mayKnow(roomOf("smiles"), resideInAPackage(TWITTER));

  @ArchTest static final ArchRule simulatorKnowsNoOtherRoom = room("simulator").mayKnow();

  @ArchTest
  static final ArchRule onlyTheJobKnowsTheSimulator =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT + ".job..", ROOT + ".simulator..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT + ".simulator..");

  @ArchTest
  static final ArchRule outputKnowsWhatItWrites =
      room("output")
          .mayKnow(
              roomOf("rank"),
              roomOf("twitter.text"),
              roomOf("twitter.auth"),
              belongTo(equivalentTo(Option.class)));

  @ArchTest
  static final ArchRule tailKnowsWhereLeaderboardsAreStoredAndShown =
      room("tail")
          .mayKnow(
              roomOf("output"),
              roomOf("rank"),
              roomOf("board"),
              roomOf("twitter.text"),
              roomOf("twitter.auth"));

  @ArchTest
  static final ArchRule nothingKnowsTheJobButTheProgram =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + ".job..")
          .and()
          .doNotHaveFullyQualifiedName(HappiestHashtagsJob.class.getName())
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT + ".job..");

  @ArchTest
  static final ArchRule theConnectorKnowsNothingOfThePipeline =
      noClasses()
          .that()
          .resideInAPackage(TWITTER)
          .should()
          .dependOnClassesThat(resideInAPackage(OURS).and(not(resideInAPackage(TWITTER))));

  @ArchTest
  static final ArchRule nothingKnowsARunnerOrATemplate =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.beam.runners..", ROOT + ".runners..", ROOT + ".templates..");

  @ArchTest
  static final ArchRule classesAreFinalUnlessAnnotationsMakeThemSo =
      classes()
          .that()
          .resideInAPackage(OURS)
          .and()
          .areNotInterfaces()
          .and(not(resideInAPackage(TWITTER)))
          .and()
          .areNotAnonymousClasses()
          .and()
          .doNotHaveModifier(JavaModifier.ABSTRACT)
          .and()
          .areNotEnums()
          .should()
          .haveModifier(JavaModifier.FINAL);

  private static Room room(String name) {
    return new Room(name);
  }

  private static DescribedPredicate<JavaClass> roomOf(String name) {
    return resideInAPackage(ROOT + '.' + name + "..");
  }

  private record Room(String name) {
    /** Of our classes, those of the room itself and these. */
    @SafeVarargs
    final ArchRule mayKnow(DescribedPredicate<? super JavaClass>... others) {
      DescribedPredicate<JavaClass> allowed = roomOf(name);
      for (DescribedPredicate<? super JavaClass> other : others) {
        allowed = allowed.or(other);
      }
      return noClasses()
          .that(roomOf(name))
          .should()
          .dependOnClassesThat(resideInAnyPackage(OURS).and(not(allowed)));
    }
  }
}
