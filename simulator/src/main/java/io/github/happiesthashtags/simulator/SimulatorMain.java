package io.github.happiesthashtags.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The simulator's command line program. */
final class SimulatorMain {
  private static final int FAILED = 1;
  private static final int BAD_OPTION = 2;
  private static final int USUAL_PORT = 8080;

  /** The connects in a quarter of an hour that the real API allows. */
  private static final int USUAL_CONNECTS = 50;

  /** Control characters of terminals, and characters that change the direction of writing. */
  private static final Pattern NOT_PRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

  private static final Map<String, String> TAKES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("--port", "a number from 0 to 65535"),
              Map.entry("--rate", "statuses a second, such as 100"),
              Map.entry("--seed", "a whole number"),
              Map.entry("--bearerTokenFile", "the path of a file"),
              Map.entry("--happyShare", "a share from 0 to 1"),
              Map.entry("--duplicateShare", "a share from 0 to 1"),
              Map.entry("--lateShare", "a share from 0 to 1"),
              Map.entry("--keepAlive", "seconds, such as 20"),
              Map.entry("--connectsPerQuarterHour", "a number, 0 for no limit"),
              Map.entry("--rule", "a rule of the filtered stream"),
              Map.entry("--fault", "AFTER:FAULT, such as 500:cut-mid-line"),
              Map.entry("--noBackfill", "nothing, true or false"),
              Map.entry("--noRecovery", "nothing, true or false")));

  private final XApiSimulator.Builder builder =
      XApiSimulator.builder().port(USUAL_PORT).connectsPerQuarterHour(USUAL_CONNECTS);
  private Path tokenFile = Path.of("bearer-token");

  private SimulatorMain() {}

  /** Serves until the process is stopped; {@code --help} only lists the options. */
  static void run(String[] args) {
    if (List.of(args).contains("--help")) {
      help().forEach(System.out::println);
      if (System.out.checkError()) {
        System.exit(FAILED);
      }
      return;
    }
    XApiSimulator simulator;
    try {
      simulator = start(args, System.out);
    } catch (IllegalArgumentException e) {
      System.err.println("simulator: " + printable("" + e.getMessage()));
      System.exit(BAD_OPTION);
      return;
    }
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  simulator.close();
                  // An interrupt is the intended end, so the exit code is 0.
                  Runtime.getRuntime().halt(0);
                },
                "x-api-simulator-end"));
    try {
      Thread.currentThread().join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      simulator.close();
    }
  }

  /**
   * Starts a simulator as configured by the arguments.
   *
   * @throws IllegalArgumentException with a message for the user if an argument is invalid
   */
  static XApiSimulator start(String[] args, PrintStream out) {
    SimulatorMain main = new SimulatorMain();
    for (String arg : args) {
      main.apply(arg);
    }
    XApiSimulator simulator;
    try {
      simulator = main.withToken().start();
    } catch (UncheckedIOException e) {
      throw new IllegalArgumentException("--port: " + e.getMessage(), e);
    }
    out.println("X API at " + simulator.uri() + ", bearer token in " + main.tokenFile);
    for (StreamEndpoint endpoint : StreamEndpoint.values()) {
      out.println("  " + endpoint.path() + partitions(endpoint));
    }
    out.println("  " + RulesApi.PATH);
    out.println("  " + ConnectionsApi.PATH);
    out.println("  " + ControlApi.PATH + "faults, " + ControlApi.PATH + "requests");
    out.flush();
    return simulator;
  }

  static List<String> help() {
    List<String> lines = new ArrayList<>();
    lines.add("Serves a simulated X API on this machine until it is interrupted.");
    lines.add("");
    TAKES.forEach((name, takes) -> lines.add("  " + name + "=...\n      Takes " + takes + "."));
    lines.add("");
    lines.add("--rule and --fault may be given several times.");
    return lines;
  }

  private void apply(String arg) {
    int equals = arg.indexOf('=');
    String name = equals < 0 ? arg : arg.substring(0, equals);
    String value = equals < 0 ? "" : arg.substring(equals + 1);
    String takes = TAKES.get(name);
    if (takes == null) {
      throw new IllegalArgumentException(
          "%s is unknown: give %s or --help".formatted(name, String.join(", ", TAKES.keySet())));
    }
    try {
      set(name, value);
    } catch (IllegalArgumentException e) {
      // The message of a NumberFormatException is not worth showing.
      String why = e instanceof NumberFormatException ? "" : " (" + e.getMessage() + ")";
      throw new IllegalArgumentException(
          "%s is '%s': give %s%s".formatted(name, value, takes, why), e);
    }
  }

  private void set(String name, String value) {
    switch (name) {
      case "--port" -> builder.port(Integer.parseInt(value));
      case "--rate" -> builder.tweetsPerSecond(Double.parseDouble(value));
      case "--seed" -> builder.seed(Long.parseLong(value));
      case "--bearerTokenFile" -> tokenFile = path(value);
      case "--happyShare" -> builder.happyShare(Double.parseDouble(value));
      case "--duplicateShare" -> builder.duplicateShare(Double.parseDouble(value));
      case "--lateShare" -> builder.lateShare(Double.parseDouble(value));
      case "--keepAlive" -> builder.keepAlive(Duration.ofSeconds(Long.parseLong(value)));
      case "--connectsPerQuarterHour" -> builder.connectsPerQuarterHour(Integer.parseInt(value));
      case "--rule" -> builder.rules(List.of(value));
      case "--fault" -> {
        FaultScript.Step step = ControlApi.parseStep(value);
        if (step == null) {
          throw new IllegalArgumentException("it does not begin with a number");
        }
        builder.fault(step.after(), step.fault());
      }
      case "--noBackfill" -> builder.backfillAllowed(!isSet(value));
      default -> builder.recoveryAllowed(!isSet(value));
    }
  }

  private static Path path(String value) {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("there is no path");
    }
    return Path.of(value);
  }

  private static boolean isSet(String value) {
    if (!value.isEmpty() && !value.equals("true") && !value.equals("false")) {
      throw new IllegalArgumentException("it is a switch");
    }
    return !value.equals("false");
  }

  private XApiSimulator.Builder withToken() {
    String token = token();
    try {
      return builder.bearerToken(token);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "--bearerTokenFile is '%s': %s".formatted(tokenFile, e.getMessage()), e);
    }
  }

  /** Returns the token in the file, and creates the file if it is missing. */
  private String token() {
    try {
      if (Files.exists(tokenFile) && !Files.isRegularFile(tokenFile)) {
        throw new IOException("it is a folder, pipe or device");
      }
      if (Files.exists(tokenFile)) {
        return Files.readString(tokenFile).strip();
      }
      String token = Secrets.random();
      Files.createFile(
          tokenFile,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(tokenFile, token + System.lineSeparator(), UTF_8);
      return token;
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "--bearerTokenFile is '%s': give a file that can be read or made (%s)"
              .formatted(tokenFile, e.getMessage()),
          e);
    }
  }

  private static String partitions(StreamEndpoint endpoint) {
    return endpoint.partitions() == 0 ? "" : "?partition=1-" + endpoint.partitions();
  }

  /**
   * Escapes the message for a terminal, because it quotes an argument that may have been pasted.
   */
  private static String printable(String message) {
    return NOT_PRINTABLE
        .matcher(message)
        .replaceAll(found -> "\\\\u%04X".formatted(found.group().codePointAt(0)));
  }
}
