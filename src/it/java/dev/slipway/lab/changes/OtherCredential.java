package dev.slipway.lab.changes;

import dev.slipway.credentials.BundleFixture;
import dev.slipway.credentials.ClientCertificate;
import dev.slipway.credentials.ExecCredential;
import dev.slipway.credentials.SecretsBundle;
import dev.slipway.lab.Lab;
import dev.slipway.recovery.StackState;
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

/** A credential that API servers refuse. */
final class OtherCredential {
  private OtherCredential() {}

  /**
   * Returns variables with which credential plugins return a credential of an authority that no
   * cluster of the lab has.
   */
  static Map<String, String> ofAnotherAuthority() throws IOException {
    return environment(
        SecretsBundle.read(BundleFixture.yaml())
            .kubernetesAdmin("other", Instant.now(), Duration.ofHours(1)));
  }

  /** Returns variables with which credential plugins return an expired credential of the stack. */
  static Map<String, String> expired(String stack) throws IOException {
    String state = Lab.pulumi(stack, "stack export --show-secrets").orFail("export");
    String bundle = StackState.read(state).output(stack + "-talos-bundle", "stdout").orElseThrow();
    Instant ended = Instant.now().minus(Duration.ofHours(1));
    return environment(
        SecretsBundle.read(bundle)
            .kubernetesAdmin("late", ended.minus(Duration.ofHours(1)), Duration.ofHours(1)));
  }

  private static Map<String, String> environment(ClientCertificate certificate) throws IOException {
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
      out.write(ExecCredential.of(certificate).getBytes(StandardCharsets.UTF_8));
    }
    return Map.of("SLIPWAY_JAR", jar.toString());
  }
}
