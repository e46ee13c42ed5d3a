package io.github.happiesthashtags.job;

import io.github.happiesthashtags.HappiestHashtagsOptions;
import io.github.happiesthashtags.output.ClosedPipeException;
import io.github.happiesthashtags.output.Screen;
import io.github.happiesthashtags.twitter.TwitterIO;
import io.github.happiesthashtags.twitter.auth.CredentialsException;
import io.github.happiesthashtags.twitter.xapi.RuleChanges;
import io.github.happiesthashtags.twitter.xapi.RulesException;
import io.github.happiesthashtags.twitter.xapi.XApi;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question to the X API in the place of a job: it reads no post and starts no pipeline.
 *
 * @param kind what to ask
 * @param api the API to ask
 */
record XQuestion(Kind kind, XApi api) {

  enum Kind {
    /** Which rules would change. */
    RULES,
    /** How many posts the project has read. */
    USAGE
  }

  /**
   * Returns the question that the options ask, or null.
   *
   * @throws BadOptionException if they ask two
   */
  static @Nullable XQuestion of(HappiestHashtagsOptions options, XApi api) {
    boolean isRules = Boolean.TRUE.equals(options.getxRulesDryRun());
    if (Boolean.TRUE.equals(options.getxUsage())) {
      if (isRules) {
        throw BadOptionException.of(
            "xUsage", "true", "cannot be used with --xRulesDryRun; give one of the two");
      }
      return new XQuestion(Kind.USAGE, api);
    }
    return isRules ? new XQuestion(Kind.RULES, api) : null;
  }

  /**
   * Asks and prints the answer.
   *
   * @throws JobFailedException if the API cannot be reached or refuses the credentials
   * @throws BadOptionException if the API refuses a rule
   */
  void ask(Screen screen) {
    try {
      switch (kind) {
        case RULES -> {
          RuleChanges changes = TwitterIO.tryRules(api);
          screen.print(changes.describe().lines().toList());
          screen.print(List.of(changes.summary() + " (dry run: nothing was changed)"));
        }
        case USAGE -> screen.answer(List.of(api.usage().describe()));
      }
    } catch (CredentialsException e) {
      throw new JobFailedException(ExitCode.CREDENTIALS, e.getMessage(), e);
    } catch (RulesException e) {
      throw new BadOptionException("--xRules: " + e.getMessage());
    } catch (ClosedPipeException e) {
      throw new JobFailedException(ExitCode.CLOSED_PIPE, null, e);
    } catch (IOException e) {
      String what = kind == Kind.RULES ? "the rules cannot be tried" : "the usage cannot be read";
      throw new JobFailedException(ExitCode.FAILED, what + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
