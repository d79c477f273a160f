package dev.slipway.plan.gitops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.slipway.BlockYaml;
import dev.slipway.Golden;
import dev.slipway.plan.model.AuditSinks;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.testing.FleetFixture;
import dev.slipway.value.ArchiveLock;
import dev.slipway.value.DnsLabel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The settings of the shipper and its ApplicationSet, from the stack files. */
class AuditShipperTest {
  private static final ClusterPlan OPS =
      FleetFixture.allKeys().cluster(DnsLabel.parse("staging")).orElseThrow();
  private static final AuditSinks SINKS = OPS.auditSinks().orElseThrow();

  @Test
  void settingsAndApplicationSets() {
    List<Map<String, Object>> all = List.of(Map.copyOf(AuditShipper.settings(OPS, OPS)));
    Golden.assertSame("golden/audit-shipper-settings.yaml", BlockYaml.stream(all));
    Golden.assertSame(
        "golden/application-sets.yaml",
        BlockYaml.stream(List.copyOf(AppCatalogue.applicationSets(OPS).values())));
  }

  @Test
  void withoutSiemNoSecretOfItIsDecrypted() {
    AuditSinks without = new AuditSinks(SINKS.archive(), SINKS.store(), Optional.empty());
    Map<String, String> settings = AuditShipper.settings(OPS, without, "x");
    assertEquals("none.yaml", settings.get("SIEM_CONFIG"));
    assertEquals("archive-access-key archive-secret-key", settings.get("SECRETS"));
    assertFalse(settings.containsKey("SIEM_ENDPOINT"));
  }

  @Test
  void daysAreThoseOfTheBucketIfItsDefaultLocks() {
    AuditSinks.Archive archive = SINKS.archive();
    AuditSinks.Archive byDefault =
        new AuditSinks.Archive(
            archive.endpoint(),
            archive.region(),
            archive.bucket(),
            ArchiveLock.DEFAULT,
            archive.days());
    AuditSinks sinks = new AuditSinks(byDefault, SINKS.store(), SINKS.siem());
    assertEquals("0", AuditShipper.settings(OPS, sinks, "x").get("ARCHIVE_RETENTION_DAYS"));
  }

  @Test
  void aClusterWithoutSinksHasNoAppAndNoAnnotation() {
    ClusterPlan shipped = FleetFixture.cluster("staging");
    assertEquals(Optional.empty(), shipped.auditSinks());
    assertEquals(Map.of(), AppCatalogue.applicationSets(shipped));
    assertEquals(Map.of(), ClusterRegistration.annotations(shipped, shipped));
    assertNotEquals(Map.of(), ClusterRegistration.annotations(OPS, OPS));
  }
}
