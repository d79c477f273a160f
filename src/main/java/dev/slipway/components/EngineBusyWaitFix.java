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
  /** A strong reference: the logging system holds loggers by weak ones only. */
  private static final Logger LOGGER =
      Logger.getLogger("com.pulumi.deployment.internal.DeploymentImpl");

  private static final long PAUSE_MILLISECONDS = 20;

  private final Level visible;

  private EngineBusyWaitFix(Level visible) {
    this.visible = visible;
  }

  /**
   * Installs the filter. The visible log stays the same. A program must call it after its start,
   * because the SDK sets the levels of its loggers at start.
   */
  static void install() {
    if (!(LOGGER.getFilter() instanceof EngineBusyWaitFix)) {
      Level visible = LOGGER.getLevel() == null ? Level.INFO : LOGGER.getLevel();
      LOGGER.setFilter(new EngineBusyWaitFix(visible));
      LOGGER.setLevel(Level.FINEST);
    }
  }

  @Override
  public boolean isLoggable(LogRecord entry) {
    if (entry.getMessage().startsWith("Remaining tasks")) {
      pause();
    }
    return entry.getLevel().intValue() >= visible.intValue();
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLISECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
