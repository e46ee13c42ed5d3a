package io.github.happiesthashtags.expansion;

import static io.github.happiesthashtags.expansion.SettingsRows.RANK;
import static io.github.happiesthashtags.expansion.SettingsRows.READ;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;

import io.github.happiesthashtags.rank.LeaderboardRows;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.beam.model.expansion.v1.ExpansionApi.DiscoverSchemaTransformRequest;
import org.apache.beam.model.expansion.v1.ExpansionApi.ExpansionRequest;
import org.apache.beam.model.expansion.v1.ExpansionApi.ExpansionResponse;
import org.apache.beam.model.expansion.v1.ExpansionApi.SchemaTransformConfig;
import org.apache.beam.model.expansion.v1.ExpansionServiceGrpc;
import org.apache.beam.model.pipeline.v1.ExternalTransforms.ExpansionMethods;
import org.apache.beam.model.pipeline.v1.ExternalTransforms.SchemaTransformPayload;
import org.apache.beam.model.pipeline.v1.RunnerApi;
import org.apache.beam.model.pipeline.v1.SchemaApi;
import org.apache.beam.sdk.coders.RowCoder;
import org.apache.beam.sdk.expansion.service.ExpansionServer;
import org.apache.beam.sdk.expansion.service.ExpansionService;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.SchemaTranslation;
import org.apache.beam.sdk.util.construction.BeamUrns;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.vendor.grpc.v1p69p0.com.google.protobuf.ByteString;
import org.apache.beam.vendor.grpc.v1p69p0.io.grpc.ManagedChannel;
import org.apache.beam.vendor.grpc.v1p69p0.io.grpc.ManagedChannelBuilder;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** Beam's expansion service finds and expands both transforms, as another language asks for it. */
public final class ExpansionServiceTest {
  private static final String URN = BeamUrns.getUrn(ExpansionMethods.Enum.SCHEMA_TRANSFORM);

  private ExpansionServer server;
  private ManagedChannel channel;
  private ExpansionServiceGrpc.ExpansionServiceBlockingStub service;

  @Before
  public void start() throws IOException {
    server = ExpansionServer.create(new ExpansionService(new String[0]), "localhost", 0);
    channel =
        ManagedChannelBuilder.forAddress("localhost", server.getPort()).usePlaintext().build();
    service = ExpansionServiceGrpc.newBlockingStub(channel);
  }

  @After
  public void stop() throws Exception {
    channel.shutdownNow();
    server.close();
  }

  @Test
  public void bothTransformsAreDiscoveredWithTheirSettings() {
    Map<String, SchemaTransformConfig> found =
        service
            .discoverSchemaTransform(DiscoverSchemaTransformRequest.getDefaultInstance())
            .getSchemaTransformConfigsMap();

    assertThat(found.keySet(), hasItems(READ, RANK));
    for (String identifier : new String[] {READ, RANK}) {
      Schema settings = SchemaTranslation.schemaFromProto(found.get(identifier).getConfigSchema());
      assertThat(
          settings.getFieldNames(),
          is(SettingsRows.provider(identifier).configurationSchema().getFieldNames()));
    }
    assertThat(found.get(RANK).getInputPcollectionNamesList(), hasItem("input"));
  }

  @Test
  public void theReadExpandsIntoTheLeaderboard() throws IOException {
    ExpansionResponse read =
        expand(
            ExpansionResponse.getDefaultInstance(),
            RunnerApi.PTransform.newBuilder().setUniqueName("Read").build(),
            READ,
            SettingsRows.read());
    assertThat(read.getError(), is(""));
    assertThat(names(read), hasItems("id", "timestamp", "text", "hashtags", "author"));

    ExpansionResponse rank =
        expand(
            read,
            RunnerApi.PTransform.newBuilder()
                .setUniqueName("Rank")
                .putInputs("input", read.getTransform().getOutputsOrThrow("output"))
                .build(),
            RANK,
            SettingsRows.rank());
    assertThat(rank.getError(), is(""));
    assertThat(names(rank), is(LeaderboardRows.SCHEMA.getFieldNames()));
  }

  @Test
  public void aSettingThatIsWrongIsNamed() throws IOException {
    Row wrong = Row.fromRow(SettingsRows.rank()).withFieldValue("window", "5x").build();
    ExpansionResponse refused =
        expand(
            ExpansionResponse.getDefaultInstance(),
            RunnerApi.PTransform.newBuilder().setUniqueName("Rank").build(),
            RANK,
            wrong);
    assertThat(refused.getError(), containsString("window: 5x is not a duration"));
  }

  /** Returns the names of the fields of a transform's output. */
  private static List<String> names(ExpansionResponse expanded) {
    RunnerApi.Components components = expanded.getComponents();
    RunnerApi.PCollection output =
        components.getPcollectionsOrThrow(expanded.getTransform().getOutputsOrThrow("output"));
    try {
      return SchemaTranslation.schemaFromProto(
              SchemaApi.Schema.parseFrom(
                  components.getCodersOrThrow(output.getCoderId()).getSpec().getPayload()))
          .getFieldNames();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Expands a transform in a pipeline that consists of what was expanded before. */
  private ExpansionResponse expand(
      ExpansionResponse before, RunnerApi.PTransform transform, String identifier, Row settings)
      throws IOException {
    ByteArrayOutputStream encoded = new ByteArrayOutputStream();
    RowCoder.of(settings.getSchema()).encode(settings, encoded);
    SchemaTransformPayload payload =
        SchemaTransformPayload.newBuilder()
            .setIdentifier(identifier)
            .setConfigurationSchema(SchemaTranslation.schemaToProto(settings.getSchema(), true))
            .setConfigurationRow(ByteString.copyFrom(encoded.toByteArray()))
            .build();
    return service.expand(
        ExpansionRequest.newBuilder()
            .setComponents(before.getComponents())
            .addAllRequirements(before.getRequirementsList())
            .setNamespace(transform.getUniqueName())
            .setTransform(
                transform.toBuilder()
                    .setSpec(
                        RunnerApi.FunctionSpec.newBuilder()
                            .setUrn(URN)
                            .setPayload(payload.toByteString())))
            .build());
  }
}
