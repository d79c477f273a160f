package dev.slipway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.testing.StackFiles;
import dev.slipway.value.AuditLogSize;
import dev.slipway.value.DnsLabel;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The size of the audit log of an API server. */
class AuditLogRulesTest {
  private static final String STACK = "staging";

  @TempDir private Path folder;
  private StackFiles files;

  @BeforeEach
  void copyFleet() {
    files = StackFiles.shipped(folder);
  }

  private StackFiles log(String keys) {
    return files.with(STACK, "identity:\n", "audit:\n  log: { %s }\nidentity:\n".formatted(keys));
  }

  private AuditLogSize planned() {
    return files.plan().clusterOrThrow(DnsLabel.parse(STACK)).auditLog();
  }

  @Test
  void hasDefaults() {
    assertEquals(new AuditLogSize(100, 10, 30, 8), planned());
    log("files: 12");
    assertEquals(new AuditLogSize(100, 12, 30, 8), planned());
  }

  @Test
  void defaultHoldsWhatIsWrittenInItsOutage() {
    AuditLogSize size = planned();
    assertEquals(1_048_576_000L, size.capacity());
    assertEquals(864_000_000L, size.demand());
    assertEquals(9, size.hours());
    assertEquals(9, size.fewestFiles());
    assertEquals(1100, size.onDisk());
  }

  @Test
  void refusesLessThanTheOutageNeeds() {
    log("files: 9, outage: 8, rate: 30");
    files.plan();
    files = StackFiles.shipped(folder);
    log("outage: 10")
        .assertRefused(
            "staging.yaml:28: audit.log: files × fileSize, 10 × 100 MiB, holds 9 hours at 30 kB/s,"
                + " and outage is 10 hours; set files to 11 or more, fileSize higher, or outage"
                + " lower");
  }

  @Test
  void refusesMoreThanTheDiskHas() {
    log("fileSize: 1024, files: 19");
    files.plan();
    files = StackFiles.shipped(folder);
    log("fileSize: 1024, files: 20")
        .assertRefused(
            "staging.yaml:28: audit.log: (files + 1) × fileSize is 21504 MiB of the disk of a"
                + " control-plane node; expected at most 20480 MiB, because etcd and images are on"
                + " the same disk");
  }

  @Test
  void refusesEveryValueOutOfItsRange() {
    log("fileSize: 9, files: 101, rate: 0, outage: 169")
        .assertRefused(
            "staging.yaml:28: audit.log.fileSize: 9 is not allowed; expected a number from 10 to"
                + " 1024",
            "staging.yaml:28: audit.log.files: 101 is not allowed; expected a number from 1 to 100",
            "staging.yaml:28: audit.log.rate: 0 is not allowed; expected a number from 1 to 10000",
            "staging.yaml:28: audit.log.outage: 169 is not allowed; expected a number from 1 to"
                + " 168");
  }
}
