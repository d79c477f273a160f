package dev.slipway.process;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The result of a child process that has ended.
 *
 * @param code its exit code
 * @param stdout can be a part of a state with its secrets, so it belongs into no message
 */
public record ChildProcess(int code, String stdout, String stderr) {

  /** Runs a program in a folder, with the environment variables of this process. */
  public static ChildProcess run(Path folder, String input, List<String> command)
      throws IOException, InterruptedException {
    return run(folder, ChildVariables.INHERITED, input, command);
  }

  /**
   * Runs a program in a folder.
   *
   * @param variables its environment variables
   * @param input its standard input
   * @throws IOException if the program cannot be started
   * @throws InterruptedException if this thread is interrupted; the program is then ended
   */
  public static ChildProcess run(
      Path folder, ChildVariables variables, String input, List<String> command)
      throws IOException, InterruptedException {
    Process process = builder(folder, variables, command).start();
    try {
      // A thread of its own: all threads of the common pool can be waiting for child processes.
      var errors =
          CompletableFuture.supplyAsync(
              () -> text(process.getErrorStream()), read -> new Thread(read).start());
      send(input, process.getOutputStream());
      String output = text(process.getInputStream());
      return new ChildProcess(process.waitFor(), output, errors.join());
    } catch (InterruptedException interrupted) {
      process.destroy();
      throw interrupted;
    }
  }

  /**
   * Runs a program whose output goes to stderr of this process. If this process is asked to end,
   * the program is too, and this process waits for it.
   *
   * @param variables its environment variables
   * @return the exit code
   * @throws IOException if the program cannot be started
   * @throws InterruptedException if this thread is interrupted; the program is then ended
   */
  public static int watch(Path folder, ChildVariables variables, List<String> command)
      throws IOException, InterruptedException {
    Process process =
        builder(folder, variables, command)
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .start();
    Thread end = new Thread(() -> end(process));
    Runtime.getRuntime().addShutdownHook(end);
    try {
      process.getInputStream().transferTo(System.err);
      return process.waitFor();
    } catch (InterruptedException interrupted) {
      end(process);
      throw interrupted;
    } finally {
      removeHook(end);
    }
  }

  private static ProcessBuilder builder(
      Path folder, ChildVariables variables, List<String> command) {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toAbsolutePath().toFile());
    variables.change(builder.environment());
    return builder;
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // The hook runs now.
    }
  }

  private static void end(Process process) {
    process.destroy();
    process.onExit().join();
  }

  /** A program that ends before it reads its input has a message of its own. */
  private static void send(String input, OutputStream stream) {
    try (stream) {
      stream.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException ended) {
      // The exit code is read next.
    }
  }

  private static String text(InputStream stream) {
    try {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException closed) {
      throw new UncheckedIOException(closed);
    }
  }
}
