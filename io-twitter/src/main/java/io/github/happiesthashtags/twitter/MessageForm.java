package io.github.happiesthashtags.twitter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.happiesthashtags.twitter.wire.ByteOrderMark;
import io.github.happiesthashtags.twitter.wire.MessageHandler;
import io.github.happiesthashtags.twitter.wire.MessageKind;
import io.github.happiesthashtags.twitter.wire.MessageParser;
import io.github.happiesthashtags.twitter.wire.Status;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/** Every line but keep-alives becomes a {@link Message}. */
final class MessageForm implements ParseBlocks.Form<Message> {
  private static final long serialVersionUID = 1L;

  @Override
  public TypeDescriptor<Message> type() {
    return TypeDescriptor.of(Message.class);
  }

  @Override
  public ParseBlocks.Parser<Message> parser() {
    return new MessageReader();
  }

  private static final class MessageReader implements ParseBlocks.Parser<Message>, MessageHandler {
    private final MessageParser parser = new MessageParser();
    private int statuses;
    private long timeMillis;
    private @Nullable MessageKind kind;
    private @Nullable String malformed;

    @Override
    public void parse(byte[] line, int offset, int length, ParseBlocks.Output<Message> output) {
      statuses = 0;
      timeMillis = NO_TIME;
      kind = null;
      malformed = null;
      parser.parse(line, offset, length, this);
      for (int i = 0; i < statuses; i++) {
        output.status();
      }
      if (kind != null) {
        output.other(kind);
      }
      if (statuses > 0 || (kind != null && kind != MessageKind.KEEP_ALIVE)) {
        Instant time = timeMillis == NO_TIME ? null : Instant.ofEpochMilli(timeMillis);
        String label = statuses > 0 || kind == null ? Message.STATUS : kind.label();
        output.element(Message.of(label, time, json(line, offset, length)), time);
      }
      // A page may have a malformed status beside good ones.
      if (malformed != null) {
        output.malformed(malformed);
      }
    }

    private static String json(byte[] line, int offset, int length) {
      int mark = ByteOrderMark.isAt(line, offset, offset + length) ? ByteOrderMark.BYTES : 0;
      return new String(line, offset + mark, length - mark, UTF_8).strip();
    }

    @Override
    public void status(Status status) {
      long time = status.timestampMillis();
      timeMillis = statuses == 0 ? time : Math.min(timeMillis, time);
      statuses++;
    }

    @Override
    public void other(MessageKind kind) {
      this.kind = kind;
    }

    @Override
    public void other(MessageKind kind, long timeMillis) {
      this.kind = kind;
      this.timeMillis = timeMillis;
    }

    @Override
    public void malformed(String reason) {
      malformed = reason;
    }
  }
}
