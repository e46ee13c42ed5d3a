package io.github.happiesthashtags.job;

import io.github.happiesthashtags.HappiestHashtagsOptions;
import io.github.happiesthashtags.twitter.TwitterIO;
import io.github.happiesthashtags.twitter.xapi.XApi;
import java.util.List;

/** The options of {@code --source=x}, checked one by one so that each error names its own. */
final class XOptions {
  private static final String STREAMS =
      "filtered, sample, sample10, firehose, firehose-en, firehose-ja, firehose-ko, firehose-pt";

  /** A thousand rules of a thousand characters, of at most four bytes each, and their tags. */
  private static final int MOST_RULE_BYTES = 8_000_000;

  private XOptions() {}

  static XApi api(HappiestHashtagsOptions options) {
    String token = options.getBearerTokenFile();
    if (token == null) {
      throw new BadOptionException(
          "--bearerTokenFile is missing: with --source=x it takes the file that holds the app's"
              + " bearer token");
    }
    if (token.isBlank()) {
      throw BadOptionException.of(
          "bearerTokenFile", token, "the file that holds the app's bearer token");
    }
    XApi api = streams(options).withBearerTokenFile(token);
    String proxyCredentials = CredentialFiles.forProxy(options);
    if (proxyCredentials != null) {
      api = api.withProxyCredentialsFile(proxyCredentials);
    }
    String url = options.getxApiUrl();
    if (url != null) {
      api = checked("xApiUrl", url, api.withUrl(url));
    }
    String partitions = options.getxPartitions();
    if (partitions != null) {
      api = checked("xPartitions", partitions, api.withPartitions(partitions));
    }
    String rules = options.getxRules();
    if (rules != null) {
      api = checked("xRules", rules, api.withRules(lines(rules)));
    } else if (options.getxRulesDryRun() != null) {
      throw new BadOptionException(
          "--xRulesDryRun="
              + options.getxRulesDryRun()
              + ": it goes with --xRules, the file whose rules are to be tried");
    }
    if (OptionValues.flag("allowSharedTokenFile", options.getAllowSharedTokenFile(), false)) {
      api = api.withSharedTokenFile();
    }
    return api.withMaxPostsPerDay(
        OptionValues.number("xMaxPosts", options.getxMaxPosts(), 0, 0, Long.MAX_VALUE));
  }

  private static XApi streams(HappiestHashtagsOptions options) {
    String given = options.getxStream();
    if (given == null) {
      return XApi.streams("sample");
    }
    List<String> names = OptionValues.list("xStream", given, "one or more of " + STREAMS);
    XApi api = XApi.streams(names.toArray(String[]::new));
    checked("xStream", given, api.withBearerTokenFile("any"));
    return api;
  }

  /** What the connector refuses, in the words of the option that brought it. */
  private static XApi checked(String option, String value, XApi api) {
    try {
      TwitterIO.readBlocks().fromXApi(api);
      return api;
    } catch (IllegalArgumentException e) {
      throw BadOptionException.because(option, value, e);
    }
  }

  private static List<String> lines(String file) {
    return OptionValues.text(
            "xRules", file, MOST_RULE_BYTES, "a text file in UTF-8, one rule a line,")
        .lines()
        .toList();
  }
}
