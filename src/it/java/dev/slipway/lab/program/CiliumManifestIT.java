package dev.slipway.lab.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.config.Fleet;
import dev.slipway.lab.Toolchain;
import dev.slipway.plan.cluster.CiliumManifest;
import dev.slipway.plan.model.CiliumPlan;
import dev.slipway.value.Sha256;
import dev.slipway.value.Version;
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

  @Test
  void canHaveTheSettingOfWireGuard() {
    CiliumManifest pinned = new CiliumManifest(Toolchain.of("cilium").ciliumManifest());
    CiliumPlan plan =
        new CiliumPlan(Version.parse("1.20.2"), Sha256.of(new byte[0]), /* usesWireGuard= */ true);
    CiliumManifest encrypted = pinned.with(plan);
    assertTrue(encrypted.usesWireGuard());
    assertEquals(pinned, encrypted.withoutSettings());
  }
}
