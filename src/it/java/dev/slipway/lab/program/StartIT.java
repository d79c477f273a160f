package dev.slipway.lab.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.document.Json;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar and its class archive, as {@code ./slipway} starts them. */
@Tag("default")
class StartIT {
  private static final Path JAR = Path.of("target/slipway.jar");

  /** The JVM ignores a class archive that does not fit, without a message. */
  @Test
  void loadsClassesFromTheArchive() throws IOException, InterruptedException {
    String log = run(java(flags(), "-Xlog:class+load", JAR, "check"));
    for (String name : List.of("dev.slipway.config.Fleet ", "dev.slipway.cli.Slipway ")) {
      String loaded =
          log.lines().filter(line -> line.contains("] " + name)).findFirst().orElse(log);
      assertTrue(loaded.contains("shared objects file"), loaded);
    }
  }

  /** The JVM warns of the archive of a jar that was copied or moved. */
  @Test
  void warningsOfTheJvmAreNotInTheOutput(@TempDir Path folder)
      throws IOException, InterruptedException {
    Path copy = Files.copy(JAR, folder.resolve("slipway.jar"));
    List<String> command = java(flags(), "-Xshare:auto", copy, "check", "--json");
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    Json.read(output, JsonNode.class);
    String withWarnings = run(command);
    assertTrue(withWarnings.contains("[warning]"), withWarnings);
  }

  private static String flags() throws IOException, InterruptedException {
    return run(List.of("./slipway", "jvm-flags")).strip();
  }

  private static List<String> java(String flags, String another, Path jar, String... arguments) {
    List<String> command = new ArrayList<>(List.of("java"));
    command.addAll(List.of(flags.split(" ")));
    command.addAll(List.of(another, "-jar", jar.toString()));
    command.addAll(List.of(arguments));
    return command;
  }

  /** The Pulumi SDK loads all classes but its own when it deserializes an object. */
  @Test
  void everyClassOfTheJarCanBeLoaded() throws IOException {
    List<String> broken = new ArrayList<>();
    try (JarFile jar = new JarFile("target/slipway.jar");
        URLClassLoader loader =
            new URLClassLoader(new URL[] {new URL("file:target/slipway.jar")}, null)) {
      for (String name : jar.stream().map(JarEntry::getName).filter(StartIT::isLoaded).toList()) {
        try {
          Class.forName(name.replaceFirst("\\.class$", "").replace('/', '.'), false, loader);
        } catch (ClassNotFoundException | LinkageError missing) {
          broken.add(name + ": " + missing);
        }
      }
    }
    assertEquals(List.of(), broken);
  }

  private static boolean isLoaded(String name) {
    return name.endsWith(".class")
        && !name.matches("(META-INF|io/grpc|okhttp3)/.*|(.*/)?(module|package)-info.class");
  }

  private static String run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    return output;
  }
}
