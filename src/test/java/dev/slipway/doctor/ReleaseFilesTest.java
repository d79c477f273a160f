package dev.slipway.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.value.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
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
  private final Signed computer = new Signed();
  private Path jar = Path.of("");

  @BeforeEach
  void write() throws IOException {
    Path target = Files.createDirectories(folder.resolve("unpacked/target"));
    jar = target.resolve("slipway.jar");
    Files.writeString(jar, "a jar");
    Files.writeString(folder.resolve("unpacked/slipway"), "a script");
    Files.writeString(folder.resolve(ARCHIVE), "an archive");
    computer.environment.put("SLIPWAY_JAR", jar.toString());
    sums(
        Sha256.of("an archive") + "  " + ARCHIVE,
        Sha256.of("a script") + "  slipway-0.2.0/slipway",
        Sha256.of("a jar") + "  slipway-0.2.0/target/slipway.jar");
  }

  private void sums(String... lines) throws IOException {
    Files.write(folder.resolve("SHA256SUMS"), List.of(lines));
  }

  @Test
  void everythingIsAsSigned() {
    assertEquals(List.of(), lacks());
    assertEquals(
        "ok       signature: valid for slipway.pub; Trusted comment: slipway 0.2.0",
        findings().get(0).toString());
    assertEquals(4, findings().size());
  }

  @Test
  void minisignVerifiesTheSums() {
    findings();
    String sums = folder.resolve("SHA256SUMS").toString();
    assertEquals(
        List.of(List.of("minisign", "-V", "-m", sums, "-p", "slipway.pub")), computer.commands);
  }

  @Test
  void anotherSignatureEndsTheCheck() {
    computer.isValid = false;
    assertEquals(1, findings().size());
    assertLack("signature: of " + folder);
  }

  @Test
  void withoutMinisignNothingIsAssessed() {
    computer.hasMinisign = false;
    assertEquals(1, findings().size());
    assertLack("signature: not assessed: minisign is not in PATH");
  }

  @Test
  void withoutAKeyNothingIsAssessed() {
    computer.absent = "slipway.pub";
    assertEquals(1, findings().size());
    assertLack("signature: not assessed: slipway.pub does not exist");
  }

  @Test
  void changedArchive() throws IOException {
    Files.writeString(folder.resolve(ARCHIVE), "another archive");
    assertLack(ARCHIVE + ": " + folder.resolve(ARCHIVE) + " has the digest ");
  }

  @Test
  void missingArchive() throws IOException {
    Files.delete(folder.resolve(ARCHIVE));
    assertLack(ARCHIVE + ": " + folder.resolve(ARCHIVE) + " cannot be read");
  }

  @Test
  void changedScript() throws IOException {
    Files.writeString(folder.resolve("unpacked/slipway"), "another script");
    assertLack("slipway-0.2.0/slipway: " + folder.resolve("unpacked/slipway") + " has the digest ");
  }

  @Test
  void pulumiStartsAnotherJar() throws IOException {
    Path other = folder.resolve("other.jar");
    Files.writeString(other, "another jar");
    computer.environment.put("SLIPWAY_JAR", other.toString());
    assertLack("jar that pulumi starts: " + other + " has the digest ");
  }

  /** The scripts use their default then. */
  @Test
  void emptyVariableIsNotAJar() {
    computer.environment.put("SLIPWAY_JAR", "");
    assertEquals("target/slipway.jar", computer.startedJar());
  }

  @Test
  void anotherJarRuns() throws IOException {
    Files.writeString(jar, "another jar");
    assertLack("running jar: " + jar + " has the digest ");
  }

  @Test
  void classesOfACheckoutAreNotARelease() {
    jar = folder.resolve("unpacked/target");
    assertTrue(
        lacks()
            .contains(
                "missing  running jar: " + jar + " cannot be read; run the slipway of the release"),
        lacks().toString());
  }

  @Test
  void sumsWithoutAJar() throws IOException {
    sums(Sha256.of("an archive") + "  " + ARCHIVE);
    assertLack("running jar: SHA256SUMS has no target/slipway.jar");
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

  private List<Finding> findings() {
    return new ReleaseFiles(folder, key).check(computer, jar);
  }

  private List<String> lacks() {
    return findings().stream().filter(one -> !one.isOk()).map(Finding::toString).toList();
  }

  /** A computer on which minisign accepts the signature. */
  private static final class Signed implements Computer {
    private final List<List<String>> commands = new ArrayList<>();
    private boolean isValid = true;
    private boolean hasMinisign = true;
    private final Map<String, String> environment = new HashMap<>();
    private String absent = "none";

    @Override
    public Map<String, String> environment() {
      return environment;
    }

    @Override
    public boolean hasProgram(String name) {
      return hasMinisign;
    }

    @Override
    public Optional<String> output(List<String> command) {
      commands.add(command);
      return isValid ? Optional.of("verified\nTrusted comment: slipway 0.2.0\n") : Optional.empty();
    }

    @Override
    public boolean isFolder(Path path) {
      return false;
    }

    @Override
    public boolean isFile(Path path) {
      return !path.endsWith(absent);
    }
  }
}
