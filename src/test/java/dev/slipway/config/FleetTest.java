package dev.slipway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.slipway.Golden;
import dev.slipway.testing.FleetFixture;
import dev.slipway.testing.StackFiles;
import dev.slipway.value.InvalidFleetException;
import dev.slipway.value.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FleetTest {
  @TempDir private Path folder;
  @TempDir private Path outside;

  @Test
  void readsTheShippedStackFiles() {
    List<String> stacks =
        Fleet.load(FleetFixture.SHIPPED).files().stream().map(file -> file.stack().text()).toList();
    assertEquals(
        List.of(
            "production",
            "production-osl2",
            "production-sto2",
            "staging",
            "staging-osl2",
            "staging-sto2"),
        stacks);
  }

  @Test
  void reportsEveryProblemOfEveryFileAtOnceInFull() {
    Golden.assertSame("check/invalid.txt", text(refused(FleetFixture.INVALID)));
  }

  @Test
  void reportsUnreadableFolder() {
    Path absent = folder.resolve("absent");
    assertEquals(
        absent + ": is not a readable folder; name another with --stacks or SLIPWAY_STACKS\n",
        text(refused(absent)));
  }

  @Test
  void refusesTwoClustersWithTheSameAddress() {
    StackFiles.shipped(folder)
        .with("staging-sto2", "198.51.100.36", "198.51.100.34")
        .assertRefused(
            "staging-sto2.yaml:15: endpoint.floatingIp: \"198.51.100.34\" is also set in"
                + " DIR/staging-osl2.yaml; choose a value that no other stack uses");
  }

  private static List<Problem> refused(Path folder) {
    return assertThrows(InvalidFleetException.class, () -> Fleet.load(folder)).problems();
  }

  private static String text(List<Problem> problems) {
    return problems.stream().map(problem -> problem + "\n").collect(Collectors.joining());
  }

  @ParameterizedTest
  @ValueSource(strings = {"staging-sto2.yml", "staging-sto2.YAML"})
  void refusesFileWithAnotherSuffix(String name) throws IOException {
    StackFiles files = StackFiles.shipped(folder);
    Files.move(files.file("staging-sto2"), folder.resolve(name));
    files.without("production-sto2");
    files.assertRefused(
        name
            + ": is not read, because stack files end in .yaml; rename it to staging-sto2.yaml, or"
            + " move it to another folder");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "staging-sto2.yaml~",
        "staging-sto2.yaml.bak",
        ".staging-sto2.yaml",
        "staging-sto2.yml.orig",
        "staging-sto2.Yaml.2026"
      })
  void refusesBackupOfStackFile(String name) throws IOException {
    StackFiles files = StackFiles.shipped(folder);
    Files.copy(files.file("staging-sto2"), folder.resolve(name));
    files.assertRefused(
        name
            + ": is not read, because stack files end in .yaml; rename it to staging-sto2.yaml, or"
            + " move it to another folder");
  }

  @ParameterizedTest
  @ValueSource(strings = {"old/", "production.yaml.d/", "notes.txt", ".DS_Store", "staging"})
  void refusesAnyOtherFileAndFolder(String name) throws IOException {
    StackFiles files = StackFiles.shipped(folder);
    Path path = folder.resolve(name);
    Path created = name.endsWith("/") ? Files.createDirectory(path) : Files.createFile(path);
    files.assertRefused(
        created.getFileName()
            + ": is not a stack file; expected *.yaml, *.md and stack.schema.json only, move it to"
            + " another folder");
  }

  @Test
  void refusesSymbolicLink() throws IOException {
    StackFiles files = StackFiles.shipped(folder).without("production-sto2");
    Path elsewhere = Files.move(files.file("staging-sto2"), outside.resolve("a.yaml"));
    Files.createSymbolicLink(files.file("staging-sto2"), elsewhere);
    files.assertRefused(
        "staging-sto2.yaml: is a symbolic link; copy the file itself, because a review does not"
            + " show the target");
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "stack.schema.json", ".staging.yaml.swp", ".#staging.yaml"})
  void allowsDocumentationSchemaAndFilesOfOpenEditors(String name) throws IOException {
    StackFiles files = StackFiles.shipped(folder);
    Files.createFile(folder.resolve(name));
    assertEquals(6, files.fleet().files().size());
  }
}
