package io.github.happiesthashtags.twitter;

import com.google.auto.value.AutoValue;
import java.util.List;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldNumber;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A demand to change or delete stored posts; {@link
 * io.github.happiesthashtags.twitter.wire.ComplianceNotice} says which messages give which values.
 */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
@SuppressWarnings("AutoValueImmutableFields") // Beam's schema inference knows java.util.List only.
public abstract class ComplianceEvent {
  /**
   * Returns what happened, by its name in X API v2. To a post: {@code delete}, {@code withheld},
   * {@code drop}, {@code undrop} or {@code tweet_edit}. To an account: {@code user_delete}, {@code
   * user_undelete}, {@code user_protect}, {@code user_unprotect}, {@code user_suspend}, {@code
   * user_unsuspend}, {@code user_withheld}, {@code scrub_geo} or {@code user_profile_modification}.
   */
  @SchemaFieldNumber("0")
  public abstract String getKind();

  /**
   * Returns the post; of {@code scrub_geo} the last post whose place must be removed; null if the
   * event is about an account.
   */
  @SchemaFieldNumber("1")
  public abstract @Nullable Long getPostId();

  /** Returns the author of the post, or the account; null if the message does not say. */
  @SchemaFieldNumber("2")
  public abstract @Nullable Long getUserId();

  /** Returns when it happened; null if the message does not say. */
  @SchemaFieldNumber("3")
  public abstract @Nullable Instant getEventAt();

  /** Returns the codes of the countries in which the post or account is withheld; else empty. */
  @SchemaFieldNumber("4")
  public abstract List<String> getCountries();

  /** Returns an event. */
  public static ComplianceEvent of(
      String kind,
      @Nullable Long postId,
      @Nullable Long userId,
      @Nullable Instant eventAt,
      List<String> countries) {
    return new AutoValue_ComplianceEvent(kind, postId, userId, eventAt, List.copyOf(countries));
  }
}
