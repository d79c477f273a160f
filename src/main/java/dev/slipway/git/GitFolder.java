package dev.slipway.git;

import dev.slipway.process.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A folder of a Git work tree; PATH must contain {@code git}.
 *
 * @param folder the folder itself or one below it
 */
public record GitFolder(Path folder) {
  /** Files in the root that `pulumi` reads, wherever the folder is. */
  private static final String SETTINGS = ":(top,glob)Pulumi*.yaml";

  /**
   * Returns the commit at which HEAD and a revision parted, so that what others merged meanwhile is
   * not taken for a change.
   *
   * @param revision for example {@code origin/main}
   * @throws GitException if the revision or the history between is absent
   */
  public String mergeBase(String revision) {
    String commit = commit(revision);
    ChildProcess base = run("merge-base", commit, "HEAD");
    if (base.code() != 0) {
      throw new GitException(
          "git merge-base: %s and HEAD have no common commit here; fetch the whole history (git fetch --unshallow, fetch-depth: 0)"
              .formatted(revision));
    }
    return base.stdout().strip();
  }

  private String commit(String revision) {
    ChildProcess commit =
        run("rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}");
    if (commit.code() != 0 && commit.stderr().isBlank()) {
      throw new GitException(
          "the repository of %s has no revision \"%s\"; fetch it (git fetch origin), or name one that git log shows, for example origin/main"
              .formatted(folder, revision));
    } else if (commit.code() != 0) {
      throw failed(commit, "rev-parse", revision);
    }
    return commit.stdout().strip();
  }

  /**
   * Returns the commits before the changes of this folder, the newest first, without those of
   * merged branches. Each is the last one with its files of the folder.
   *
   * @param commit the commit whose history it is
   * @param most the most commits
   */
  public List<String> history(String commit, int most) {
    return line("rev-list", "--first-parent", "--max-count=" + most, commit, "--", "./")
        .lines()
        .flatMap(change -> parent(change).stream())
        .toList();
  }

  private Optional<String> parent(String commit) {
    ChildProcess parent = run("rev-parse", "--verify", "--quiet", commit + "^1");
    return parent.code() == 0 ? Optional.of(parent.stdout().strip()) : Optional.empty();
  }

  /** Returns the commit that is checked out. */
  public String head() {
    return line("rev-parse", "--verify", "HEAD^{commit}");
  }

  /**
   * Returns the Git tree of HEAD; empty if a file of HEAD was changed or hidden from Git, or if
   * this folder, or the root for its settings of stacks, has a file that is not in HEAD, even an
   * ignored one.
   */
  public Optional<String> cleanTree() {
    return line("status", "--porcelain", "--untracked-files=no", "--ignore-submodules=none")
                .isEmpty()
            && paths("ls-files", "--others", "-z").isEmpty()
            && paths("ls-files", "--others", "-z", "--", SETTINGS).isEmpty()
            && new GitFolder(root())
                .paths("ls-files", "-v", "-z").stream().noneMatch(GitFolder::isHidden)
        ? Optional.of(line("rev-parse", "--verify", "HEAD^{tree}"))
        : Optional.empty();
  }

  /** Whether git ls-files -v marks a file as one whose changes Git does not look for. */
  private static boolean isHidden(String line) {
    return line.startsWith("S ") || Character.isLowerCase(line.charAt(0));
  }

  /** Returns the root of the work tree. */
  public Path root() {
    return Path.of(line("rev-parse", "--show-toplevel"));
  }

  /**
   * Returns the files that differ from a commit, also those that are not committed; a renamed file
   * is two. Ignored files are left out.
   *
   * @return paths from the root of the work tree, sorted
   */
  public List<String> changedSince(String commit) {
    GitFolder root = new GitFolder(root());
    TreeSet<String> paths = new TreeSet<>(root.differing(commit));
    paths.addAll(root.paths("ls-files", "--others", "--exclude-standard", "-z"));
    return List.copyOf(paths);
  }

  /**
   * Returns the files that differ between two commits or trees; a renamed file is two.
   *
   * @return paths from the root of the work tree, sorted
   * @throws GitException if the repository does not have both
   */
  public List<String> changedBetween(String before, String after) {
    return new GitFolder(root()).differing(object(before), object(after));
  }

  private List<String> differing(String... revisions) {
    List<String> arguments =
        new ArrayList<>(List.of("diff", "--name-only", "--no-renames", "--no-ext-diff"));
    arguments.addAll(List.of("--ignore-submodules=none", "-z"));
    arguments.addAll(List.of(revisions));
    return paths(arguments.toArray(String[]::new));
  }

  /** Returns the id of a tree, or of a commit's tree. */
  private String object(String tree) {
    ChildProcess found =
        run("rev-parse", "--verify", "--quiet", "--end-of-options", tree + "^{tree}");
    if (found.code() != 0) {
      throw new GitException(
          "the repository of %s does not have %s; fetch the whole history (git fetch --unshallow, fetch-depth: 0)"
              .formatted(folder, tree));
    }
    return found.stdout().strip();
  }

  /**
   * Writes the files of this folder as they were in a commit into another folder.
   *
   * @param suffix the end of the names of the files, for example {@code .yaml}
   * @return false if the commit has no such file
   */
  public boolean export(String commit, String suffix, Path target) {
    List<String> names =
        paths("ls-tree", "--name-only", "-z", commit, "./").stream()
            .filter(name -> name.endsWith(suffix))
            .toList();
    try {
      for (String name : names) {
        String text = successful("show", commit + ":./" + name).stdout();
        Files.writeString(target.resolve(name), text);
      }
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
    return !names.isEmpty();
  }

  /** Returns a file of this folder as it was in a commit; empty if the commit does not have it. */
  public Optional<String> text(String commit, String name) {
    return paths("ls-tree", "--name-only", "-z", commit, "./" + name).isEmpty()
        ? Optional.empty()
        : Optional.of(successful("show", commit + ":./" + name).stdout());
  }

  private List<String> paths(String... arguments) {
    return Stream.of(successful(arguments).stdout().split("\0", -1))
        .filter(path -> !path.isEmpty())
        .toList();
  }

  private String line(String... arguments) {
    return successful(arguments).stdout().strip();
  }

  private ChildProcess successful(String... arguments) {
    ChildProcess process = run(arguments);
    if (process.code() != 0) {
      throw failed(process, arguments);
    }
    return process;
  }

  private GitException failed(ChildProcess process, String... arguments) {
    return new GitException(
        "git %s failed in %s; its message: %s"
            .formatted(String.join(" ", arguments), folder, process.stderr().strip()));
  }

  private ChildProcess run(String... arguments) {
    // A work tree of files from a request has its symbolic links as text.
    List<String> command = new ArrayList<>(List.of("git", "-c", "core.symlinks=false"));
    command.addAll(List.of(arguments));
    try {
      return ChildProcess.run(folder, "", command);
    } catch (IOException absent) {
      throw new GitException(
          "cannot start git in %s (%s); PATH must have its folder"
              .formatted(folder, absent.getMessage()));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new GitException("git was interrupted");
    }
  }
}
