package io.github.happiesthashtags.simulator;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The simulator's command line program. */
final class SimulatorMain {
  private static final int BAD_OPTION = 2;
  private static final int USUAL_PORT = 8080;

  /** The connects in a quarter of an hour that the real API allows. */
  private static final int USUAL_CONNECTS = 50;

  /** Control characters of terminals, and characters that change the direction of writing. */
  private static final Pattern NOT_PRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

  /** An option: what its value is, what it does, and the default, or null if there is none. */
  private record Option(String takes, String does, @Nullable String usual) {
    Option(String takes, String does) {
      this(takes, does, null);
    }
  }

  private static final Map<String, Option> OPTIONS = options();

  /** The options that may be given several times. */
  private static final Set<String> REPEATABLE = Set.of("--rule", "--fault");

  /** The options that need no value. */
  private static final Set<String> SWITCHES = Set.of("--noBackfill", "--noRecovery");

  private static Map<String, Option> options() {
    Map<String, Option> all = new TreeMap<>();
    all.put("--port", new Option("a number from 0 to 65535", "0 takes any free port", "8080"));
    all.put("--rate", new Option("statuses a second, such as 100", "the tweets to send", "100"));
    all.put("--seed", new Option("a whole number", "equal seeds send equal tweets", "42"));
    all.put(
        "--bearerTokenFile",
        new Option("the path of a file", "v2's token; written if it is missing", "bearer-token"));
    all.put(
        "--oauthFile",
        new Option("the path of a file", "v1.1's credentials; written if the file is missing"));
    all.put(
        "--happyShare",
        new Option("a share from 0 to 1", "the tweets with a smile", "as on Twitter"));
    all.put("--duplicateShare", new Option("a share from 0 to 1", "the tweets sent twice", "0"));
    all.put("--lateShare", new Option("a share from 0 to 1", "the tweets sent 30 s late", "0"));
    all.put(
        "--keepAlive",
        new Option("seconds, such as 20", "the longest silence of a quiet stream", "20"));
    all.put(
        "--connectsPerQuarterHour",
        new Option("a number, 0 for no limit", "more connects are answered with 429", "50"));
    all.put("--rule", new Option("a rule of the filtered stream", "a rule to begin with"));
    all.put(
        "--fault",
        new Option(
            "AFTER:FAULT, such as 500:cut-mid-line", "what goes wrong after how many tweets"));
    all.put(
        "--noBackfill", new Option("nothing, true or false", "refuses backfill_minutes", "false"));
    all.put(
        "--noRecovery",
        new Option("nothing, true or false", "refuses start_time and end_time", "false"));
    return all;
  }

  private final XApiSimulator.Builder builder =
      XApiSimulator.builder().port(USUAL_PORT).connectsPerQuarterHour(USUAL_CONNECTS);
  private final Set<String> given = new HashSet<>();
  private Path tokenFile = Path.of("bearer-token");
  private @Nullable Path oauthFile;

  private SimulatorMain() {}

  /** Serves until the process is stopped; {@code --help} only lists the options. */
  static void run(String[] args) {
    if (List.of(args).contains("--help")) {
      // Whoever reads the help may have seen enough before its end.
      help().forEach(System.out::println);
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
      simulator = main.withCredentials().start();
    } catch (UncheckedIOException e) {
      throw new IllegalArgumentException("--port: " + e.getMessage(), e);
    }
    out.println("X API at " + simulator.uri() + ", bearer token in " + main.tokenFile);
    if (main.oauthFile != null) {
      out.println("v1.1 credentials in " + main.oauthFile);
    }
    for (StreamEndpoint endpoint : StreamEndpoint.values()) {
      out.println("  " + endpoint.path() + partitions(endpoint));
    }
    out.println("  " + RulesApi.PATH);
    out.println("  " + ConnectionsApi.PATH);
    out.println("  " + UsageApi.PATH);
    out.println("  " + ControlApi.PATH + "faults, " + ControlApi.PATH + "requests");
    out.flush();
    return simulator;
  }

  static List<String> help() {
    List<String> lines = new ArrayList<>();
    lines.add("Serves a simulated X API on this machine until it is interrupted.");
    OPTIONS.forEach(
        (name, option) -> {
          lines.add("");
          lines.add("  " + name + "=...");
          String usual = option.usual() == null ? "" : " Default: " + option.usual() + ".";
          lines.add("      Takes " + option.takes() + ": " + option.does() + "." + usual);
        });
    lines.add("");
    lines.add("--rule and --fault may be given several times.");
    return lines;
  }

  private void apply(String arg) {
    int equals = arg.indexOf('=');
    String name = equals < 0 ? arg : arg.substring(0, equals);
    String value = equals < 0 ? "" : arg.substring(equals + 1);
    Option option = OPTIONS.get(name);
    if (option == null) {
      throw new IllegalArgumentException(
          "%s is unknown: give %s or --help".formatted(name, String.join(", ", OPTIONS.keySet())));
    }
    if (equals < 0 && !SWITCHES.contains(name)) {
      throw new IllegalArgumentException(
          "%s has no value: write %s=VALUE, without a space, and give %s"
              .formatted(name, name, option.takes()));
    }
    if (!given.add(name) && !REPEATABLE.contains(name)) {
      throw new IllegalArgumentException(name + " is given twice: give it once");
    }
    try {
      set(name, value);
    } catch (IllegalArgumentException e) {
      // The message of a NumberFormatException is not worth showing.
      String why = e instanceof NumberFormatException ? "" : " (" + e.getMessage() + ")";
      throw new IllegalArgumentException(
          "%s is '%s': give %s%s".formatted(name, value, option.takes(), why), e);
    }
  }

  private void set(String name, String value) {
    switch (name) {
      case "--port" -> builder.port(Integer.parseInt(value));
      case "--rate" -> builder.tweetsPerSecond(Double.parseDouble(value));
      case "--seed" -> builder.seed(Long.parseLong(value));
      case "--bearerTokenFile" -> tokenFile = path(value);
      case "--oauthFile" -> oauthFile = path(value);
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

  private XApiSimulator.Builder withCredentials() {
    CredentialFiles.OAuth oauth =
        oauthFile == null ? null : CredentialFiles.oauth("--oauthFile", oauthFile);
    if (oauth != null) {
      builder
          .consumerKey(oauth.consumerKey(), oauth.consumerSecret())
          .accessToken(oauth.accessToken(), oauth.accessTokenSecret());
    }
    String token = CredentialFiles.token("--bearerTokenFile", tokenFile);
    try {
      return builder.bearerToken(token);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "--bearerTokenFile is '%s': %s".formatted(tokenFile, e.getMessage()), e);
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
