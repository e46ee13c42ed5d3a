package io.github.happiesthashtags.board;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** A board with made-up numbers that move, to work on the page: {@code DemoBoard [PORT]}. */
final class DemoBoard {
  private static final List<String> TAGS =
      List.of(
          "throwbackthursday",
          "rainyday",
          "goodmorning",
          "teatime",
          "booktwitter",
          "friyay",
          "sunset",
          "coffee",
          "catsoftwitter",
          "weekendvibes",
          "gratitude",
          "\u65e5\u66dc\u65e5",
          "<script>alert(1)</script>",
          "x\u202egnp.exe",
          "a".repeat(140),
          "\ud83d\ude00\ud83c\udf89");

  private DemoBoard() {}

  public static void main(String[] args) throws Exception {
    StoredBoards boards = StoredBoards.withTables();
    long began = System.nanoTime();
    BoardServer server =
        BoardServer.over(boards.database())
            .withPort(args.length > 0 ? Integer.parseInt(args[0]) : 8080)
            .withHealth(
                () ->
                    new JobHealth(
                        "RUNNING",
                        (System.nanoTime() - began) / 20_000_000,
                        50,
                        0.21,
                        Instant.now().minusSeconds(5),
                        3,
                        0,
                        0,
                        1))
            .start();
    System.out.println(server.address());
    Random random = new Random(1);
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Instant first = now.minusSeconds(now.getEpochSecond() % 10 + 600);
    for (int i = 0; i < 59; i++) {
      Instant start = first.plusSeconds(i * 10L);
      boards.store(
          "sliding",
          new WindowId(start, start.plusSeconds(30)),
          "ON_TIME",
          0,
          start.plusSeconds(36),
          table(random, 100));
    }
    for (long step = 0; ; step++) {
      Instant start = first.plusSeconds((59 + step / 5) * 10);
      boolean last = step % 5 == 4;
      boards.store(
          "sliding",
          new WindowId(start, start.plusSeconds(30)),
          last ? "ON_TIME" : "EARLY",
          step % 5,
          Instant.now(),
          table(random, 60 + 10 * (int) (step % 5)));
      Thread.sleep(2000);
    }
  }

  private static List<StoredBoards.Entry> table(Random random, int size) {
    List<StoredBoards.Entry> rows = new ArrayList<>();
    for (int i = 0; i < TAGS.size(); i++) {
      rows.add(
          StoredBoards.entry(
              TAGS.get(i), 2 + (long) ((0.5 + random.nextDouble()) * size / (i + 1.0))));
    }
    rows.sort(Comparator.comparingLong(StoredBoards.Entry::score).reversed());
    return rows.subList(0, 12);
  }
}
