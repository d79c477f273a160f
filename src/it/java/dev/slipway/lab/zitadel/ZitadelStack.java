package dev.slipway.lab.zitadel;

import dev.slipway.lab.CommandResult;
import dev.slipway.lab.Toolchain;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/** A Pulumi stack of {@link ZitadelProgram} with its own backend, and Slipway's command line. */
final class ZitadelStack {
  /** The class path of this test; Maven's own jar hides it. */
  private static final List<Path> CLASSPATH =
      Arrays.stream(
              System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                  .split(File.pathSeparator))
          .map(entry -> Path.of(entry).toAbsolutePath())
          .toList();

  private final Path folder;
  private final String pulumi;
  private final Map<String, String> variables = new TreeMap<>();

  /** Creates the stack {@code staging} of the stack files in a folder. */
  ZitadelStack(Path folder, Path stacks, Toolchain toolchain, ZitadelInstance zitadel)
      throws IOException, InterruptedException {
    this.folder = folder;
    this.pulumi = toolchain.program("pulumi").toString();
    Files.createDirectories(folder.resolve("backend"));
    variables.putAll(zitadel.variables("staging"));
    variables.put("SLIPWAY_STACKS", stacks.toString());
    variables.put("PATH", toolchain.folder().resolve("bin") + ":" + System.getenv("PATH"));
    variables.put("PULUMI_HOME", toolchain.folder().resolve("pulumi-home").toString());
    variables.put("PULUMI_BACKEND_URL", "file://" + folder.resolve("backend"));
    variables.put("PULUMI_CONFIG_PASSPHRASE", "only in this test");
    variables.put("PULUMI_SKIP_UPDATE_CHECK", "true");
    variables.put("PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION", "true");
    Files.writeString(
        folder.resolve("Pulumi.yaml"),
        """
        name: slipway
        runtime: { name: java, options: { binary: program.jar } }
        config: { 'pulumi:disable-default-providers': ['*'] }
        """);
    writeJar(folder.resolve("program.jar"));
    pulumi("stack", "init", "staging").orFail("stack init");
  }

  /** Writes a jar that only refers to the class path of this test. */
  private static void writeJar(Path jar) throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(Attributes.Name.MAIN_CLASS, ZitadelProgram.class.getName());
    attributes.put(
        Attributes.Name.CLASS_PATH,
        CLASSPATH.stream().map(entry -> entry.toUri().toString()).collect(Collectors.joining(" ")));
    try (OutputStream file = Files.newOutputStream(jar)) {
      new JarOutputStream(file, manifest).close();
    }
  }

  /** Runs an operation that changes something, without a question. */
  CommandResult update(String operation, String... options)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of(operation, "--yes", "--diff"));
    arguments.addAll(List.of(options));
    return pulumi(arguments.toArray(String[]::new));
  }

  CommandResult pulumi(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(pulumi, "--non-interactive"));
    command.addAll(List.of(arguments));
    return run(command, Map.of());
  }

  /** Runs {@code slipway}. */
  CommandResult slipway(String... arguments) throws IOException, InterruptedException {
    return slipway(Map.of(), arguments);
  }

  /** Runs {@code slipway} with further variables. */
  CommandResult slipway(Map<String, String> more, String... arguments)
      throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classpath =
        CLASSPATH.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    List<String> command = new ArrayList<>(List.of(java, "-cp", classpath, "dev.slipway.Main"));
    command.addAll(List.of(arguments));
    return run(command, more);
  }

  private CommandResult run(List<String> command, Map<String, String> more)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().putAll(variables);
    builder.environment().putAll(more);
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new CommandResult(process.waitFor(), output);
  }
}
