package io.github.happiesthashtags.twitter.testing;

import java.util.Map;
import java.util.stream.Collectors;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.transforms.display.HasDisplayData;

/** Display data of a component, which a runner shows to everybody. */
public final class Displays {
  private Displays() {}

  /** Returns the items by key, including those of included components. */
  public static Map<String, String> of(HasDisplayData component) {
    return DisplayData.from(component).items().stream()
        .collect(
            Collectors.toMap(
                DisplayData.Item::getKey, item -> String.valueOf(item.getValue()), (a, b) -> a));
  }
}
