package io.github.happiesthashtags.benchmarks.inputs;

import io.github.happiesthashtags.twitter.wire.Lines;
import io.github.happiesthashtags.twitter.wire.MessageHandler;
import io.github.happiesthashtags.twitter.wire.MessageKind;
import io.github.happiesthashtags.twitter.wire.MessageParser;
import io.github.happiesthashtags.twitter.wire.Status;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the project's own parser finds in a recording. */
final class Census implements MessageHandler {
  private final MessageParser parser = new MessageParser();
  private boolean wasStatus;

  final Set<Long> ids = new HashSet<>();
  final Set<String> names = new HashSet<>();
  long lines;
  long linesBeyondAscii;
  long linesWithSmileBytes;
  long statuses;
  long statusBytes;
  long tagged;
  long smiling;
  long happy;
  long retweets;
  long others;
  long malformed;
  long firstMillis = Long.MAX_VALUE;
  long lastMillis;
  long mostOutOfOrder;

  private Census() {}

  static Census of(List<Path> parts) throws IOException {
    Census census = new Census();
    for (Path part : parts) {
      try (InputStream in = Files.newInputStream(part)) {
        Lines.read(
            in,
            0,
            Long.MAX_VALUE,
            false,
            (line, offset, length, position, overlong) -> {
              census.line(line, offset, length);
              return true;
            });
      }
    }
    return census;
  }

  private void line(byte[] buffer, int offset, int length) {
    lines++;
    String text = new String(buffer, offset, length, StandardCharsets.ISO_8859_1);
    linesBeyondAscii += text.chars().anyMatch(c -> c > 127) ? 1 : 0;
    linesWithSmileBytes += text.contains(":)") ? 1 : 0;
    wasStatus = false;
    parser.parse(buffer, offset, length, this);
    statusBytes += wasStatus ? length : 0;
  }

  @Override
  public void status(Status status) {
    wasStatus = true;
    statuses++;
    ids.add(status.id());
    boolean smiles = status.text().contains(":)");
    boolean hashtags = !status.hashtags().isEmpty();
    status.hashtags().forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
    tagged += hashtags ? 1 : 0;
    smiling += smiles ? 1 : 0;
    happy += smiles && hashtags ? 1 : 0;
    retweets += status.isRetweet() ? 1 : 0;
    long millis = status.timestampMillis();
    firstMillis = Math.min(firstMillis, millis);
    mostOutOfOrder = Math.max(mostOutOfOrder, lastMillis - millis);
    lastMillis = Math.max(lastMillis, millis);
  }

  @Override
  public void other(MessageKind kind) {
    others++;
  }

  @Override
  public void malformed(String reason) {
    malformed++;
  }
}
