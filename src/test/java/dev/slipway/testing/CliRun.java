package dev.slipway.testing;

import dev.slipway.cli.Slipway;
import dev.slipway.plan.extension.PlanExtensions;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;

/** A command of the command line that ran in this process: its exit code and what it printed. */
public record CliRun(int exitCode, String out, String err) {

  /** Runs a command that a test made, with these arguments. */
  public static CliRun of(CommandLine command, List<String> arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int exitCode = command.execute(arguments.toArray(String[]::new));
    return new CliRun(exitCode, out.toString(), err.toString());
  }

  /** Returns the run with a text of its output replaced, for example a folder. */
  public CliRun replace(String text, String replacement) {
    return new CliRun(exitCode, out.replace(text, replacement), err.replace(text, replacement));
  }

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
