package dev.slipway.lab.changes;

import dev.slipway.credentials.BundleFixture;
import dev.slipway.credentials.ExecCredential;
import dev.slipway.credentials.SecretsBundle;
import dev.slipway.lab.Lab;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A credential of an authority that no cluster of the lab has; every API server refuses it. */
final class OtherCredential {
  private OtherCredential() {}

  /** Returns variables with which credential plugins return this credential. */
  static Map<String, String> environment() throws IOException {
    Path jar = Lab.state("other-credential.jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, PrintResource.class.getName());
    String program = PrintResource.class.getName().replace('.', '/') + ".class";
    try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest);
        var classFile = PrintResource.class.getResourceAsStream("/" + program)) {
      out.putNextEntry(new JarEntry(program));
      Objects.requireNonNull(classFile).transferTo(out);
      out.putNextEntry(new JarEntry(PrintResource.FILE));
      out.write(credential().getBytes(StandardCharsets.UTF_8));
    }
    return Map.of("SLIPWAY_JAR", jar.toString());
  }

  private static String credential() {
    return ExecCredential.of(
        SecretsBundle.read(BundleFixture.yaml())
            .kubernetesAdmin("other", Instant.now(), Duration.ofHours(1)));
  }
}
