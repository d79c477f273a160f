package dev.slipway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.plan.model.AuditSinks;
import dev.slipway.testing.StackFiles;
import dev.slipway.value.DnsLabel;
import dev.slipway.value.TlsServer;
import dev.slipway.value.Traffic;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where audit events are sent. */
class AuditSinkRulesTest {
  private static final String ARCHIVE =
      "archive: { endpoint: https://objects.example.net, bucket: %s }\n";
  private static final String STORE = "store: { url: https://logs.%s.example.net }\n";
  private static final String SIEM = "siem: { server: siem.example.net:6514 }\n";

  @TempDir private Path folder;
  private StackFiles files;

  @BeforeEach
  void copyFleet() {
    files = StackFiles.shipped(folder);
  }

  private StackFiles audit(String stack, String... parts) {
    String keys = List.of(parts).stream().map("  "::concat).collect(Collectors.joining());
    return files.with(stack, "identity:\n", "audit:\n%sidentity:\n".formatted(keys));
  }

  private Optional<AuditSinks> sinks(String stack) {
    return files.plan().clusterOrThrow(DnsLabel.parse(stack)).auditSinks();
  }

  @Test
  void managementClustersHaveThoseOfTheirOpsCluster() {
    assertEquals(Optional.empty(), sinks("staging-osl2"));
    audit("staging", ARCHIVE.formatted("audit-staging"), STORE.formatted("staging"), SIEM);
    AuditSinks sinks = sinks("staging-osl2").orElseThrow();
    assertEquals(sinks, sinks("staging").orElseThrow());
    assertEquals(Optional.empty(), sinks("production-osl2"));
    assertEquals(
        "bucket audit-staging in https://objects.example.net, locked for 31 days by header",
        sinks.archive().toString());
    assertEquals("https://logs.staging.example.net, 31 days", sinks.store().toString());
  }

  /** Only control-plane nodes read the logs of API servers. */
  @Test
  void controlPlanesReachArchiveAndSiem() {
    audit(
        "staging",
        ARCHIVE.formatted("audit-staging").replace("example.net", "example.net:8443"),
        STORE.formatted("staging"),
        SIEM);
    Traffic syslog = Traffic.syslog(TlsServer.parse("siem.example.net:6514"));
    for (String port : List.of("HTTPS (tcp 8443)", syslog.toString())) {
      assertEquals(
          List.of(
              "staging-control-plane", "staging-osl2-control-plane", "staging-sto2-control-plane"),
          sources(port),
          port);
    }
  }

  private List<String> sources(String traffic) {
    return files.plan().connections().stream()
        .filter(one -> one.traffic().toString().equals(traffic))
        .map(one -> one.from().toString())
        .distinct()
        .sorted()
        .toList();
  }

  @Test
  void environmentsShareNothing() {
    audit("staging", ARCHIVE.formatted("audit-1"), STORE.formatted("all"), SIEM);
    audit("production", ARCHIVE.formatted("audit-1"), STORE.formatted("all"), SIEM);
    String end =
        " is also used in DIR/production.yaml; choose one that no other environment uses, so that"
            + " events of customers stay in production";
    files.assertRefused(
        "staging.yaml:28: audit.archive.bucket: \"audit-1 in https://objects.example.net\"" + end,
        "staging.yaml:29: audit.store.url: \"https://logs.all.example.net\"" + end,
        "staging.yaml:30: audit.siem.server: \"siem.example.net:6514\"" + end);
  }

  @Test
  void archiveAndStoreAreTogether() {
    String missing =
        " both audit.archive and audit.store are required, because a lost event is found and sent"
            + " again only if another sink has it";
    audit("staging", SIEM);
    audit("production", ARCHIVE.formatted("audit-production"));
    files.assertRefused(
        "production.yaml:30: audit.store: is missing; with audit.archive" + missing,
        "staging.yaml:27: audit.archive: is missing; with audit.siem" + missing);
  }

  @Test
  void managementClusterHasNoneOfItsOwn() {
    audit("staging-osl2", ARCHIVE.formatted("audit-staging"), STORE.formatted("staging"));
    String end =
        ": is only allowed with kind OpsCluster, for all stacks of the environment; move it to"
            + " staging.yaml";
    files.assertRefused(
        "staging-osl2.yaml:28: audit.archive" + end, "staging-osl2.yaml:29: audit.store" + end);
  }

  @Test
  void daysHaveLimits() {
    audit(
        "staging",
        ARCHIVE.formatted("audit-staging, retentionDays: 401"),
        STORE.formatted("staging").replace(" }", ", retentionDays: 30 }"));
    String end = " is not allowed; expected a number of days from 31 to 400";
    files.assertRefused(
        "staging.yaml:28: audit.archive.retentionDays: 401" + end,
        "staging.yaml:29: audit.store.retentionDays: 30" + end);
  }

  /** A rule for such a port would be for the whole Internet. */
  @Test
  void portsOfClustersAreRefused() {
    audit(
        "staging",
        ARCHIVE.formatted("audit-staging").replace("example.net", "example.net:50000"),
        STORE.formatted("staging"),
        SIEM.replace("6514", "6443"));
    String end =
        ": security groups would allow it to the whole Internet, other environments included; use"
            + " another port, or list the servers in network.httpsPrefixes";
    files.assertRefused(
        "staging.yaml:28: audit.archive.endpoint: \"https://objects.example.net:50000\" has the"
            + " port of Talos API (tcp 50000)"
            + end,
        "staging.yaml:30: audit.siem.server: \"siem.example.net:6443\" has the port of Kubernetes"
            + " API (tcp 6443)"
            + end);
  }

  @Test
  void valuesOfAnotherEnvironmentAreRefused() {
    audit("staging", ARCHIVE.formatted("audit-production"), STORE.formatted("staging"));
    files.assertRefused(
        "staging.yaml:28: audit.archive.bucket: \"audit-production\" belongs to environment"
            + " production, and this stack to staging: a change there would have effects here;"
            + " choose a value of staging");
  }
}
