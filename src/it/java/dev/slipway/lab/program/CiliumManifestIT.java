package dev.slipway.lab.program;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.config.Fleet;
import dev.slipway.lab.Toolchain;
import dev.slipway.value.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Cilium's manifest, which the toolchain renders and the stack files pin. */
@Tag("default")
class CiliumManifestIT {
  @Test
  void hasTheDigestOfTheStackFiles() throws IOException {
    String manifest = Toolchain.of("cilium").ciliumManifest();
    Sha256 digest = Sha256.of(manifest.getBytes(StandardCharsets.UTF_8));
    Fleet.load(Path.of("stacks"))
        .files()
        .forEach(
            file -> assertEquals(digest, file.config().cilium().sha256(), file.path()::toString));
  }
}
