package io.github.happiesthashtags.testing;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;

/**
 * Keeps the elements that come to it, in the order in which they come, for a pipeline that runs in
 * this process. Static inside, because a runner works with copies of the transform.
 */
public final class Caught<T> extends PTransform<PCollection<? extends T>, PCollection<Void>> {
  private static final long serialVersionUID = 1L;
  private static final Map<String, Queue<Object>> ELEMENTS = new ConcurrentHashMap<>();

  private final String key = UUID.randomUUID().toString();
  private final Class<T> type;

  public Caught(Class<T> type) {
    this.type = type;
    ELEMENTS.put(key, new ConcurrentLinkedQueue<>());
  }

  /** What has come so far. */
  public List<T> elements() {
    return ELEMENTS.get(key).stream().map(type::cast).toList();
  }

  @Override
  public PCollection<Void> expand(PCollection<? extends T> input) {
    return input.apply("Catch", ParDo.of(new Catch<T>(key)));
  }

  private static final class Catch<T> extends DoFn<T, Void> {
    private static final long serialVersionUID = 1L;
    private final String key;

    Catch(String key) {
      this.key = key;
    }

    @ProcessElement
    public void process(@Element T element) {
      ELEMENTS.get(key).add(element);
    }
  }
}
