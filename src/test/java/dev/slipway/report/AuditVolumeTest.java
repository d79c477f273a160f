package dev.slipway.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.testing.FleetFixture;
import dev.slipway.testing.StackFiles;
import dev.slipway.value.Environment;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditVolumeTest {
  /** The Ops Cluster has one API server at 60 kB/s, the Management Cluster three at 40. */
  @Test
  void countsEachApiServerOfTheEnvironment(@TempDir Path folder) {
    StackFiles files = StackFiles.allKeys(folder);
    AuditVolume volume = new AuditVolume(Environment.STAGING, 0, 0);
    List<AuditVolume> all = AuditVolume.of(files.plan());
    assertEquals(
        List.of(volume.environment()), all.stream().map(AuditVolume::environment).toList());
    assertEquals(180_000L * 86_400 * 90, all.get(0).archiveBytes());
    assertEquals(180_000L * 86_400 * 45, all.get(0).storeBytes());
    assertEquals(
        "audit events of staging at audit.log.rate, before compression: 1400 GB in the archive, 700"
            + " GB in the log store",
        all.get(0).toString());
  }

  @Test
  void nothingIsSentWithoutKeys() {
    assertEquals(List.of(), AuditVolume.of(FleetFixture.fleet()));
  }
}
