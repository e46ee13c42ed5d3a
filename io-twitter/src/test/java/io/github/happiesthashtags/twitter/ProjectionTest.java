package io.github.happiesthashtags.twitter;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertThrows;

import io.github.happiesthashtags.twitter.tweet.TweetField;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.runners.TransformHierarchy;
import org.apache.beam.sdk.schemas.FieldAccessDescriptor;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.util.construction.graph.ProjectionPushdownOptimizer;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.Row;
import org.junit.Rule;
import org.junit.Test;

/** What is read and asked for if a pipeline uses some fields of its tweets. */
public class ProjectionTest {
  @Rule public final TestPipeline pipeline = TestPipeline.create();

  /** The reads of a pipeline, after projections have been pushed down. */
  private static List<TwitterIO.Read> optimized(Pipeline pipeline) {
    ProjectionPushdownOptimizer.optimize(pipeline);
    List<TwitterIO.Read> reads = new ArrayList<>();
    pipeline.traverseTopologically(
        new Pipeline.PipelineVisitor.Defaults() {
          @Override
          public CompositeBehavior enterCompositeTransform(TransformHierarchy.Node node) {
            if (node.getTransform() instanceof TwitterIO.Read read) {
              reads.add(read);
            }
            return CompositeBehavior.ENTER_TRANSFORM;
          }
        });
    return reads;
  }

  /** A step that declares which fields it uses, as those of Beam SQL do. */
  private static final class Uses extends DoFn<Tweet, String> {
    @FieldAccess("used")
    @SuppressWarnings("unused") // Beam looks it up by its name.
    private final FieldAccessDescriptor used;

    Uses(FieldAccessDescriptor used) {
      this.used = used;
    }

    @ProcessElement
    public void process(@FieldAccess("used") @Element Row row, OutputReceiver<String> out) {
      out.output(row.getString("text"));
    }
  }

  private static TwitterIO.Read recording(String name) {
    return TwitterIO.read().fromRecordings(List.of("src/test/resources/tweets/" + name + ".json"));
  }

  @Test
  public void onlyTheUsedFieldsAreReadAndTheyAreRight() {
    FieldAccessDescriptor used =
        FieldAccessDescriptor.withFieldNames("text", "matchingRules")
            .withNestedField("author", FieldAccessDescriptor.withFieldNames("username"));
    PCollection<String> texts = pipeline.apply(recording("v2")).apply(ParDo.of(new Uses(used)));
    PAssert.that(texts)
        .containsInAnyOrder("#coffee @bob_example $TEA https://t.co/link & https://t.co/media");
    List<TwitterIO.Read> reads = optimized(pipeline);
    assertThat(reads.size(), is(1));
    assertThat(
        reads.get(0).fields(),
        is(EnumSet.of(TweetField.AUTHOR, TweetField.MATCHING_RULES, TweetField.TEXT)));
    // Runners check names before they push projections down, which gives one name to two steps.
    pipeline.getOptions().setStableUniqueNames(PipelineOptions.CheckEnabled.OFF);
    pipeline.run();
  }

  @Test
  public void everythingIsReadIfAStepTakesWholeTweets() {
    Pipeline whole = Pipeline.create();
    PCollection<Tweet> tweets = whole.apply(recording("v2"));
    tweets.apply(ParDo.of(new Uses(FieldAccessDescriptor.withFieldNames("text"))));
    tweets.apply(Count.globally());
    assertThat(optimized(whole).get(0).fields(), is(TweetField.all()));
  }

  @Test
  public void aProjectionNeverAddsAField() {
    Pipeline few = Pipeline.create();
    few.apply(recording("v2").withFields("id", "text"))
        .apply(ParDo.of(new Uses(FieldAccessDescriptor.withFieldNames("text", "lang"))));
    assertThat(optimized(few).get(0).fields(), is(EnumSet.of(TweetField.TEXT)));
  }

  @Test
  public void fieldsAreChosenByName() {
    assertThat(
        TwitterIO.read().withFields("id", "author.username").withRawJson().fields(),
        containsInAnyOrder(TweetField.ID, TweetField.AUTHOR, TweetField.RAW_JSON));
    assertThat(TwitterIO.read().fields(), is(TweetField.all()));
    assertThat(TwitterIO.read().withFields("id").withAllFields().fields(), is(TweetField.all()));
    assertThat(
        TwitterIO.read().withFields("media.*", "entities.urls[].url").fields(),
        is(EnumSet.of(TweetField.ENTITIES, TweetField.MEDIA)));
  }

  @Test
  public void aFieldThatATweetDoesNotHaveIsRefused() {
    assertThat(refusal("user_name"), startsWith("a tweet has no field user_name: it has id,"));
    assertThat(
        refusal("author.typo"), startsWith("a tweet has no field author.typo: author has id, "));
    assertThat(
        refusal("entities.urls.typo"),
        startsWith("a tweet has no field entities.urls.typo: urls has url, "));
    assertThat(refusal("id.typo"), is("a tweet has no field id.typo: id has no fields"));
    assertThat(refusal("author."), startsWith("a tweet has no field author.: author has id, "));
  }

  private static String refusal(String field) {
    return assertThrows(IllegalArgumentException.class, () -> TwitterIO.read().withFields(field))
        .getMessage();
  }
}
