package io.github.happiesthashtags.job;

import io.github.happiesthashtags.HappiestHashtagsOptions;
import io.github.happiesthashtags.twitter.auth.BearerTokenFile;
import io.github.happiesthashtags.twitter.auth.CredentialsException;
import io.github.happiesthashtags.twitter.auth.OAuthFile;
import io.github.happiesthashtags.twitter.auth.ProxyCredentials;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Looks at files of credentials before anything starts, where they are to be on this machine. */
final class CredentialFiles {
  private CredentialFiles() {}

  @FunctionalInterface
  private interface Reader {
    Object read(Path file) throws CredentialsException;
  }

  /**
   * Reads the files that the options name and forgets what is in them.
   *
   * @throws BadOptionException that names the option and the file, never the content
   */
  static void check(HappiestHashtagsOptions options) {
    boolean shared =
        OptionValues.flag("allowSharedTokenFile", options.getAllowSharedTokenFile(), false);
    check(
        "bearerTokenFile",
        options.getBearerTokenFile(),
        file -> BearerTokenFile.read(file, shared));
    check("oauthFile", options.getOauthFile(), OAuthFile::read);
    check("proxyCredentialsFile", options.getProxyCredentialsFile(), ProxyCredentials::read);
  }

  /**
   * Returns the file that holds the user and password for a proxy, or null.
   *
   * @throws BadOptionException if the option names no file
   */
  static @Nullable String forProxy(HappiestHashtagsOptions options) {
    String path = options.getProxyCredentialsFile();
    if (path != null && path.isBlank()) {
      throw BadOptionException.of(
          "proxyCredentialsFile", path, "the file that holds user:password for the proxy");
    }
    return path;
  }

  private static void check(String option, @Nullable String path, Reader reader) {
    if (path == null) {
      return;
    }
    try {
      reader.read(Path.of(path));
    } catch (CredentialsException | InvalidPathException e) {
      throw new BadOptionException("--" + option + "=" + path + ": " + e.getMessage());
    }
  }
}
