package io.github.happiesthashtags.twitter.xapi;

import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The control of one stream: it sets the rules of a filtered stream and ends stale connections. */
final class XApiControl implements FeedSetup.Control {
  private static final Logger LOG = LoggerFactory.getLogger(XApiControl.class);

  private final XApiCalls calls;
  private final XStream.Part part;
  private final @Nullable RulesFile rules;
  private boolean rulesAreThere;

  /**
   * Creates the control of one stream.
   *
   * @param calls the calls to make, closed with the control
   * @param rules the rules to set, or null to leave the rules as they are
   */
  XApiControl(XApiCalls calls, XStream.Part part, @Nullable RulesFile rules) {
    this.calls = calls;
    this.part = part;
    this.rules = rules;
  }

  @Override
  public void prepare() throws IOException, InterruptedException {
    if (rules != null && !rulesAreThere) {
      RuleChanges changes = RuleSet.reconcile(calls, rules, false);
      changes.describe().lines().forEach(line -> LOG.info("{}: rule {}", part.label(), line));
      LOG.info("{}: {}", part.label(), changes.summary());
      rulesAreThere = true;
    }
  }

  @Override
  public void rulesAreGone() {
    rulesAreThere = false;
  }

  @Override
  public int endStale(@Nullable Instant made, Instant before) throws InterruptedException {
    if (part.partition() == 0) {
      return StaleConnections.endOldest(calls, part.stream().label(), before);
    }
    return made == null ? 0 : StaleConnections.endMadeAt(calls, part.stream().label(), made);
  }

  @Override
  public void close() {
    calls.close();
  }
}
