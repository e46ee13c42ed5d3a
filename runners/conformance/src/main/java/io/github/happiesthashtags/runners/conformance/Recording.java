package io.github.happiesthashtags.runners.conformance;

import io.github.happiesthashtags.simulator.SyntheticTweets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;

/**
 * An immutable synthetic recording that starts on New Year's Day 2020, and the file formats to
 * write it in.
 */
public final class Recording {
  public static final Instant START = Instant.parse("2020-01-01T00:00:00Z");

  private static final long SEED = 7;

  /** Large enough that every window of a few hundred statuses has some. */
  private static final double HAPPY_SHARE = 0.25;

  private final List<byte[]> lines;

  private Recording(List<byte[]> lines) {
    this.lines = lines;
  }

  /** Returns X API v2 messages, spread evenly over a time. */
  public static Recording v2(int messages, Duration length) {
    SyntheticTweets tweets = SyntheticTweets.withSeed(SEED).withHappyShare(HAPPY_SHARE);
    return of(messages, length, tweets::nextV2);
  }

  /** Returns v1.1 messages, including delete notices, spread evenly over a time. */
  public static Recording v1(int messages, Duration length) {
    SyntheticTweets tweets = SyntheticTweets.withSeed(SEED + 1).withHappyShare(HAPPY_SHARE);
    return of(messages, length, tweets::nextV1);
  }

  @FunctionalInterface
  private interface Generator {
    byte[] next(long eventTimeMillis);
  }

  private static Recording of(int messages, Duration length, Generator tweets) {
    List<byte[]> lines = new ArrayList<>();
    for (int i = 0; i < messages; i++) {
      lines.add(tweets.next(START.toEpochMilli() + length.toMillis() * i / messages));
    }
    return new Recording(lines);
  }

  /** Returns these lines followed by the other recording's. */
  public Recording then(Recording other) {
    List<byte[]> both = new ArrayList<>(lines);
    both.addAll(other.lines);
    return new Recording(both);
  }

  /** Returns the same lines, each at most this far from its place. */
  public Recording shuffledWithin(int distance) {
    List<byte[]> shuffled = new ArrayList<>(lines);
    Random random = new Random(SEED);
    for (int from = 0; from < shuffled.size(); from += distance) {
      int to = Math.min(from + distance, shuffled.size());
      Collections.shuffle(shuffled.subList(from, to), random);
    }
    return new Recording(shuffled);
  }

  /** Returns the same lines with one inserted. */
  public Recording with(int index, String line) {
    List<byte[]> more = new ArrayList<>(lines);
    more.add(index, line.getBytes(StandardCharsets.UTF_8));
    return new Recording(more);
  }

  /** Returns a range of the lines. */
  public Recording part(int from, int to) {
    return new Recording(new ArrayList<>(lines.subList(from, to)));
  }

  public int size() {
    return lines.size();
  }

  public byte[] line(int index) {
    return lines.get(index).clone();
  }

  public byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] line : lines) {
      bytes.writeBytes(line);
      bytes.write('\n');
    }
    return bytes.toByteArray();
  }

  public byte[] gzipped() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(bytes());
    }
    return bytes.toByteArray();
  }

  public byte[] bzipped() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream bzip2 = new BZip2CompressorOutputStream(bytes)) {
      bzip2.write(bytes());
    }
    return bytes.toByteArray();
  }

  /** Returns a tar of three files: one plain, one gzipped, one bzipped. */
  public byte[] tarred() throws IOException {
    int third = size() / 3;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      entry(tar, "2020/01/01/00.json", part(0, third).bytes());
      entry(tar, "2020/01/01/01.json.gz", part(third, 2 * third).gzipped());
      entry(tar, "2020/01/01/02.json.bz2", part(2 * third, size()).bzipped());
    }
    return bytes.toByteArray();
  }

  private static void entry(TarArchiveOutputStream tar, String name, byte[] content)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(content.length);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  /** Writes the lines uncompressed and returns the file. */
  public Path write(Path file) throws IOException {
    return Files.write(file, bytes());
  }
}
