package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.Golden;
import dev.slipway.document.Json;
import dev.slipway.drift.DriftKind;
import dev.slipway.drift.DriftReport;
import dev.slipway.drift.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;

class DriftOutputTest {
  private static final List<Finding> FINDINGS =
      List.of(
          new Finding(
              DriftKind.FOREIGN_RULE,
              "security group staging-osl2-worker",
              "0b7a2f4c",
              "no such rule",
              "ingress IPv4 tcp 22 from 0.0.0.0/0",
              "openstack --os-cloud staging-osl2 security group rule delete 0b7a2f4c"),
          new Finding(
              DriftKind.MISSING_RULE,
              "security group staging-osl2-worker",
              "",
              "egress IPv4 udp 53 to 0.0.0.0/0",
              "no such rule",
              "pulumi up --refresh --stack staging-osl2"),
          new Finding(
              DriftKind.CROSS_ENVIRONMENT_PATH,
              "production-worker to staging-osl2-load-balancer",
              "",
              "no cross-environment path",
              """
              1. production-worker reaches staging-osl2-load-balancer by tcp 443
                   leaves by egress-ipv4-tcp-443-0.0.0.0_0 of production-worker (images)
                   enters by 0b7a2f4c of staging-osl2-load-balancer (no description)\
              """,
              "openstack --os-cloud staging-osl2 security group rule delete 0b7a2f4c"));

  @Test
  void printsEachFindingAndItsFix() {
    Golden.assertSame("drift/output.txt", DriftOutput.text("staging-osl2", report(FINDINGS)));
  }

  @Test
  void reportsThatNothingDiffers() {
    assertEquals("staging-osl2: no drift\n", DriftOutput.text("staging-osl2", report(List.of())));
    assertEquals(
        "{\"findings\":[],\"notAssessed\":[],\"stack\":\"staging-osl2\"}",
        json("staging-osl2", report(List.of())));
  }

  @Test
  void reportsWhatWasNotCompared() {
    DriftReport drift = new DriftReport(List.of(), List.of("routers: the cloud has no such API"));
    assertEquals(
        "staging-osl2: no drift\nnot assessed: routers: the cloud has no such API\n",
        DriftOutput.text("staging-osl2", drift));
    assertEquals(
        "{\"findings\":[],\"notAssessed\":[\"routers: the cloud has no such API\"],"
            + "\"stack\":\"staging-osl2\"}",
        json("staging-osl2", drift));
  }

  private static String json(String stack, DriftReport drift) {
    return Json.write(DriftOutput.document(stack, drift));
  }

  private static DriftReport report(List<Finding> findings) {
    return new DriftReport(findings, List.of());
  }

  @Test
  void writesEachFieldOfAFinding() {
    assertEquals(
        "{\"findings\":[{\"actual\":\"no such rule\","
            + "\"expected\":\"egress IPv4 udp 53 to 0.0.0.0/0\","
            + "\"fix\":\"pulumi up --refresh --stack staging-osl2\",\"fixedByPulumi\":true,"
            + "\"id\":\"\",\"kind\":\"missing rule\","
            + "\"where\":\"security group staging-osl2-worker\"}],"
            + "\"notAssessed\":[],\"stack\":\"staging-osl2\"}",
        json("staging-osl2", report(FINDINGS.subList(1, 2))));
  }
}
