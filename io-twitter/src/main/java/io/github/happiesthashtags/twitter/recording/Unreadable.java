package io.github.happiesthashtags.twitter.recording;

import io.github.happiesthashtags.twitter.text.Printable;
import io.github.happiesthashtags.twitter.wire.DamagedContentException;
import io.github.happiesthashtags.twitter.wire.Lines;
import io.github.happiesthashtags.twitter.wire.MessageHandler;
import io.github.happiesthashtags.twitter.wire.MessageKind;
import io.github.happiesthashtags.twitter.wire.MessageParser;
import io.github.happiesthashtags.twitter.wire.Status;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import org.apache.beam.sdk.io.FileSystems;
import org.jspecify.annotations.Nullable;

/** The check whether a file is a recording at all. */
final class Unreadable {
  /** The number of unpacked bytes to look at: several large tweets, or a page of HTML. */
  private static final long PROBED_BYTES = 1L << 20;

  private static final int PROBED_DEPTH = 4;

  private Unreadable() {}

  /**
   * Returns one line that names an unreadable file and says what it looks like; null if the file is
   * empty or holds a readable message.
   */
  static @Nullable String describe(RecordingPart whole) throws IOException {
    Probe probe = new Probe();
    String damage = null;
    try (InputStream in = whole.open()) {
      Lines.readMessages(in, 0, PROBED_BYTES, false, false, probe);
    } catch (DamagedContentException e) {
      damage = e.getMessage();
    }
    if (probe.anyGood || (!probe.anyMalformed && damage == null)) {
      return null;
    }
    return Printable.line(whole.name())
        + ": no readable message in it; it looks like "
        + Printable.line(looks(whole));
  }

  private static String looks(RecordingPart whole) throws IOException {
    try (InputStream in = Channels.newInputStream(FileSystems.open(whole.file()))) {
      return ContentDescription.of(in, whole.name(), PROBED_DEPTH);
    } catch (DamagedContentException e) {
      return "a damaged file: " + e.getMessage();
    }
  }

  /** A handler that stops at the first valid message. */
  private static final class Probe implements Lines.Handler, MessageHandler {
    private final MessageParser parser = new MessageParser();
    private boolean anyGood;
    private boolean anyMalformed;

    @Override
    public boolean line(byte[] buffer, int offset, int length, long position, boolean overlong) {
      if (overlong) {
        anyMalformed = true;
      } else {
        parser.parse(buffer, offset, length, this);
      }
      return !anyGood;
    }

    @Override
    public void status(Status status) {
      anyGood = true;
    }

    @Override
    public void other(MessageKind kind) {
      anyGood |= kind != MessageKind.KEEP_ALIVE;
    }

    @Override
    public void malformed(String reason) {
      anyMalformed = true;
    }
  }
}
