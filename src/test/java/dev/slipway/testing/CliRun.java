package dev.slipway.testing;

import dev.slipway.cli.Slipway;
import dev.slipway.plan.extension.PlanExtensions;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A command of the command line that ran in this process: its exit code and what it printed. */
public record CliRun(int exitCode, String out, String err) {

  /** Runs {@code slipway} with these arguments. */
  public static CliRun of(String... arguments) {
    return of(PlanExtensions.NONE, arguments);
  }

  /** Runs a program with extensions with these arguments. */
  public static CliRun of(PlanExtensions extensions, String... arguments) {
    PrintStream systemOut = System.out;
    PrintStream systemErr = System.err;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    try {
      int exitCode = Slipway.run(arguments, extensions);
      return new CliRun(
          exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(systemOut);
      System.setErr(systemErr);
    }
  }
}
