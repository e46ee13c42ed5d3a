package io.github.happiesthashtags.runners.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/** A source whose elements a test adds to its parts; a mark is the number of elements read. */
final class HandSource extends UnboundedSource<String, HandSource.Mark> {
  private static final long serialVersionUID = 1L;
  private static final int ALL = -1;

  /** The elements by source and part. Static, so that a deserialized source finds them too. */
  private static final Map<String, List<String>> ELEMENTS = new ConcurrentHashMap<>();

  private static final Map<String, Integer> OPENED = new ConcurrentHashMap<>();

  private final String name;
  private final int parts;
  private final int part;

  HandSource(String name, int parts) {
    this(name, parts, ALL);
  }

  private HandSource(String name, int parts, int part) {
    this.name = name;
    this.parts = parts;
    this.part = part;
  }

  record Mark(int read) implements CheckpointMark, Serializable {
    @Override
    public void finalizeCheckpoint() {}
  }

  /** Adds an element such as {@code 5:a} or {@code end:z}: the watermark after it, and its text. */
  HandSource add(int toPart, String element) {
    elements(name, toPart).add(element);
    return this;
  }

  /** Returns how often a part was opened. */
  int opened(int ofPart) {
    return OPENED.getOrDefault(name + ofPart, 0);
  }

  private static List<String> elements(String name, int part) {
    return ELEMENTS.computeIfAbsent(name + part, key -> new CopyOnWriteArrayList<>());
  }

  @Override
  public List<HandSource> split(int desired, PipelineOptions options) {
    List<HandSource> splits = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      splits.add(new HandSource(name, parts, i));
    }
    return splits;
  }

  @Override
  public UnboundedReader<String> createReader(PipelineOptions options, @Nullable Mark mark) {
    OPENED.merge(name + part, 1, Integer::sum);
    return new Reader(mark == null ? 0 : mark.read());
  }

  @Override
  public Coder<Mark> getCheckpointMarkCoder() {
    return SerializableCoder.of(Mark.class);
  }

  @Override
  public Coder<String> getOutputCoder() {
    return StringUtf8Coder.of();
  }

  private final class Reader extends UnboundedReader<String> {
    private final List<String> elements = elements(name, part);
    private int read;
    private Instant watermark = BoundedWindow.TIMESTAMP_MIN_VALUE;

    Reader(int read) {
      this.read = read;
    }

    @Override
    public boolean start() {
      return advance();
    }

    @Override
    public boolean advance() {
      if (read == elements.size()) {
        return false;
      }
      String time = elements.get(read++).replaceFirst(":.*", "");
      watermark =
          time.equals("end")
              ? BoundedWindow.TIMESTAMP_MAX_VALUE
              : Instant.ofEpochMilli(Long.parseLong(time));
      return true;
    }

    @Override
    public String getCurrent() throws NoSuchElementException {
      return elements.get(read - 1).replaceFirst(".*:", "");
    }

    @Override
    public Instant getCurrentTimestamp() {
      return watermark;
    }

    @Override
    public Instant getWatermark() {
      return watermark;
    }

    @Override
    public Mark getCheckpointMark() {
      return new Mark(read);
    }

    @Override
    public HandSource getCurrentSource() {
      return HandSource.this;
    }

    @Override
    public void close() {}
  }
}
