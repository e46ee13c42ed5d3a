package io.github.happiesthashtags.runners.flink;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.junit.ArchUnitRunner;
import io.github.happiesthashtags.runners.conformance.RunnerRooms;
import org.junit.runner.RunWith;

/** What this runner may use. */
@RunWith(ArchUnitRunner.class)
@AnalyzeClasses(
    packages = "io.github.happiesthashtags.runners",
    importOptions = ImportOption.DoNotIncludeTests.class)
public final class RoomsTest {
  @ArchTest static final ArchTests RUNNER = ArchTests.in(RunnerRooms.class);
}
