package io.github.happiesthashtags.runners.conformance.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A parsed Dockerfile. */
final class Dockerfile {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)}");

  /**
   * An instruction.
   *
   * @param keyword in capitals
   * @param text what follows the keyword
   */
  record Instruction(String keyword, String text) {}

  private final List<Instruction> beforeFirst = new ArrayList<>();
  private final List<List<Instruction>> stages = new ArrayList<>();

  Dockerfile(String text) {
    String joined = text.replaceAll("(?m)^\\s*#.*\\R", "").replaceAll("\\\\\\R\\s*", "");
    for (String line : joined.lines().filter(line -> !line.isBlank()).toList()) {
      String[] parts = line.strip().split("\\s+", 2);
      Instruction instruction = new Instruction(parts[0], parts[1]);
      if (instruction.keyword().equals("FROM")) {
        stages.add(new ArrayList<>());
      }
      (stages.isEmpty() ? beforeFirst : stages.get(stages.size() - 1)).add(instruction);
    }
  }

  static Dockerfile read(Path file) throws IOException {
    return new Dockerfile(Files.readString(file));
  }

  List<List<Instruction>> stages() {
    return stages;
  }

  /** Returns the last stage, which becomes the image. */
  List<Instruction> image() {
    return stages.get(stages.size() - 1);
  }

  /** Returns the arguments with their defaults before the first stage. */
  Map<String, String> arguments() {
    return defaults(beforeFirst);
  }

  static Map<String, String> defaults(List<Instruction> instructions) {
    Map<String, String> defaults = new LinkedHashMap<>();
    for (Instruction instruction : instructions) {
      if (instruction.keyword().equals("ARG")) {
        String[] parts = instruction.text().split("=", 2);
        defaults.put(parts[0], parts.length > 1 ? parts[1] : "");
      }
    }
    return defaults;
  }

  /** Returns the base image of each stage, with the defaults of the arguments. */
  List<String> bases() {
    return stages.stream().map(stage -> resolved(stage.get(0).text().split(" ", 2)[0])).toList();
  }

  private String resolved(String text) {
    String result = text;
    for (Matcher found = VARIABLE.matcher(result); found.find(); found = VARIABLE.matcher(result)) {
      result =
          found.replaceFirst(
              Matcher.quoteReplacement(arguments().getOrDefault(found.group(1), "")));
    }
    return result;
  }
}
