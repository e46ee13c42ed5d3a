package io.github.happiesthashtags.expansion;

import java.util.List;
import java.util.ServiceLoader;
import org.apache.beam.sdk.schemas.transforms.SchemaTransformProvider;
import org.apache.beam.sdk.values.Row;

/** Our transforms by name, and their settings as other languages give them. */
final class SettingsRows {
  static final String READ = "beam:schematransform:io.github.happiesthashtags:twitter_read:v1";
  static final String RANK = "beam:schematransform:io.github.happiesthashtags:leaderboard:v1";

  private static final String RECORDING = "src/test/resources/tweets.jsonl";

  private SettingsRows() {}

  static SchemaTransformProvider provider(String identifier) {
    for (SchemaTransformProvider provider : ServiceLoader.load(SchemaTransformProvider.class)) {
      if (provider.identifier().equals(identifier)) {
        return provider;
      }
    }
    throw new AssertionError("there is no " + identifier);
  }

  static Row read() {
    return Row.withSchema(provider(READ).configurationSchema())
        .withFieldValue("recordings", List.of(RECORDING))
        .build();
  }

  static Row rank() {
    return Row.withSchema(provider(RANK).configurationSchema())
        .withFieldValue("window", "1h")
        .withFieldValue("top_n", 1)
        .build();
  }
}
