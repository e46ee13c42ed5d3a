package io.github.happiesthashtags.twitter.testing;

import java.util.Map;
import java.util.stream.Collectors;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.transforms.display.HasDisplayData;

/** What a runner shows of a component to everybody. */
public final class Displays {
  private Displays() {}

  /** The items by key, those of included components too. */
  public static Map<String, String> of(HasDisplayData component) {
    return DisplayData.from(component).items().stream()
        .collect(
            Collectors.toMap(
                DisplayData.Item::getKey, item -> String.valueOf(item.getValue()), (a, b) -> a));
  }
}
