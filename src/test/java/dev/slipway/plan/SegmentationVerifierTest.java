package dev.slipway.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.testing.StackFiles;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stack files that are valid by themselves, but connect two environments. */
class SegmentationVerifierTest {
  private static final String JUMP_HOST = "adminPrefixes: [198.51.100.0/28]";

  @TempDir private Path folder;
  private StackFiles files;

  @BeforeEach
  void copyFleet() {
    files = StackFiles.shipped(folder);
  }

  @Test
  void acceptsShippedFleet() {
    assertEquals(6, files.plan().clusters().size());
  }

  @Test
  void refusesAdminPrefixWithServerOfAnotherEnvironment() {
    files.with("production-osl2", JUMP_HOST, "adminPrefixes: [203.0.113.0/28, 198.51.100.0/26]");
    files.assertRefused(
        "production-osl2.yaml:29: access.adminPrefixes[1]:"
            + " ingress-ipv4-tcp-50000-198.51.100.0_26 of production-osl2-load-balancer (Talos"
            + " API: talosctl connects from jump hosts) covers staging-control-plane and 8 more of"
            + " environment staging; only its own rules still separate it from production;"
            + " use prefixes without addresses of other environments");
  }

  @Test
  void refusesAdminPrefixOfOneServerOfAnotherEnvironment() {
    files.with("staging-sto2", JUMP_HOST, "adminPrefixes: [198.51.100.64/32]");
    files.assertRefused(
        "staging-sto2.yaml:26: access.adminPrefixes[0]: ingress-ipv4-tcp-50000-198.51.100.64_32 of"
            + " staging-sto2-load-balancer (Talos API: talosctl connects from jump hosts) covers"
            + " production-load-balancer of environment production; only its own rules still"
            + " separate it from staging; use prefixes without addresses of other environments");
  }

  @Test
  void refusesClusterCidrWithAnotherEnvironment() {
    files.with("staging", "clusterCidrs: [198.51.100.32/27]", "clusterCidrs: [198.51.100.0/24]");
    files.assertRefused(
        "staging.yaml:35: gitops.clusterCidrs[0]: egress-ipv4-tcp-6443-198.51.100.0_24 of"
            + " staging-worker (Kubernetes API: Argo CD manages Management Clusters; Kubernetes"
            + " API: present and future Management Clusters) covers production-control-plane and 8"
            + " more of environment production; only its own rules still separate it from"
            + " staging; use prefixes without addresses of other environments");
  }

  @Test
  void refusesDnsServerInAnotherEnvironment() {
    files.with(
        "staging",
        "  routerExternalIp:",
        "  dnsServers: [9.9.9.9, 198.51.100.66]\n  routerExternalIp:");
    files.assertRefused(
        "staging.yaml:11: network.dnsServers[1]: egress-ipv4-tcp-53-198.51.100.66_32 of"
            + " staging-control-plane (DNS over TCP: name resolution with long answers) covers"
            + " production-osl2-load-balancer of environment production; only its own rules still"
            + " separate it from staging; use prefixes without addresses of other environments");
  }

  @Test
  void refusesHttpsPrefixWithServersOfAnotherEnvironment() {
    files.with(
        "staging",
        "  routerExternalIp:",
        "  httpsPrefixes: [192.0.2.0/24, 198.51.100.64/30]\n  routerExternalIp:");
    files.assertRefused(
        "staging.yaml:11: network.httpsPrefixes[1]: egress-ipv4-tcp-443-198.51.100.64_30 of"
            + " staging-control-plane (HTTPS: images, packages and the identity provider's keys)"
            + " covers production-control-plane and 5 more of environment production; only its own"
            + " rules still separate it from staging; use prefixes without addresses of other"
            + " environments");
  }

  @Test
  void describesEachHopOfPathThatBothSidesAllow() {
    files.with("production-osl2", JUMP_HOST, "adminPrefixes: [198.51.100.32/27]");
    files.with("staging", "clusterCidrs: [198.51.100.32/27]", "clusterCidrs: [198.51.100.0/24]");
    files.assertRefused(
        "production-osl2.yaml:29: access.adminPrefixes[0]: staging reaches production:\n"
            + "  1. staging-worker reaches production-osl2-load-balancer by tcp 6443\n"
            + "     leaves by egress-ipv4-tcp-6443-198.51.100.0_24 of staging-worker (Kubernetes"
            + " API: Argo CD manages Management Clusters; Kubernetes API: present and future"
            + " Management Clusters)\n"
            + "     enters by ingress-ipv4-tcp-6443-198.51.100.32_27 of"
            + " production-osl2-load-balancer (Kubernetes API: administrators and Pulumi connect"
            + " from jump hosts)\n"
            + "   environments must not reach each other; use prefixes without addresses of other"
            + " environments",
        "staging.yaml:35: gitops.clusterCidrs[0]: egress-ipv4-tcp-6443-198.51.100.0_24 of"
            + " staging-worker (Kubernetes API: Argo CD manages Management Clusters; Kubernetes"
            + " API: present and future Management Clusters) covers production-control-plane and 8"
            + " more of environment production; only its own rules still separate it from"
            + " staging; use prefixes without addresses of other environments");
  }

  @Test
  void refusesAdminPrefixWithAllEnvironments() {
    files.with("production", JUMP_HOST, "adminPrefixes: [198.51.100.0/25]");
    files.with("staging", JUMP_HOST, "adminPrefixes: [198.51.100.0/25]");
    assertEquals(
        List.of("DIR/production.yaml:29", "DIR/staging.yaml:26"),
        files.problems().stream().map(problem -> problem.replaceAll(": access.*", "")).toList());
  }
}
