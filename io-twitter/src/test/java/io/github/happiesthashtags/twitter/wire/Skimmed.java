package io.github.happiesthashtags.twitter.wire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What a job that looks for hashtags learns of a block, in order. */
public final class Skimmed implements LineIndex.Handler, MessageHandler {
  public final List<String> learned = new ArrayList<>();
  final List<Long> positions = new ArrayList<>();
  private final MessageParser parser = new MessageParser();

  /** Lines that were not read. */
  public int spared;

  /** The block, after its source has looked at all of its lines. */
  static MessageBlock indexed(MessageBlock block) throws IOException {
    MessageInspector inspector = new MessageInspector();
    LineIndex.Builder index = new LineIndex.Builder(0);
    block.read(
        (buffer, offset, length, position, overlong) -> {
          inspector.inspect(buffer, offset, length);
          index.add(inspector, length);
          return true;
        });
    return block.withIndex(index.index());
  }

  public static Skimmed of(MessageBlock block) throws IOException {
    Skimmed skimmed = new Skimmed();
    block.skim(skimmed);
    return skimmed;
  }

  /** With every line read. */
  public static Skimmed ofAll(MessageBlock block) throws IOException {
    Skimmed skimmed = new Skimmed();
    block.read(skimmed);
    return skimmed;
  }

  @Override
  public boolean line(byte[] buffer, int offset, int length, long position, boolean overlong) {
    learned.add("a line of " + length);
    positions.add(position);
    parser.parse(buffer, offset, length, this);
    return true;
  }

  @Override
  public void untagged(long timestampMillis, int length) {
    learned.add("a line of " + length);
    learned.add("untagged at " + timestampMillis);
    spared++;
  }

  @Override
  public boolean tagged(long timestampMillis, byte[] line, long position) {
    line(line, 0, line.length, position, false);
    String status = learned.get(learned.size() - 1);
    if (status.startsWith("untagged") || !status.contains(" at " + timestampMillis + "|")) {
      learned.add("no tagged status at " + timestampMillis);
    }
    return true;
  }

  @Override
  public void other(MessageKind kind, int length) {
    learned.add("a line of " + length);
    other(kind);
    spared++;
  }

  @Override
  public void status(Status status) {
    learned.add(
        status.isUntagged() && !status.isEdit()
            ? "untagged at " + status.timestampMillis()
            : String.join(
                "|",
                status.id() + " of " + status.versionId() + " at " + status.timestampMillis(),
                status.lang() + (status.isRetweet() ? " retweet" : ""),
                status.text(),
                status.hashtags().toString()));
  }

  @Override
  public void other(MessageKind kind) {
    learned.add(kind.label());
  }

  @Override
  public void malformed(String reason) {
    learned.add(reason);
  }
}
