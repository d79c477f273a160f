package dev.slipway.lab.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.lab.ArgoCd;
import dev.slipway.lab.CommandResult;
import dev.slipway.lab.Lab;
import dev.slipway.lab.LabStacks;
import dev.slipway.lab.Project;
import dev.slipway.lab.TestUser;
import dev.slipway.plan.gitops.ArgoCdPermissions;
import dev.slipway.plan.identity.ArgoCdTokenPolicy;
import dev.slipway.testing.StackFiles;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The audit shipper as Argo CD deploys it to each kind of cluster, the log store of the Ops
 * Cluster, and an archive and a SIEM outside of the clouds.
 */
@Tag("audit")
@TestMethodOrder(OrderAnnotation.class)
class AuditIT {
  private static final String OPS = "staging";
  private static final String OSL2 = "staging-osl2";
  private static final String USER = "\"username\":\"zitadel:administrator@example.net\"";
  private static final String DELETE = "\"verb\":\"delete\"";
  private static final int ATTEMPTS = 60;

  private static final String SINKS =
      """
      audit:
        archive:
          endpoint: https://objects.example.net
          bucket: audit-staging
        store:
          url: https://logs.staging.example.net
        siem: { server: "siem.example.net:6514" }
      """;

  private static Map<String, String> environment = Map.of();

  @BeforeAll
  static void bringUp() {
    StackFiles stacks = LabStacks.copy("audit-stacks");
    stacks.withText(OPS, stacks.text(OPS) + SINKS);
    environment = LabStacks.environment(stacks);
    // A lab has the sinks if it starts with these files.
    Lab.lab(2, "down", "--keep").orFail("lab down");
    Lab.lab(20, environment, "run", OPS).orFail("lab run");
    Lab.writeCredentials(OPS, environment);
  }

  @Test
  @Order(1)
  void theOpsClusterSendsADeletionToEachSink() {
    assertDeletionArrives(OPS, "first");
  }

  /** Nothing but the stack file of the new datacenter names it: not gitops/, and no program. */
  @Test
  @Order(2)
  void aNewDatacenterSendsADeletionToEachSink() {
    Lab.lab(20, environment, "run", OSL2).orFail("lab run");
    Lab.writeCredentials(OSL2, environment);
    ArgoCd.awaitSynced(OPS, OSL2 + "-audit-shipper");
    assertDeletionArrives(OSL2, "second");
    String nodes =
        Lab.kubectl(OSL2, "get nodes -l node-role.kubernetes.io/control-plane -o name")
            .orFail("nodes");
    for (String node : nodes.lines().toList()) {
      String name = node.replace("node/", "");
      await(() -> !AuditSinks.atSiem(OSL2, " %s kube-apiserver ".formatted(name)).isEmpty(), name);
    }
  }

  @Test
  @Order(3)
  void archivedObjectsAreLocked() {
    String versions = s3("GET", "audit-staging?versions=");
    assertTrue(versions.contains("<Key>audit/" + OSL2 + "/"), versions);
    String key = text(versions, "Key");
    String version = text(versions, "VersionId");
    String retention =
        s3("GET", "audit-staging/%s?retention=&versionId=%s".formatted(key, version));
    assertTrue(retention.contains("<Mode>COMPLIANCE</Mode>"), retention);
    String refused = s3("DELETE", "audit-staging/%s?versionId=%s".formatted(key, version));
    assertTrue(refused.contains("AccessDenied"), refused);
  }

  /** The shipper continues where its former pod was: the archive has no event twice. */
  @Test
  @Order(4)
  void aNewPodContinuesWhereTheFormerOneWas() {
    Lab.kubectl(OSL2, "-n audit-shipper delete pod --all --wait").orFail("delete pods");
    assertDeletionArrives(OSL2, "third");
    assertEquals(1, AuditSinks.archived(OSL2, USER, DELETE, "audit-second").size());
  }

  /** With the permissions of Argo CD, which whoever writes to the Git repository has. */
  @Test
  @Order(5)
  void argoCdCannotReadTheKeyOrWidenTheShipper() {
    String user =
        "--as=%s --as-group=system:authenticated ".formatted(ArgoCdPermissions.USERS.get(0));
    String namespace = user + "-n audit-shipper ";
    Lab.kubectl(OSL2, namespace + "annotate daemonset audit-shipper x=y --dry-run=server")
        .orFail("positive control");
    for (String refused :
        List.of(
            "get secret age-key",
            "create deployment x --image=x --dry-run=server",
            patch("/spec/template/spec/volumes/6/hostPath/path", "\"/\""),
            patch("/spec/template/spec/containers/0/volumeMounts/4/readOnly", "false"),
            patch("/spec/template/spec/hostPID", "true"),
            patch("/spec/template/spec/serviceAccountName", "\"default\""))) {
      assertForbidden(OSL2, namespace + refused);
    }
  }

  /** Argo CD's release gives its controller all permissions on the Ops Cluster. */
  @Test
  @Order(5)
  void argoCdCannotWidenTheLogStoreOfItsOwnCluster() {
    String user = "--as=%s -n audit-store ".formatted(ArgoCdTokenPolicy.LOCAL_USER);
    Lab.kubectl(OPS, user + "annotate daemonset audit-store x=y --dry-run=server")
        .orFail("positive control");
    for (String refused :
        List.of(
            "delete configmap audit-store-settings --dry-run=server",
            "create deployment x --image=x --dry-run=server",
            patch("/spec/template/spec/volumes/0/hostPath/path", "\"/\"")
                .replace("audit-shipper", "audit-store"))) {
      assertForbidden(OPS, user + refused);
    }
  }

  private static void assertForbidden(String stack, String request) {
    CommandResult result = Lab.kubectl(stack, request);
    assertNotEquals(0, result.exitCode(), request);
    assertTrue(result.output().contains("orbidden"), result.output());
  }

  private static String patch(String path, String value) {
    return "patch daemonset audit-shipper --dry-run=server --type json -p '[{\"op\":\"add\",\"path\":\"%s\",\"value\":%s}]'"
        .formatted(path, value);
  }

  @Test
  @Order(6)
  void removedClustersKeepTheirArchive() {
    Project.assertDestroyLeavesNothing(OSL2);
    Project.assertDestroyLeavesNothing(OPS);
    assertFalse(AuditSinks.archived(OSL2, USER, "audit-third").isEmpty());
    assertFalse(AuditSinks.archived(OPS, USER, "audit-first").isEmpty());
  }

  private static void assertDeletionArrives(String stack, String name) {
    String object = "configmap audit-" + name;
    TestUser.ADMINISTRATOR.kubectl(stack, "create " + object).orFail("create");
    TestUser.ADMINISTRATOR.kubectl(stack, "delete " + object).orFail("delete");
    String[] event = {USER, DELETE, "audit-" + name};
    await(() -> !AuditSinks.archived(stack, event).isEmpty(), name + " in the archive");
    await(() -> !AuditSinks.atSiem(stack, event).isEmpty(), name + " at the SIEM");
    await(() -> !AuditSinks.stored(stack, event).isEmpty(), name + " in the log store");
  }

  private static void await(Supplier<Boolean> condition, String what) {
    for (int i = 0; i < ATTEMPTS; i++) {
      if (condition.get()) {
        return;
      }
      Lab.shell("sleep 1");
    }
    throw new AssertionError("not within %d seconds: %s".formatted(ATTEMPTS, what));
  }

  /** Sends a request as the owner of the archive. */
  private static String s3(String method, String path) {
    String line =
        "printf 'user = \"owner:%%s\"\\n' \"$(cat $LAB_STATE/audit/owner)\" | curl --config - -sS --aws-sigv4 aws:amz:us-east-1:s3 -X %s -H x-amz-content-sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 'https://objects.example.net/%s'"
            .formatted(method, path);
    return Lab.shell(line).orFail("request to the archive");
  }

  private static String text(String xml, String element) {
    return xml.replaceFirst("(?s).*?<%1$s>(.*?)</%1$s>.*".formatted(element), "$1");
  }
}
