package dev.slipway.config;

import dev.slipway.value.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder of the stack files. Nothing else may be in it: a file that is not read would silently
 * take its stack out of the fleet, and out of the proof that environments are separate.
 */
final class StackFolder {
  private static final String NAME_ANOTHER = "name another with --stacks or SLIPWAY_STACKS";
  private static final Pattern STACK_FILE = Pattern.compile("[^.].*\\.yaml");

  /**
   * Documentation and the schema; files that vim and Emacs delete when they close a file; a file
   * that {@link #fresh} names.
   */
  private static final Pattern OTHER_FILE =
      Pattern.compile(
          "[A-Za-z0-9_-]+\\.md|stack\\.schema\\.json|\\..*\\.sw[a-p]|\\.#.*|\\.[a-z0-9-]+\\.new");

  /** A stack file under another name: another suffix, or a backup. */
  private static final Pattern MISNAMED = Pattern.compile("\\.?([a-z0-9-]+)\\.ya?ml\\b.*");

  private StackFolder() {}

  /** Returns the stack files, sorted; adds a problem for anything else. */
  static List<Path> paths(Path folder, ProblemCollector problems) {
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> all = entries.sorted().toList();
      all.stream().filter(StackFolder::isUnexpected).forEach(path -> refuse(path, problems));
      List<Path> paths =
          all.stream()
              .filter(path -> STACK_FILE.matcher(name(path)).matches() && !isUnexpected(path))
              .sorted(Comparator.comparing(path -> path.toString().replace(".yaml", "")))
              .toList();
      if (paths.isEmpty() && problems.problems().isEmpty()) {
        problems.add(
            new Problem(folder, 0, "", "contains no stack file (*.yaml); " + NAME_ANOTHER));
      }
      return paths;
    } catch (IOException unreadable) {
      problems.add(new Problem(folder, 0, "", "is not a readable folder; " + NAME_ANOTHER));
      return List.of();
    }
  }

  /**
   * Returns the file whose text a command writes before it gets the stack file's name. A command
   * that was killed leaves it, and the next one replaces it.
   */
  static Path fresh(Path file) {
    return file.resolveSibling(".%s.new".formatted(name(file).replaceFirst("\\.yaml$", "")));
  }

  private static boolean isUnexpected(Path path) {
    boolean file = Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
    String name = name(path);
    boolean editor = name.startsWith(".#"); // Emacs' lock is a symbolic link
    return !(OTHER_FILE.matcher(name).matches() && (file || editor))
        && !(STACK_FILE.matcher(name).matches() && file);
  }

  private static void refuse(Path path, ProblemCollector problems) {
    Matcher misnamed = MISNAMED.matcher(name(path).toLowerCase(Locale.ROOT));
    String message;
    if (Files.isSymbolicLink(path)) {
      message =
          "is a symbolic link; copy the file itself, because a review does not show the target";
    } else if (misnamed.matches() && Files.isRegularFile(path)) {
      message =
          ("is not read, because stack files end in .yaml; rename it to %s.yaml, or move it to"
                  + " another folder")
              .formatted(misnamed.group(1));
    } else {
      message =
          "is not a stack file; expected *.yaml, *.md and stack.schema.json only, move it to"
              + " another folder";
    }
    problems.add(new Problem(path, 0, "", message));
  }

  private static String name(Path path) {
    return path.getFileName().toString();
  }
}
