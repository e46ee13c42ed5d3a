package io.github.happiesthashtags.oracle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.Normalizer2;
import io.github.happiesthashtags.oracle.OracleSettings.Score;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The leaderboard of a recording computed the slow, obvious way: whole trees, lists, and one loop
 * over all windows and statuses. It shares no code and no idea with the pipeline, so that a mistake
 * has to be made twice to pass unseen.
 */
public final class NaiveOracle {

  /**
   * What must come out.
   *
   * @param files name of each CSV file to its exact content
   * @param statuses valid statuses read, copies and filtered ones included
   * @param happy those with a hashtag and a smile, after the filters, copies included
   * @param duplicates those of them that do not count because a copy or newer version does
   * @param kinds messages that are no statuses, by kind
   * @param deadLetters numbers of the lines that are dead letters, from 0
   */
  public record Answer(
      Map<String, String> files,
      long statuses,
      long happy,
      long duplicates,
      Map<String, Long> kinds,
      List<Integer> deadLetters) {

    /** Whether every message was malformed, but for keep-alives. */
    public boolean isNothingButMalformed() {
      boolean anyKind = kinds.keySet().stream().anyMatch(kind -> !kind.equals("keep_alive"));
      return !deadLetters.isEmpty() && statuses == 0 && !anyKind;
    }
  }

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String HEADER =
      "window_start,window_end,timing,pane,rank,hashtag,score,smiles,statuses\r\n";

  /** By code point, not by UTF-16 unit: these differ once a supplementary character is there. */
  static final Comparator<String> BY_CODE_POINT =
      (a, b) -> Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());

  private static final Comparator<List<String>> BY_ELEMENTS =
      (a, b) -> {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
          int order = BY_CODE_POINT.compare(a.get(i), b.get(i));
          if (order != 0) {
            return order;
          }
        }
        return Integer.compare(a.size(), b.size());
      };

  /**
   * A version of a status; its hashtags are distinct and sorted, and empty if it does not count,
   * for the want of a smile as well.
   */
  private record Candidate(
      long id, long version, long timeMillis, long smiles, List<String> hashtags) {}

  private record Row(String hashtag, BigDecimal score, long smiles, int statuses) {}

  private static final Comparator<Candidate> BEST_COPY_FIRST =
      Comparator.comparing(Candidate::smiles)
          .reversed()
          .thenComparing(Candidate::hashtags, BY_ELEMENTS);

  private static final Comparator<Row> BY_RANK =
      Comparator.comparing(Row::score).reversed().thenComparing(Row::hashtag, BY_CODE_POINT);

  private NaiveOracle() {}

  /** Cuts a recording into lines; what follows the last newline is a line only if not empty. */
  public static List<byte[]> lines(byte[] recording) {
    List<byte[]> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < recording.length; i++) {
      if (recording[i] == '\n') {
        lines.add(Arrays.copyOfRange(recording, start, i));
        start = i + 1;
      }
    }
    if (start < recording.length) {
      lines.add(Arrays.copyOfRange(recording, start, recording.length));
    }
    return lines;
  }

  /** A recording's lines or, if its first line is no whole JSON value, its JSON values. */
  public static List<byte[]> messages(byte[] recording) throws IOException {
    List<byte[]> lines = lines(recording);
    try {
      JSON.readTree(lines.get(0));
      return lines;
    } catch (JsonProcessingException e) {
      List<byte[]> messages = new ArrayList<>();
      try (MappingIterator<JsonNode> values =
          JSON.readerFor(JsonNode.class).readValues(recording)) {
        while (values.hasNextValue()) {
          messages.add(JSON.writeValueAsBytes(values.nextValue()));
        }
      }
      return messages;
    }
  }

  public static Answer answer(String recording, OracleSettings settings) {
    return answer(lines(recording.getBytes(StandardCharsets.UTF_8)), settings);
  }

  public static Answer answer(List<byte[]> lines, OracleSettings settings) {
    OracleReader read = OracleReader.read(lines);
    List<Candidate> candidates = candidates(read.statuses(), settings);
    Map<String, String> files = new TreeMap<>();
    for (long start : windowStarts(candidates, settings)) {
      long end = start + settings.windowSeconds();
      List<Row> rows = rows(bestCopies(candidates, start, end), settings);
      if (!rows.isEmpty()) {
        files.put(fileName(start, end), csv(start, end, rows));
      }
    }
    long happy = happy(candidates);
    return new Answer(
        files,
        read.statuses().size(),
        happy,
        happy - counting(candidates, settings.windowSeconds()),
        read.kinds(),
        read.deadLetters());
  }

  private static long happy(Collection<Candidate> candidates) {
    return candidates.stream().filter(candidate -> !candidate.hashtags().isEmpty()).count();
  }

  /** The statuses that count, with windows of this size next to each other. */
  private static long counting(List<Candidate> candidates, int windowSeconds) {
    SortedSet<Long> starts = new TreeSet<>();
    for (Candidate candidate : candidates) {
      long second = Math.floorDiv(candidate.timeMillis(), 1000);
      starts.add(second - Math.floorMod(second, windowSeconds));
    }
    return starts.stream()
        .mapToLong(start -> bestCopies(candidates, start, start + windowSeconds).size())
        .sum();
  }

  private static List<Candidate> candidates(List<OracleStatus> statuses, OracleSettings settings) {
    OracleSmiles smiles = new OracleSmiles(settings.smiles());
    List<Candidate> candidates = new ArrayList<>();
    for (OracleStatus status : statuses) {
      boolean wanted =
          (settings.includeRetweets() || !status.retweet())
              && (settings.languages().isEmpty()
                  || settings.languages().contains(status.language()));
      TreeSet<String> hashtags = new TreeSet<>(BY_CODE_POINT);
      for (String hashtag : status.hashtags()) {
        hashtags.add(settings.foldHashtags() ? fold(hashtag) : hashtag);
      }
      hashtags.remove("");
      List<Integer> found = smiles.find(status.text());
      boolean counts = wanted && !found.isEmpty();
      long sum = found.stream().mapToLong(Integer::longValue).sum();
      candidates.add(
          new Candidate(
              status.id(),
              status.version(),
              status.timeMillis(),
              sum,
              counts ? List.copyOf(hashtags) : List.of()));
    }
    return candidates;
  }

  static String fold(String hashtag) {
    String folded =
        UCharacter.foldCase(
            Normalizer2.getNFKCInstance().normalize(hashtag), /* defaultmapping= */ true);
    while (folded.startsWith("#")) {
      folded = folded.substring(1);
    }
    return folded;
  }

  /** The starts, in seconds, of all windows that hold a candidate. */
  private static SortedSet<Long> windowStarts(List<Candidate> candidates, OracleSettings settings) {
    SortedSet<Long> starts = new TreeSet<>();
    for (Candidate candidate : candidates) {
      long second = Math.floorDiv(candidate.timeMillis(), 1000);
      long start = second - Math.floorMod(second, settings.everySeconds());
      while (start + settings.windowSeconds() > second) {
        starts.add(start);
        start -= settings.everySeconds();
      }
    }
    return starts;
  }

  /** Of each status in the window the newest version, and of its copies the best. */
  private static Collection<Candidate> bestCopies(
      List<Candidate> candidates, long start, long end) {
    List<Candidate> inWindow =
        candidates.stream()
            .filter(c -> c.timeMillis() >= start * 1000 && c.timeMillis() < end * 1000)
            .toList();
    Map<Long, Long> newest = new HashMap<>();
    inWindow.forEach(candidate -> newest.merge(candidate.id(), candidate.version(), Math::max));
    Map<Long, Candidate> byId = new HashMap<>();
    for (Candidate candidate : inWindow) {
      boolean isNewest = newest.get(candidate.id()) == candidate.version();
      if (isNewest && !candidate.hashtags().isEmpty()) {
        byId.merge(candidate.id(), candidate, (a, b) -> BEST_COPY_FIRST.compare(a, b) <= 0 ? a : b);
      }
    }
    return byId.values();
  }

  private static List<Row> rows(Collection<Candidate> statuses, OracleSettings settings) {
    Map<String, List<Long>> smilesByHashtag = new HashMap<>();
    for (Candidate status : statuses) {
      for (String hashtag : status.hashtags()) {
        smilesByHashtag.computeIfAbsent(hashtag, absent -> new ArrayList<>()).add(status.smiles());
      }
    }
    List<Row> rows = new ArrayList<>();
    smilesByHashtag.forEach(
        (hashtag, smiles) -> {
          if (settings.score() != Score.MEAN || smiles.size() >= settings.minStatuses()) {
            long sum = smiles.stream().mapToLong(Long::longValue).sum();
            rows.add(new Row(hashtag, score(smiles, sum, settings.score()), sum, smiles.size()));
          }
        });
    rows.sort(BY_RANK);
    return rows.subList(0, Math.min(settings.topN(), rows.size()));
  }

  private static BigDecimal score(List<Long> smiles, long sum, Score score) {
    return switch (score) {
      case SUM -> BigDecimal.valueOf(sum);
      case MAX ->
          BigDecimal.valueOf(smiles.stream().mapToLong(Long::longValue).max().orElseThrow());
      case MEAN ->
          BigDecimal.valueOf(sum)
              .divide(BigDecimal.valueOf(smiles.size()), 6, RoundingMode.HALF_UP);
    };
  }

  private static String fileName(long start, long end) {
    return (Instant.ofEpochSecond(start) + "_" + Instant.ofEpochSecond(end)).replace(':', '-')
        + "_on-time-0.csv";
  }

  private static String csv(long start, long end, List<Row> rows) {
    StringBuilder csv = new StringBuilder(HEADER);
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      csv.append(
          String.join(
              ",",
              Instant.ofEpochSecond(start).toString(),
              Instant.ofEpochSecond(end).toString(),
              "ON_TIME",
              "0",
              Integer.toString(i + 1),
              quoted(row.hashtag()),
              row.score().toPlainString(),
              Long.toString(row.smiles()),
              Integer.toString(row.statuses())));
      csv.append("\r\n");
    }
    return csv.toString();
  }

  private static String quoted(String field) {
    boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
  }
}
