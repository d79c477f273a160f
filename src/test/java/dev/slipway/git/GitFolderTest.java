package dev.slipway.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.testing.GitFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Earlier versions of files, read from a real repository. */
class GitFolderTest {
  @TempDir private Path folder;
  private GitFixture repository;
  private GitFolder stacks;
  private String first;

  @BeforeEach
  void commitStackFiles() {
    repository = GitFixture.create(folder.resolve("repository"));
    repository.with("stacks/a.yaml", "a: é\n").with("stacks/README.md", "text\n");
    repository.with("stacks/more/b.yaml", "b\n").with("pom.xml", "x\n").with(".gitignore", "t/\n");
    first = repository.commit("first");
    stacks = new GitFolder(repository.root().resolve("stacks"));
  }

  @Test
  void changedFilesAreCommittedStagedUnstagedAndNew() {
    repository.with("one", "1").commit("second");
    repository.with("two", "2").git("add", "two");
    repository.with("pom.xml", "y\n").with("stacks/new file.yaml", "3").with("t/ignored", "4");
    assertEquals(
        List.of("one", "pom.xml", "stacks/new file.yaml", "two"), stacks.changedSince(first));
  }

  /** Work trees of files from a request have links as text, so that they lead nowhere. */
  @Test
  void symbolicLinkAsTextIsUnchanged() throws IOException {
    Files.createSymbolicLink(repository.root().resolve("link"), Path.of("pom.xml"));
    String commit = repository.commit("a link");
    Files.delete(repository.root().resolve("link"));
    repository.with("link", "pom.xml");
    assertEquals(List.of(), stacks.changedSince(commit));
    assertTrue(stacks.cleanTree().isPresent());
  }

  @Test
  void submoduleIsComparedWhateverItsSettings() {
    repository.with(".gitmodules", "[submodule \"sub\"]\npath = sub\nurl = x\nignore = all\n");
    repository.git("add", ".gitmodules");
    repository.git("update-index", "--add", "--cacheinfo", "160000," + first + ",sub");
    repository.git("commit", "--quiet", "--message", "a submodule");
    String commit = repository.git("rev-parse", "HEAD").strip();
    repository.git("update-index", "--cacheinfo", "160000," + commit + ",sub");
    repository.git("commit", "--quiet", "--message", "another commit of it");
    assertEquals(List.of("sub"), stacks.changedSince(commit));
  }

  @Test
  void renamedFileIsTwo() {
    repository.git("mv", "stacks/a.yaml", "stacks/c.yaml");
    assertEquals(List.of("stacks/a.yaml", "stacks/c.yaml"), stacks.changedSince(first));
  }

  @Test
  void exportsTheFilesOfTheFolderOnly() throws IOException {
    Path target = Files.createDirectory(folder.resolve("copy"));
    repository.with("stacks/a.yaml", "changed").with("stacks/z.yaml", "new").commit("second");
    assertTrue(stacks.export(first, ".yaml", target));
    assertEquals("a: é\n", Files.readString(target.resolve("a.yaml")));
    try (var files = Files.list(target)) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void exportOfAFolderThatTheCommitDoesNotHaveIsEmpty() throws IOException {
    Path other = Files.createDirectory(repository.root().resolve("other"));
    assertFalse(new GitFolder(other).export(first, ".yaml", folder));
  }

  @Test
  void mergeBaseIsWhereTheBranchesParted() {
    repository.git("switch", "--quiet", "--create", "branch");
    repository.with("mine", "1").commit("mine");
    repository.git("switch", "--quiet", "main");
    repository.with("theirs", "1").commit("theirs");
    repository.git("switch", "--quiet", "branch");
    assertEquals(first, stacks.mergeBase("main"));
    assertEquals(List.of("mine"), stacks.changedSince(stacks.mergeBase("main")));
  }

  @Test
  void unknownRevisionIsRefused() {
    String message =
        String.valueOf(
            assertThrows(GitException.class, () -> stacks.mergeBase("--output=x")).getMessage());
    assertEquals(
        "the repository of "
            + repository.root().resolve("stacks")
            + " has no revision \"--output=x\"; fetch it (git fetch origin), or name one that git"
            + " log shows, for example origin/main",
        message);
    assertFalse(Files.exists(repository.root().resolve("stacks/x^{commit}")));
  }

  @Test
  void unrelatedHistoryIsRefused() {
    repository.git("switch", "--quiet", "--orphan", "other");
    repository.commit("other");
    repository.git("switch", "--quiet", "--orphan", "third");
    repository.with("stacks/a.yaml", "a").commit("third");
    String message =
        String.valueOf(
            assertThrows(GitException.class, () -> stacks.mergeBase("other")).getMessage());
    assertEquals(
        "git merge-base: other and HEAD have no common commit here; fetch the whole history (git"
            + " fetch --unshallow, fetch-depth: 0)",
        message);
  }

  @Test
  void folderOutsideOfARepositoryIsRefused() {
    String message =
        String.valueOf(
            assertThrows(GitException.class, () -> new GitFolder(folder).mergeBase("main"))
                .getMessage());
    assertTrue(message.contains("not a git repository"), message);
  }
}
