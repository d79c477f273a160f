package dev.slipway.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder with the tools that {@code toolchain/toolchain} built. */
public record Toolchain(Path folder) {

  /** Returns the folder; fails if one of these tools is not built. */
  public static Toolchain of(String... tools) {
    try {
      Process process =
          new ProcessBuilder("toolchain/toolchain", "path", "--only", String.join(",", tools))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      byte[] output = process.getInputStream().readAllBytes();
      assertEquals(0, process.waitFor(), "toolchain path");
      return new Toolchain(Path.of(new String(output, StandardCharsets.UTF_8).strip()));
    } catch (IOException | InterruptedException broken) {
      throw new AssertionError(broken);
    }
  }

  /** Returns a program. */
  public Path program(String name) {
    return folder.resolve("bin").resolve(name);
  }

  /** Returns the manifest that the toolchain renders from Cilium's chart. */
  public String ciliumManifest() {
    try {
      return Files.readString(folder.resolve("share/cilium/cilium.yaml"));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
