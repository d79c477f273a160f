package dev.slipway.guard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Folders with secrets that scripts leave in the temporary directory if they end by SIGKILL. {@code
 * scripts/prelude.sh} names them {@code slipway-script.PID.TEXT}; version 0.1 without the process
 * id.
 */
public final class ScriptFolders {
  private static final Pattern NAME = Pattern.compile("slipway-script\\.(?:(\\d+)\\.)?\\w+");

  /** No script of version 0.1 runs longer. */
  private static final Duration DAY = Duration.ofDays(1);

  /** More than a clock is corrected by while a script runs. */
  private static final Duration HOUR = Duration.ofHours(1);

  private ScriptFolders() {}

  /**
   * Deletes this user's folders whose script has ended. A folder of another user, who may have made
   * it by hand, stays.
   *
   * @throws UncheckedIOException if one cannot be deleted
   */
  public static void deleteLeft(Map<String, String> environment) {
    Path directory = Path.of(environment.getOrDefault("TMPDIR", "/tmp"));
    if (!Files.isDirectory(directory)) {
      return;
    }
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(directory, "slipway-script.*")) {
      for (Path folder : folders) {
        deleteIfLeft(folder);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(
          "a folder with secrets that a killed script left cannot be deleted: "
              + failed.getMessage(),
          failed);
    }
  }

  private static void deleteIfLeft(Path folder) throws IOException {
    try {
      if (isOwn(folder) && isLeft(folder)) {
        delete(folder);
      }
    } catch (NoSuchFileException alreadyDeleted) {
      // A script that starts at the same time deletes such folders too.
    }
  }

  private static boolean isOwn(Path folder) throws IOException {
    String owner = Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).getName();
    return ProcessHandle.current().info().user().filter(owner::equals).isPresent();
  }

  private static boolean isLeft(Path folder) throws IOException {
    Matcher name = NAME.matcher(folder.getFileName().toString());
    if (!name.matches()) {
      return false;
    }
    Instant modified = Files.getLastModifiedTime(folder).toInstant();
    String process = name.group(1);
    return process == null
        ? modified.isBefore(Instant.now().minus(DAY))
        : !runs(Long.parseLong(process), modified);
  }

  /** Returns false also if another process has the id now: it started after the folder was used. */
  private static boolean runs(long process, Instant used) {
    return ProcessHandle.of(process)
        .map(
            one ->
                one.info()
                    .startInstant()
                    .map(start -> !start.isAfter(used.plus(HOUR)))
                    .orElse(true))
        .orElse(false);
  }

  private static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException failed)
              throws IOException {
            Files.deleteIfExists(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
