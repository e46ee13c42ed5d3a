package io.github.happiesthashtags.benchmarks.blocks;

import io.github.happiesthashtags.benchmarks.plain.HappyTweet;
import io.github.happiesthashtags.twitter.wire.MessageBlock;
import io.github.happiesthashtags.twitter.wire.MessageHandler;
import io.github.happiesthashtags.twitter.wire.MessageKind;
import io.github.happiesthashtags.twitter.wire.MessageParser;
import io.github.happiesthashtags.twitter.wire.Status;
import io.github.happiesthashtags.twitter.wire.TokenPrefilter;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Finds the happy tweets of blocks with the project's parser. Like it, an instance gets faster with
 * the lines that it has seen: keep one a task. Not thread-safe.
 */
public final class HappyTweets {
  private static final TokenPrefilter SMILE = TokenPrefilter.of(Set.of(HappyTweet.SMILE));

  private final MessageParser parser = new MessageParser();

  /** Hands each happy tweet of a block to the consumer, in order. */
  public void read(MessageBlock block, Consumer<HappyTweet> consumer) throws IOException {
    MessageHandler handler = new Happy(consumer);
    block.read(
        (buffer, offset, length, position, overlong) -> {
          parser.parse(buffer, offset, length, handler);
          return true;
        });
  }

  private record Happy(Consumer<HappyTweet> consumer) implements MessageHandler {
    @Override
    public void status(Status status) {
      if (status.isUntagged() || !status.mayHold(SMILE)) {
        return;
      }
      int smiles = HappyTweet.smilesIn(status.asciiText());
      List<String> hashtags = smiles == 0 ? List.of() : HappyTweet.distinct(status.hashtags());
      if (!hashtags.isEmpty()) {
        consumer.accept(new HappyTweet(status.timestampMillis(), smiles, hashtags));
      }
    }

    @Override
    public void other(MessageKind kind) {}

    @Override
    public void malformed(String reason) {
      throw new IllegalStateException("recordings made here have no malformed line: " + reason);
    }
  }
}
