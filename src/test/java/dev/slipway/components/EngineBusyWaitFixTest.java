package dev.slipway.components;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.pulumi.core.Output;
import dev.slipway.components.testing.MockDeployment;
import dev.slipway.testing.FleetFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The filter pauses the SDK's main loop, and the visible log stays the same. */
class EngineBusyWaitFixTest {
  private static final String MOCK_ENGINE = "com.pulumi.test.internal.PulumiTestInternal";

  @AfterEach
  void removeFilter() {
    Logger.getLogger(MOCK_ENGINE).setFilter(null);
  }

  /** Otherwise a new release of the SDK has another text, and the loop is not paused any more. */
  @Test
  void theLoopLogsEachIteration() {
    AtomicInteger iterations = new AtomicInteger();
    Filter counter =
        entry -> {
          iterations.addAndGet(entry.getMessage().startsWith("Remaining tasks") ? 1 : 0);
          return false;
        };
    new MockDeployment()
        .run(
            FleetFixture.cluster("staging"),
            context -> {
              Logger.getLogger(MOCK_ENGINE).setFilter(counter);
              Logger.getLogger(MOCK_ENGINE).setLevel(Level.FINEST);
              context.export("later", Output.of(later()));
            });
    assertTrue(iterations.get() > 0, "no iteration was logged");
  }

  private static CompletableFuture<String> later() {
    return new CompletableFuture<String>().completeOnTimeout("value", 100, TimeUnit.MILLISECONDS);
  }

  @ParameterizedTest
  @ValueSource(strings = {MOCK_ENGINE, "com.pulumi.deployment.internal.DeploymentImpl"})
  void onlyRecordsOfTheFormerLevelAreVisible(String name) {
    EngineBusyWaitFix.install();
    EngineBusyWaitFix.install();
    Filter filter = Logger.getLogger(name).getFilter();
    List<Level> visible = new ArrayList<>(List.of(Level.SEVERE, Level.INFO, Level.FINEST));
    visible.removeIf(level -> !filter.isLoggable(new LogRecord(level, "Remaining tasks [1]")));
    assertEquals(List.of(Level.SEVERE, Level.INFO), visible);
  }
}
