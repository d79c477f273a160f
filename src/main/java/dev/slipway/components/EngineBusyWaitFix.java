package dev.slipway.components;

import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * A log filter that works around a busy-wait in the Pulumi Java SDK. The SDK's main loop polls its
 * futures without a pause, which keeps one core busy for minutes. The loop logs each iteration;
 * this filter sleeps at that log call.
 *
 * <p>Source: {@code DefaultRunner.loopUntilDone} of com.pulumi:pulumi 1.36.1.
 */
final class EngineBusyWaitFix implements Filter {
  /** Strong references: the logging system holds loggers by weak ones only. */
  private static final Logger ENGINE =
      Logger.getLogger("com.pulumi.deployment.internal.DeploymentImpl");

  private static final Logger MOCK_ENGINE =
      Logger.getLogger("com.pulumi.test.internal.PulumiTestInternal");

  /** Milliseconds between two turns of a program whose resources take seconds. */
  private static final long ENGINE_PAUSE = 20;

  /** Milliseconds between two turns in a test, which ends within a second. */
  private static final long MOCK_PAUSE = 2;

  private final Level visible;
  private final long milliseconds;

  private EngineBusyWaitFix(Level visible, long milliseconds) {
    this.visible = visible;
    this.milliseconds = milliseconds;
  }

  /**
   * Installs the filter. The visible log stays the same. A program must call it after its start,
   * because the SDK sets the levels of its loggers at start.
   */
  static void install() {
    install(ENGINE, ENGINE_PAUSE);
    install(MOCK_ENGINE, MOCK_PAUSE);
  }

  private static void install(Logger logger, long milliseconds) {
    if (!(logger.getFilter() instanceof EngineBusyWaitFix)) {
      Level visible = logger.getLevel() == null ? Level.INFO : logger.getLevel();
      logger.setFilter(new EngineBusyWaitFix(visible, milliseconds));
    }
    logger.setLevel(Level.FINEST);
  }

  @Override
  public boolean isLoggable(LogRecord entry) {
    if (entry.getMessage().startsWith("Remaining tasks")) {
      pause();
    }
    return entry.getLevel().intValue() >= visible.intValue();
  }

  private void pause() {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
