package io.github.happiesthashtags.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.github.happiesthashtags.output.Sinks;
import io.github.happiesthashtags.testing.Blocks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** A bad option: exit 2, one line that says all, nothing started, nothing written. */
public class BadOptionsTest {
  @Rule public final BadOptionsFolder folder = new BadOptionsFolder();

  @Test
  public void anOptionThatIsUnknownIsNamedWithTheOnesThatWereMeant() {
    folder.assertBad("--topX=5", "no such option", "--topN", "--help");
    folder.assertBad("--nonsense", "no such option", "--help");
    folder.assertBad("--demoRat=5", "no such option", "--demoRate");
  }

  @Test
  public void aValueOfAnUnknownOptionIsNotRepeated() {
    JobTest.Run run = JobTest.any().withOptions("--bearerToken=hunter2").run();

    assertThat(run.err().get(0), not(containsString("hunter2")));
  }

  @Test
  public void anOptionGivenTwiceIsRefused() {
    folder.assertRefused(List.of("--topN=5", "--topN=5"), "--topN", "twice");
    folder.assertRefused(
        List.of("--runner=DirectRunner", "--runner=DirectRunner"), "--runner", "twice");
  }

  @Test
  public void anOptionWithoutItsValueIsRefused() {
    folder.assertBad("--topN", "no value", "Rows of a leaderboard, 1 to 1000");
    folder.assertBad("--outputDir", "no value", "directory");
    folder.assertBad("--input", "no value", "globs");
    folder.assertBad("--topN=", "1 to 1000");
    folder.assertBad("--window=", "90s");
    folder.assertBad("--outputDir=", "no value", "directory");
    folder.assertBad("--output=", String.join(", ", Sinks.labels()));
    folder.assertBad("--source=", "demo, file, x");
    folder.assertBad("--lexicon=", "no value", "file");
  }

  @Test
  public void whatIsNoOptionIsRefused() {
    folder.assertBad("recording.jsonl", "--name=value");
    folder.assertBad("-topN=5", "--name=value");
  }

  @Test
  public void numbersOutOfRangeAreRefused() {
    for (String value : List.of("0", "1001", "abc", "-1", "1.5", "99999999999999999999")) {
      folder.assertBad("--topN=" + value, "a whole number from 1 to 1000");
    }
    folder.assertBad("--minStatuses=0", "a whole number from 1");
    folder.assertBad("--demoTweets=-1", "a whole number, 0 or more");
    folder.assertBad("--metricsPort=65536", "a whole number from 0 to 65535");
    folder.assertBad("--demoSeed=x", "a whole number");
    folder.assertBad("--demoRate=0", "a number from 0.001 to 1000000");
    folder.assertBad("--demoRate=fast", "a number from 0.001");
    folder.assertBad("--demoRate=1000001", "to 1000000");
    folder.assertBad("--demoRate=NaN", "out of range");
    folder.assertBad("--demoRate=1e-300", "from 0.001");
  }

  @Test
  public void anAddressOfADatabaseIsTakenWithoutAPassword() {
    folder.assertRefused(List.of("--output=jdbc"), "--jdbcUrl", "missing", "jdbc:postgresql://");
    for (String url :
        List.of(
            "jdbc:postgresql://host/b?user=u&password=hunter2",
            "jdbc:postgresql://host/b?sslpassword=hunter2",
            "jdbc:postgresql://u:hunter2@host/b",
            "jdbc:h2:mem:b;USER=u;PASSWORD=hunter2",
            "jdbc:mysql://u:hunter2@host/b",
            "postgresql://u:hunter2@host/b")) {
      for (String output : List.of("jdbc", "csv")) {
        List<String> options = List.of("--output=" + output, "--jdbcUrl=" + url);
        folder.assertRefused(options, "--jdbcUrl");
        JobTest.Run run = JobTest.any().withOptions(options.toArray(new String[0])).run();
        assertThat(run.err().get(0), not(containsString("hunter2")));
      }
    }
    folder.assertRefused(
        List.of("--output=jdbc", "--jdbcUrl=jdbc:mysql://host/b"),
        "--jdbcUrl=jdbc:mysql:...",
        "no driver",
        "PostgreSQL");
  }

  @Test
  public void anOptionOfASinkNeedsTheSink() {
    folder.assertRefused(
        List.of("--output=csv", "--jdbcUser=u"), "--jdbcUser: only for --output=jdbc", "is csv");
    folder.assertRefused(
        List.of("--keep=30d"), "--keep=30d: only for --output=csv or jdbc or jsonl", "is console");
    folder.assertRefused(
        List.of("--outputFolders=day"),
        "--outputFolders=day: only for --output=csv or jsonl",
        "is console");
    folder.assertBad("--outputFolders=hour", "flat, day");
  }

  @Test
  public void aPasswordFileMustBeReadableByItsUserAlone() throws IOException {
    Path file = Files.writeString(folder.newFile("password").toPath(), "hunter2\n");
    file.toFile().setReadable(true, /* ownerOnly= */ false);
    List<String> options = List.of("--output=jdbc", "--jdbcUrl=jdbc:h2:mem:b");
    String option = "--jdbcPasswordFile=" + file;

    folder.assertRefused(with(options, option), option, "chmod 600");
    folder.assertRefused(with(options, option + "x"), option + "x", "there is no file");
  }

  private static List<String> with(List<String> options, String more) {
    List<String> all = new ArrayList<>(options);
    all.add(more);
    return all;
  }

  @Test
  public void timesThatAreNoneAreRefused() {
    for (String option :
        List.of("window", "every", "early", "allowedLateness", "maxOutOfOrder", "progressEvery")) {
      for (String value : List.of("10", "abc", "1.5s", "PT0.5S", "10 m", "m", "1m1h")) {
        folder.assertBad("--" + option + "=" + value, "90s, 10m, 1h30m or PT1H");
      }
      folder.assertBad("--" + option + "=367d", "366d");
      folder.assertBad("--" + option + "=-PT1S", "a duration from");
    }
    folder.assertBad("--window=0s", "a duration from 1s");
    folder.assertBad("--every=0s", "a duration from 1s");
    folder.assertBad("--early=0s", "a duration from 1s", "or none");
    folder.assertBad("--early=abc", "or none");
  }

  @Test
  public void aPeriodLongerThanTheWindowIsRefused() {
    folder.assertBad("--every=11m", "at most the window, 600s");
    folder.assertRefused(List.of("--window=366d", "--every=1s"), "--every=1s", "at most 20000");
    folder.assertRefused(
        List.of("--job=sliding", "--window=366d"), "--window=366d", "shorter window");
    folder.assertRefused(
        List.of("--window=60s", "--every=61s"), "--every=61s", "at most the window");
  }

  @Test
  public void namesThatAreUnknownAreAnsweredWithThoseThatAreKnown() {
    folder.assertBad("--job=hourly", "event-time, sliding");
    folder.assertBad("--source=kafka", "demo, file, x");
    folder.assertBad("--output=csv,parquet", "parquet", String.join(", ", Sinks.labels()));
    folder.assertBad("--output=ftp", String.join(", ", Sinks.labels()));
    folder.assertBad("--output=csv,,jsonl", String.join(", ", Sinks.labels()));
    folder.assertBad("--score=MEDIAN", "SUM, MAX, MEAN");
    folder.assertBad("--smiles=SAD", "EMOTICON, EMOJI, ALL");
    folder.assertBad("--board=", "not a name", "1 to 200");
    folder.assertBad("--board=a/b", "letters, digits");
    folder.assertBad("--retweets=maybe", "INCLUDE, EXCLUDE");
    folder.assertBad("--hashtagCase=UPPER", "FOLD, KEEP");
    folder.assertBad("--writeEarly=perhaps", "true, false");
    folder.assertBad("--csvEscapeFormulas=perhaps", "true, false");
    folder.assertBad("--language=en,,de", "en,de");
    folder.assertBad("--language=all,en", "all is no language code");
    folder.assertBad("--language=en,english1234", "english1234 is no language code", "en,de");
  }

  @Test
  public void optionsOfKafkaAreChecked() throws IOException {
    String kafka = "--output=kafka";
    folder.assertRefused(List.of(kafka), "--kafkaBootstrapServers is missing", "broker-1:9092");
    folder.assertBad("--kafkaTopic=t", "only for --output=kafka");
    for (String servers :
        List.of("broker", "broker:", "a:1,", "a:1;b:2", "http://a:1", "a:1,,b:2")) {
      String option = "--kafkaBootstrapServers=" + servers;
      folder.assertRefused(List.of(kafka, option), option, "host:port");
    }
    String servers = "--kafkaBootstrapServers=a:1,[::1]:2";
    folder.assertRefused(List.of(kafka, servers), "--kafkaTopic is missing", "a compacted topic");
    for (String topic : List.of("a/b", ".", "..", "x".repeat(250))) {
      folder.assertRefused(
          List.of(kafka, servers, "--kafkaTopic=" + topic), "--kafkaTopic=" + topic, "a name");
    }
    Path shared = Files.writeString(folder.newFile("shared").toPath(), "a=b\n");
    Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rw-r--r--"));
    folder.assertRefused(
        List.of(kafka, servers, "--kafkaTopic=t", "--kafkaConfig=" + shared),
        "--kafkaConfig=" + shared,
        "chmod 600");
    Path bad = Files.writeString(folder.newFile("bad").toPath(), "password=hunter\\u00zz\n");
    Files.setPosixFilePermissions(bad, PosixFilePermissions.fromString("rw-------"));
    folder.assertRefused(
        List.of(kafka, servers, "--kafkaTopic=t", "--kafkaConfig=" + bad),
        "--kafkaConfig=" + bad,
        "bad escape");
  }

  @Test
  public void lexiconsThatCannotBeReadAreRefused() throws IOException {
    Path missing = folder.getRoot().toPath().resolve("missing.tsv");
    folder.assertBad("--lexicon=" + missing, "cannot be read; use a file");
    folder.assertBad("--lexicon=/dev/zero", "too large; use a file of at most 1048576 bytes");
    Path badLine = Files.writeString(folder.newFile("bad.tsv").toPath(), ":)\tone\n");
    folder.assertBad("--lexicon=" + badLine, "one");
    Path empty = folder.newFile("empty.tsv").toPath();
    folder.assertBad("--lexicon=" + empty, "no token");
    Path latin = folder.newFile("latin.tsv").toPath();
    Files.write(latin, "\u00FC\n".getBytes(StandardCharsets.ISO_8859_1));
    folder.assertBad("--lexicon=" + latin, "UTF-8");
    folder.assertBad("--lexicon=\0", "--lexicon");
    Path good = Files.writeString(folder.newFile("good.tsv").toPath(), ":)\t2\n");
    folder.assertRefused(List.of("--lexicon=" + good, "--smiles=ALL"), "--smiles=ALL", "--lexicon");
  }

  @Test
  public void directoriesThatCannotBeAreRefused() throws IOException {
    Path file = folder.newFile("file").toPath();
    folder.assertRefused(
        List.of("--output=csv", "--outputDir=" + file), "--outputDir=" + file, "a directory");
    folder.assertBad("--outputDir=" + file.resolve("below"), "a directory");
    folder.assertBad("--deadLetters=" + file, "a directory");
    folder.assertBad("--deadLetters= ", "no value", "directory");
    folder.assertBad("--deadLetters=-", "a directory");
    folder.assertRefused(
        List.of("--output=csv", "--outputDir=file://" + file),
        "--outputDir=file://" + file,
        "a directory");
    folder.assertBad("--outputDir=a\0b", "a directory");
  }

  @Test
  public void standardOutputTakesOneFormatAndNoTables() {
    for (String output : List.of("console", "jsonl,console", "csv,jsonl", "web")) {
      folder.assertRefused(
          List.of("--output=" + output, "--outputDir=-"),
          "--outputDir=-",
          "not --output=" + output + ";",
          "use --output=jsonl");
    }
  }

  @Test
  public void standardOutputHasNoFoldersAndKeepsNothing() {
    List<String> pipe = List.of("--output=jsonl", "--outputDir=-");
    folder.assertRefused(
        with(pipe, "--outputFolders=day"), "--outputFolders=day", "standard output has no folders");
    folder.assertRefused(with(pipe, "--keep=30d"), "--keep", "standard output keeps nothing");
  }

  @Test
  public void fileSystemsThatAreNotThereAreAnsweredWithThoseThatAre() {
    for (String address :
        List.of("s3://bucket/dir", "S3:/bucket", "hdfs:/dir", "gs://b/c", "classpath:///x")) {
      String scheme = address.substring(0, address.indexOf(':'));
      for (String option : List.of("--outputDir=", "--deadLetters=")) {
        folder.assertBad(
            option + address, "no file system for " + scheme + "://", "only for: file;");
      }
      folder.assertRefused(
          List.of("--source=file", "--input=day.jsonl," + address),
          "--input=day.jsonl," + address,
          "no file system for " + scheme + "://",
          "only for: file;");
    }
  }

  @Test
  public void aDefaultDirectoryThatNobodyWritesToDoesNotMatter() {
    assertThat(
        JobTest.of("sliding").withSource(Blocks.of()).run().sinkSettings().outputDir(),
        is("output"));
  }

  @Test
  public void optionsOfBeamAndItsRunnersAreCheckedToo() {
    folder.assertBad("--runner=NoRunner", "NoRunner", "DirectRunner");
    folder.assertBad("--runner=java.lang.String", "java.lang.String", "DirectRunner");
    folder.assertBad("--targetParallelism=many", "many");
    folder.assertBad("--blockOnRun=maybe", "maybe");
    folder.assertBad("--=x", "empty argument name");
  }

  @Test
  public void whatARunnerRefusesIsABadOption() {
    IllegalArgumentException reason =
        new IllegalArgumentException("--master takes\n an address, not 'x'");
    JobTest.Run run =
        JobTest.any()
            .withSource(Blocks.of())
            .withRunnerThatThrows(new RuntimeException("cannot create", reason))
            .run();

    assertThat(run.exitCode(), is(ExitCode.BAD_OPTION));
    assertThat(run.err(), hasSize(1));
    assertThat(
        run.err().get(0), containsString("--runner=DirectRunner: --master takes an address"));
  }
}
