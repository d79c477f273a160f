package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.Golden;
import dev.slipway.drift.DriftKind;
import dev.slipway.drift.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;

class DriftOutputTest {
  private static final ColorScheme PLAIN = Help.defaultColorScheme(Ansi.OFF);
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
              "pulumi up --refresh --stack staging-osl2"));

  @Test
  void printsATableAndTheFixOfEachFinding() {
    Golden.assertSame("drift/output.txt", DriftOutput.text("staging-osl2", FINDINGS, PLAIN));
  }

  @Test
  void reportsThatNothingDiffers() {
    assertEquals("staging-osl2: no drift\n", DriftOutput.text("staging-osl2", List.of(), PLAIN));
    assertEquals(
        "{\"findings\":[],\"stack\":\"staging-osl2\"}",
        DriftOutput.json("staging-osl2", List.of()));
  }

  @Test
  void writesEachFieldOfAFinding() {
    assertEquals(
        "{\"findings\":[{\"actual\":\"no such rule\","
            + "\"expected\":\"egress IPv4 udp 53 to 0.0.0.0/0\","
            + "\"fix\":\"pulumi up --refresh --stack staging-osl2\",\"fixedByPulumi\":true,"
            + "\"id\":\"\",\"kind\":\"missing rule\","
            + "\"where\":\"security group staging-osl2-worker\"}],\"stack\":\"staging-osl2\"}",
        DriftOutput.json("staging-osl2", FINDINGS.subList(1, 2)));
  }
}
