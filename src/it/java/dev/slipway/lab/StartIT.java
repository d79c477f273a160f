package dev.slipway.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** The jar as the launcher starts it. A class archive that does not fit is ignored in silence. */
class StartIT {

  @Test
  void classesComeFromTheArchive() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("java"));
    command.addAll(List.of(run(List.of("./slipway", "jvm-flags")).strip().split(" ")));
    command.addAll(List.of("-Xlog:class+load", "-jar", "target/slipway.jar", "check"));
    String said = run(command);
    for (String needed : List.of("dev.slipway.config.Fleet ", "dev.slipway.cli.Slipway ")) {
      String loaded =
          said.lines().filter(line -> line.contains("] " + needed)).findFirst().orElse(said);
      assertTrue(loaded.contains("shared objects file"), loaded);
    }
  }

  /**
   * The Pulumi SDK loads all of them when it reads an object back, but for those of its own parts.
   */
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
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    return said;
  }
}
