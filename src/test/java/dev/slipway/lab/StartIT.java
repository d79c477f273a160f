package dev.slipway.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
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

  private static String run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    return said;
  }
}
