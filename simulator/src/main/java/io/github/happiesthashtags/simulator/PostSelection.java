package io.github.happiesthashtags.simulator;

import io.github.happiesthashtags.simulator.PostField.Expansion;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a client asks of each post: fields and expansions. Without any, X sends {@code id}, {@code
 * text} and {@code edit_history_tweet_ids}.
 */
final class PostSelection {
  /** The names that X takes, from its OpenAPI description 2.167. */
  private static final Map<String, List<String>> KNOWN =
      Map.of(
          PostField.TWEET_FIELDS,
          names(
              "article,attachments,author_id,card_uri,community_id,context_annotations,"
                  + "conversation_id,created_at,display_text_range,edit_controls,"
                  + "edit_history_tweet_ids,entities,geo,id,in_reply_to_user_id,lang,"
                  + "matched_media_notes,media_metadata,non_public_metrics,"
                  + "note_request_suggestions,note_tweet,organic_metrics,paid_partnership,"
                  + "possibly_sensitive,promoted_metrics,public_metrics,referenced_tweets,"
                  + "reply_settings,scopes,source,suggested_source_links,"
                  + "suggested_source_links_with_counts,text,withheld"),
          "expansions",
          names(
              "article.cover_media,article.media_entities,attachments.media_keys,"
                  + "attachments.media_source_tweet,attachments.poll_ids,author_id,"
                  + "edit_history_tweet_ids,entities.mentions.username,geo.place_id,"
                  + "in_reply_to_user_id,entities.note.mentions.username,referenced_tweets.id,"
                  + "referenced_tweets.id.attachments.media_keys,referenced_tweets.id.author_id"),
          PostField.USER_FIELDS,
          names(
              "affiliation,confirmed_email,connection_status,created_at,description,entities,id,"
                  + "is_identity_verified,location,most_recent_tweet_id,name,parody,"
                  + "pinned_tweet_id,profile_banner_url,profile_image_url,protected,"
                  + "public_metrics,receives_your_dm,subscription,subscription_type,url,"
                  + "username,verified,verified_followers_count,verified_type,withheld"),
          PostField.MEDIA_FIELDS,
          names(
              "alt_text,duration_ms,height,media_key,non_public_metrics,organic_metrics,"
                  + "preview_image_url,promoted_metrics,public_metrics,type,url,variants,width"),
          PostField.PLACE_FIELDS,
          names("contained_within,country,country_code,full_name,geo,id,name,place_type"),
          "poll.fields",
          names("duration_minutes,end_datetime,id,options,voting_status"));

  /** What {@link SyntheticTweets#nextV2} has. Its bytes do not change from version to version. */
  static final PostSelection RECORDED =
      new PostSelection(
          EnumSet.of(
              PostField.AUTHOR_ID,
              PostField.CONTEXT_ANNOTATIONS,
              PostField.CREATED_AT,
              PostField.ENTITIES,
              PostField.LANG,
              PostField.NOTE_TWEET,
              PostField.POSSIBLY_SENSITIVE,
              PostField.PUBLIC_METRICS,
              PostField.REFERENCED_TWEETS,
              PostField.USER_CREATED_AT,
              PostField.USER_DESCRIPTION,
              PostField.USER_VERIFIED),
          EnumSet.of(Expansion.TWEETS, Expansion.TWEET_AUTHORS));

  private final long fields;
  private final int expansions;

  private PostSelection(Set<PostField> fields, Set<Expansion> expansions) {
    long bits = PostField.ALWAYS.bit();
    for (PostField field : fields) {
      bits |= field.bit();
    }
    this.fields = bits;
    this.expansions = expansions.stream().mapToInt(Expansion::bit).sum();
  }

  /**
   * Reads a query.
   *
   * @throws Refused if X does not know one of the names
   */
  static PostSelection of(RequestHead head) throws Refused {
    Set<PostField> fields = EnumSet.noneOf(PostField.class);
    Set<Expansion> expansions = EnumSet.noneOf(Expansion.class);
    for (String parameter : KNOWN.keySet()) {
      List<String> asked = asked(parameter, head);
      fields.addAll(PostField.named(parameter, asked));
      if (parameter.equals("expansions")) {
        asked.forEach(name -> Expansion.named(name).ifPresent(expansions::add));
      }
    }
    expansions.forEach(expansion -> fields.add(expansion.field));
    return new PostSelection(fields, expansions);
  }

  private static List<String> asked(String parameter, RequestHead head) throws Refused {
    String value = head.parameter(parameter);
    if (value == null) {
      return List.of();
    }
    List<String> known = KNOWN.getOrDefault(parameter, List.of());
    List<String> asked = names(value);
    for (String name : asked) {
      if (!known.contains(name)) {
        throw new Refused(
            Problems.invalid(
                parameter,
                name,
                "The `%s` query parameter value [%s] is not one of [%s]"
                    .formatted(parameter, name, String.join(",", known))));
      }
    }
    if (new HashSet<>(asked).size() < asked.size()) {
      throw new Refused(
          Problems.invalid(
              parameter,
              value,
              "The `%s` query parameter value [%s] has a name twice".formatted(parameter, value)));
    }
    return asked;
  }

  /** Returns whether the client gets a part of a post with this {@linkplain PostField need}. */
  boolean takes(int need) {
    int any = need >>> PostField.EXPANSIONS_SHIFT;
    int field = need & ((1 << PostField.EXPANSIONS_SHIFT) - 1);
    return (any == 0 || (any & expansions) != 0) && (fields >>> field & 1) != 0;
  }

  private static List<String> names(String list) {
    return Arrays.asList(list.split(",", -1));
  }
}
