package dev.slipway.lab.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.slipway.components.cluster.UndoneEditProgram;
import dev.slipway.lab.Toolchain;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Edits whose command failed and that are then undone, with Pulumi's real engine and command
 * provider; docs/adr/0025.
 */
@Tag("changes")
class UndoneEditIT {
  private static final List<String> TARGETS = List.of("machine", "load-balancer");

  private static final String PROJECT =
      "name: undone\nruntime: { name: java, options: { binary: program.jar } }\n";

  private final Toolchain tools = Toolchain.of("pulumi", "command");

  @TempDir private Path folder;

  @BeforeEach
  void firstUpdate() throws IOException, InterruptedException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, UndoneEditProgram.class.getName());
    String path =
        Path.of("target/test-classes").toUri() + " " + Path.of("target/slipway.jar").toUri();
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, path);
    new JarOutputStream(Files.newOutputStream(folder.resolve("program.jar")), manifest).close();
    Files.writeString(folder.resolve("Pulumi.yaml"), PROJECT);
    Files.createDirectories(folder.resolve("state"));
    installCommandPlugin();
    assertEquals(0, pulumi("", "stack init test"));
    assertEquals(0, pulumi("former", "up --yes --skip-preview"));
  }

  @Test
  void undoReachesWhatFailed() throws IOException, InterruptedException {
    for (String name : TARGETS) {
      Files.createFile(folder.resolve(name + ".fails"));
    }
    assertNotEquals(0, pulumi("edited", "up --yes --skip-preview"));
    assertRuns("edited");
    for (String name : TARGETS) {
      Files.delete(folder.resolve(name + ".fails"));
    }
    assertNotEquals(0, pulumi("former", "preview --expect-no-changes"));
    assertEquals(0, pulumi("former", "up --yes --skip-preview"));
    assertRuns("former");
    assertEquals(0, pulumi("former", "preview --expect-no-changes"));
  }

  /** The hint of configure-machine.sh, for a machine that must be repaired alone. */
  @Test
  void targetsOfTheHintAreEnough() throws IOException, InterruptedException {
    assertEquals(0, pulumi("edited", "up --yes --skip-preview --target **machine-node*"));
    assertEquals("edited", Files.readString(folder.resolve("machine")));
    assertEquals("former", Files.readString(folder.resolve("load-balancer")));
    assertEquals(0, pulumi("edited", "up --yes --skip-preview"));
    assertRuns("edited");
    assertEquals(0, pulumi("edited", "preview --expect-no-changes"));
  }

  private void assertRuns(String planned) throws IOException {
    for (String name : TARGETS) {
      assertEquals(planned, Files.readString(folder.resolve(name)), name);
    }
  }

  /** Pulumi reads no links to folders, and writes next to them. */
  private void installCommandPlugin() throws IOException {
    Path plugins = Files.createDirectories(folder.resolve("home/plugins"));
    Path built = tools.folder().resolve("pulumi-home/plugins");
    try (Stream<Path> found = Files.walk(built)) {
      for (Path file : found.filter(one -> one.endsWith("pulumi-resource-command")).toList()) {
        Path copy = plugins.resolve(built.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.createSymbolicLink(copy, file);
      }
    }
  }

  private int pulumi(String planned, String arguments) throws IOException, InterruptedException {
    Path bin = tools.folder().resolve("bin");
    String line = bin.resolve("pulumi") + " --non-interactive " + arguments;
    ProcessBuilder builder = new ProcessBuilder(line.split(" ")).redirectErrorStream(true);
    Map<String, String> environment = builder.directory(folder.toFile()).environment();
    environment.put("PATH", bin + ":" + System.getenv("PATH"));
    environment.put("PULUMI_HOME", folder.resolve("home").toString());
    environment.put("PULUMI_BACKEND_URL", folder.resolve("state").toUri().toString());
    environment.put("PULUMI_CONFIG_PASSPHRASE", "test");
    environment.put("PULUMI_SKIP_UPDATE_CHECK", "true");
    environment.put("PLANNED", planned);
    environment.put("TARGETS", folder.toString());
    Process process = builder.start();
    System.out.println(
        List.of(planned, arguments)
            + "\n"
            + new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    return process.waitFor();
  }
}
