package dev.slipway.components;

import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * While it waits for the engine, the SDK asks all its futures without a pause whether they are
 * done: that keeps a core busy for minutes. It logs each round, below every level that is shown;
 * the pause is taken there. Source: {@code DefaultRunner.loopUntilDone} of com.pulumi:pulumi
 * 1.36.1.
 */
final class EngineBusyWaitFix implements Filter {
  /** Held here, since the logging system forgets loggers that nobody holds. */
  private static final Logger ROUNDS =
      Logger.getLogger("com.pulumi.deployment.internal.DeploymentImpl");

  private static final long MILLISECONDS = 20;

  private final Level shown;

  private EngineBusyWaitFix(Level shown) {
    this.shown = shown;
  }

  /**
   * From now on the SDK pauses; what it logs is shown as before. To be called inside the program,
   * since the SDK sets its loggers' levels as it starts.
   */
  static void install() {
    if (!(ROUNDS.getFilter() instanceof EngineBusyWaitFix)) {
      Level shown = ROUNDS.getLevel() == null ? Level.INFO : ROUNDS.getLevel();
      ROUNDS.setFilter(new EngineBusyWaitFix(shown));
      ROUNDS.setLevel(Level.FINEST);
    }
  }

  @Override
  public boolean isLoggable(LogRecord entry) {
    if (entry.getMessage().startsWith("Remaining tasks")) {
      rest();
    }
    return entry.getLevel().intValue() >= shown.intValue();
  }

  private static void rest() {
    try {
      Thread.sleep(MILLISECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
