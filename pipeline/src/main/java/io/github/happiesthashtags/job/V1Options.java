package io.github.happiesthashtags.job;

import io.github.happiesthashtags.HappiestHashtagsOptions;
import io.github.happiesthashtags.twitter.TwitterIO;
import io.github.happiesthashtags.twitter.v1.V1Api;

/** The options of {@code --source=v1}, checked one by one so that each error names its own. */
final class V1Options {
  private V1Options() {}

  static V1Api api(HappiestHashtagsOptions options) {
    String url = options.getV1Url();
    if (url == null) {
      throw new BadOptionException(
          "--v1Url is missing: with --source=v1 it takes the gateway's address, such as"
              + " https://gateway.example/1.1/");
    }
    String oauthFile = options.getOauthFile();
    if (oauthFile == null) {
      throw new BadOptionException(
          "--oauthFile is missing: with --source=v1 it takes a file of OAuth credentials in the"
              + " form of twitter4j.properties");
    }
    if (oauthFile.isBlank()) {
      throw BadOptionException.of(
          "oauthFile",
          oauthFile,
          "a file of OAuth credentials in the form of twitter4j.properties");
    }
    V1Api api = checked("v1Url", url, V1Api.at(url).withOAuthFile(oauthFile));
    String proxyCredentials = CredentialFiles.forProxy(options);
    if (proxyCredentials != null) {
      api = api.withProxyCredentialsFile(proxyCredentials);
    }
    String track = options.getTrack();
    if (track != null) {
      api =
          checked(
              "track",
              track,
              api.withTrack(OptionValues.list("track", track, "keywords separated by commas")));
    }
    String language = options.getLanguage();
    if (language != null && !language.equals("all")) {
      api =
          checked(
              "language",
              language,
              api.withLanguages(
                  OptionValues.list("language", language, "languages separated by commas")));
    }
    return api;
  }

  private static V1Api checked(String option, String value, V1Api api) {
    try {
      TwitterIO.readBlocks().fromV1Api(api);
      return api;
    } catch (IllegalArgumentException e) {
      throw BadOptionException.because(option, value, e);
    }
  }
}
