package dev.slipway.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.value.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each test changes one file of a release that is complete. */
class ReleaseFilesTest {
  private static final String ARCHIVE = "slipway-0.2.0.tar.gz";

  @TempDir private Path folder;
  private final Path key = Path.of("slipway.pub");
  private Path jar = Path.of("");

  @BeforeEach
  void write() throws IOException {
    jar = folder.resolve("slipway.jar");
    Files.writeString(jar, "a jar");
    Files.writeString(folder.resolve(ARCHIVE), "an archive");
    sums(
        Sha256.of("an archive") + "  " + ARCHIVE,
        Sha256.of("a jar") + "  slipway-0.2.0/target/slipway.jar");
  }

  private void sums(String... lines) throws IOException {
    Files.write(folder.resolve("SHA256SUMS"), List.of(lines));
  }

  @Test
  void everythingIsAsSigned() {
    assertEquals(List.of(), lacks());
    assertEquals(3, new ReleaseFiles(folder, key).check(new Signed(), jar).size());
  }

  @Test
  void minisignVerifiesTheSums() {
    Signed computer = new Signed();
    new ReleaseFiles(folder, key).check(computer, jar);
    String sums = folder.resolve("SHA256SUMS").toString();
    assertEquals(
        List.of(List.of("minisign", "-V", "-m", sums, "-p", "slipway.pub")), computer.commands);
  }

  @Test
  void anotherSignatureEndsTheCheck() {
    Signed computer = new Signed();
    computer.isValid = false;
    List<Finding> findings = new ReleaseFiles(folder, key).check(computer, jar);
    assertEquals(1, findings.size());
    assertTrue(
        findings.get(0).toString().startsWith("missing  signature: of " + folder),
        findings.toString());
  }

  @Test
  void withoutMinisignNothingIsAssessed() {
    Signed computer = new Signed();
    computer.hasMinisign = false;
    assertEquals(
        List.of(
            "missing  signature: not assessed: minisign is not in PATH; install it from the"
                + " system's packages"),
        new ReleaseFiles(folder, key)
            .check(computer, jar).stream().map(Finding::toString).toList());
  }

  @Test
  void changedArchive() throws IOException {
    Files.writeString(folder.resolve(ARCHIVE), "another archive");
    assertLack(ARCHIVE + ": " + folder.resolve(ARCHIVE) + " has the digest ");
  }

  @Test
  void missingArchive() throws IOException {
    Files.delete(folder.resolve(ARCHIVE));
    assertLack(ARCHIVE + ": is not in " + folder);
  }

  @Test
  void anotherJarRuns() throws IOException {
    Files.writeString(jar, "another jar");
    assertLack("running jar: " + jar + " has the digest ");
  }

  @Test
  void jarInTheUnpackedArchiveIsCompared() throws IOException {
    Path unpacked = Files.createDirectories(folder.resolve("slipway-0.2.0/target"));
    Files.writeString(unpacked.resolve("slipway.jar"), "another jar");
    assertLack("slipway-0.2.0/target/slipway.jar: ");
  }

  @Test
  void classesOfACheckoutAreNotARelease() {
    jar = folder;
    assertLack("running jar: " + folder + " is not a jar; run the slipway of the release");
  }

  @Test
  void sumsWithoutAJar() throws IOException {
    sums(Sha256.of("an archive") + "  " + ARCHIVE);
    assertLack("running jar: SHA256SUMS has no slipway.jar");
  }

  @Test
  void unreadableSums() throws IOException {
    sums("abc");
    assertLack("SHA256SUMS: cannot be read: \"abc\" is not a digest and a name");
  }

  private void assertLack(String begin) {
    List<String> lacks = lacks();
    assertEquals(1, lacks.size(), lacks.toString());
    assertTrue(lacks.get(0).startsWith("missing  " + begin), lacks.toString());
  }

  private List<String> lacks() {
    return new ReleaseFiles(folder, key)
        .check(new Signed(), jar).stream()
            .filter(one -> !one.isOk())
            .map(Finding::toString)
            .toList();
  }

  /** A computer on which minisign accepts the signature. */
  private static final class Signed implements Computer {
    private final List<List<String>> commands = new ArrayList<>();
    private boolean isValid = true;
    private boolean hasMinisign = true;

    @Override
    public Map<String, String> environment() {
      return Map.of();
    }

    @Override
    public boolean hasProgram(String name) {
      return hasMinisign;
    }

    @Override
    public Optional<String> output(List<String> command) {
      commands.add(command);
      return isValid ? Optional.of("Signature and comment signature verified") : Optional.empty();
    }

    @Override
    public boolean isFolder(Path path) {
      return false;
    }

    @Override
    public boolean isFile(Path path) {
      return false;
    }
  }
}
