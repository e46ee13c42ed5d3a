package io.github.happiesthashtags.twitter;

import com.google.auto.value.AutoValue;
import io.github.happiesthashtags.twitter.xapi.XApiSpec;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to read from X API v2, and with what. Immutable; holds where the token is, never the token.
 *
 * <pre>{@code
 * XApi.streams("filtered")
 *     .withBearerTokenFile("/run/secrets/x-token")
 *     .withRules(List.of("(cat OR dog) has:hashtags lang:en"))
 *     .withMaxPostsPerDay(50_000)
 * }</pre>
 */
@AutoValue
@SuppressWarnings("AutoValueImmutableFields") // Built by List.copyOf; no Guava in our API.
public abstract class XApi implements Serializable {
  private static final long serialVersionUID = 1L;

  abstract String url();

  abstract List<String> names();

  abstract @Nullable String partitions();

  abstract @Nullable String bearerTokenFile();

  abstract boolean sharedTokenFile();

  abstract @Nullable List<String> rules();

  abstract long maxPostsPerDay();

  abstract Builder toBuilder();

  @AutoValue.Builder
  abstract static class Builder {
    abstract Builder setUrl(String url);

    abstract Builder setNames(List<String> names);

    abstract Builder setPartitions(@Nullable String partitions);

    abstract Builder setBearerTokenFile(@Nullable String path);

    abstract Builder setSharedTokenFile(boolean shared);

    abstract Builder setRules(@Nullable List<String> rules);

    abstract Builder setMaxPostsPerDay(long posts);

    abstract XApi build();
  }

  /**
   * Streams by name, each with connections of its own.
   *
   * @param names of {@code filtered}, {@code sample}, {@code sample10}, {@code firehose}, {@code
   *     firehose-en}, {@code firehose-ja}, {@code firehose-ko} and {@code firehose-pt}
   */
  public static XApi streams(String... names) {
    return new AutoValue_XApi.Builder()
        .setUrl(XApiSpec.API_URL)
        .setNames(List.of(names))
        .setSharedTokenFile(false)
        .setMaxPostsPerDay(0)
        .build();
  }

  /** The API's base, {@code https://api.x.com} by default; https unless on loopback. */
  public XApi withUrl(String url) {
    return toBuilder().setUrl(url).build();
  }

  /**
   * Of streams that have partitions, the ones to read; all by default. A partition is a connection
   * and a split.
   *
   * @param partitions numbers and ranges such as {@code 1-4,7}
   */
  public XApi withPartitions(String partitions) {
    return toBuilder().setPartitions(partitions).build();
  }

  /**
   * The file that holds the app's bearer token alone. It must be there on every machine that reads,
   * and not be readable by everybody there. Read for every connection, so a token can be replaced
   * while the pipeline runs.
   */
  public XApi withBearerTokenFile(String path) {
    return toBuilder().setBearerTokenFile(path).build();
  }

  /** Takes a token file that other users of the machine may read, as mounted secrets may be. */
  public XApi withSharedTokenFile() {
    return toBuilder().setSharedTokenFile(true).build();
  }

  /**
   * The rules that the filtered stream is to have: before connecting, missing ones are added and
   * all others of the app are deleted. By default the rules are left as they are.
   *
   * @param lines a rule a line, with a tab and a tag behind it if it is to have one; blank lines,
   *     and lines that begin with {@code #} and a space, say nothing
   */
  public XApi withRules(List<String> lines) {
    return toBuilder().setRules(List.copyOf(lines)).build();
  }

  /**
   * Stops reading after so many posts a UTC day, and goes on the next; 0, the default, for never. X
   * takes money for posts, not for connections. What is kept in checkpoints outlives restarts.
   */
  public XApi withMaxPostsPerDay(long posts) {
    if (posts < 0) {
      throw new IllegalArgumentException(
          "the budget is " + posts + " posts a day: it takes zero (none) or more");
    }
    return toBuilder().setMaxPostsPerDay(posts).build();
  }

  /**
   * Checks all that can be checked without connecting.
   *
   * @param maxTweets in all; 0 for no limit
   * @throws IllegalArgumentException that says what was found and what it takes
   */
  XApiSpec toSpec(long maxTweets) {
    String token = bearerTokenFile();
    if (token == null) {
      throw new IllegalArgumentException(
          "there is no token to read X with: call withBearerTokenFile");
    }
    XApiSpec spec =
        XApiSpec.of(url(), names(), partitions(), new XApiSpec.TokenFile(token, sharedTokenFile()))
            .withAllowance(maxTweets, maxPostsPerDay());
    List<String> rules = rules();
    return rules == null ? spec : spec.withRules(rules);
  }
}
