package io.github.happiesthashtags.twitter;

import io.github.happiesthashtags.twitter.wire.ComplianceNotice;
import io.github.happiesthashtags.twitter.wire.MessageHandler;
import io.github.happiesthashtags.twitter.wire.MessageKind;
import io.github.happiesthashtags.twitter.wire.MessageParser;
import io.github.happiesthashtags.twitter.wire.Status;
import java.util.EnumSet;
import java.util.Set;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.joda.time.Instant;

/** Every message that demands to change or delete posts becomes a {@link ComplianceEvent}. */
final class ComplianceForm implements ParseBlocks.Form<ComplianceEvent> {
  private static final long serialVersionUID = 1L;

  private static final Set<MessageKind> KINDS =
      EnumSet.of(
          MessageKind.DELETE,
          MessageKind.SCRUB_GEO,
          MessageKind.STATUS_WITHHELD,
          MessageKind.USER_WITHHELD,
          MessageKind.COMPLIANCE,
          MessageKind.ACTIVITY);

  @Override
  public TypeDescriptor<ComplianceEvent> type() {
    return TypeDescriptor.of(ComplianceEvent.class);
  }

  @Override
  public ParseBlocks.Parser<ComplianceEvent> parser() {
    MessageParser parser = new MessageParser();
    return (line, offset, length, output) ->
        parser.parse(
            line,
            offset,
            length,
            new MessageHandler() {
              @Override
              public void status(Status status) {
                output.status();
              }

              @Override
              public void other(MessageKind kind) {
                output.other(kind);
                ComplianceNotice notice =
                    KINDS.contains(kind) ? ComplianceNotice.of(line, offset, length) : null;
                if (notice != null && notice.hasSubject()) {
                  emit(notice, output);
                } else if (notice != null) {
                  // A demand that cannot be met must not go unnoticed.
                  output.malformed("a compliance event without a readable post or account");
                }
              }

              @Override
              public void malformed(String reason) {
                output.malformed(reason);
              }
            });
  }

  private static void emit(ComplianceNotice notice, ParseBlocks.Output<ComplianceEvent> output) {
    Instant time =
        notice.timeMillis() == MessageHandler.NO_TIME
            ? null
            : Instant.ofEpochMilli(notice.timeMillis());
    output.element(
        ComplianceEvent.of(
            notice.kind(), notice.postId(), notice.userId(), time, notice.countries()),
        time);
  }
}
