package dev.slipway.diagram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.Golden;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.testing.FleetFixture;
import dev.slipway.value.Environment;
import dev.slipway.value.IpPrefix;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class FleetDiagramTest {

  /** No font is asked: the same on every machine. */
  @Test
  void theShippedFleetHasItsReviewedPicture() {
    Golden.assertSame("diagram/fleet.svg", FleetDiagram.of(FleetFixture.fleet()).svg());
  }

  @Test
  void whatAllClustersOfAnEnvironmentHaveAlikeIsOneSentence() {
    assertEquals(
        List.of(
            "Jump host 198.51.100.0/28 may reach every cluster of staging by Kubernetes API (tcp"
                + " 6443), Talos API (tcp 50000).",
            "Staging (Ops Cluster) may reach the Management Clusters of staging by Kubernetes API"
                + " (tcp 6443).",
            "Every cluster of staging may reach the Internet by DNS (udp 53), DNS over TCP (tcp"
                + " 53), HTTPS (tcp 443), NTP (udp 123)."),
        FleetDiagram.of(FleetFixture.fleet()).sentences(Environment.STAGING));
  }

  /** OVN's own addresses in a cluster's network are no strangers. */
  @Test
  void addressesInAClustersNetworkAreTheCluster() {
    List<String> sentences =
        FleetDiagram.of(FleetFixture.networkKinds()).sentences(Environment.STAGING);
    assertEquals(3, sentences.size(), sentences.toString());
    assertTrue(
        sentences.stream().noneMatch(sentence -> sentence.contains("Addresses ")),
        sentences.toString());
  }

  @Test
  void whatOneClusterHasAloneIsItsOwnArrow() {
    List<String> sentences = FleetDiagram.of(withOneMoreJumpHost()).sentences(Environment.STAGING);
    assertEquals(4, sentences.size(), sentences.toString());
    assertTrue(
        sentences.contains(
            "Jump host 203.0.113.7/32 may reach staging-osl2 (in osl2) by Kubernetes API (tcp"
                + " 6443), Talos API (tcp 50000)."),
        sentences.toString());
  }

  /** Neither side by side nor across: only frames hold others, whole. */
  @Test
  void noRectangleRunsOverAnother() throws Exception {
    for (FleetPlan fleet : List.of(FleetFixture.fleet(), withOneMoreJumpHost())) {
      List<double[]> all = rectangles(FleetDiagram.of(fleet).svg());
      for (double[] one : all) {
        for (double[] other : all) {
          assertTrue(apart(one, other) || holds(one, other) || holds(other, one));
        }
      }
    }
  }

  private static FleetPlan withOneMoreJumpHost() {
    List<IpPrefix> prefixes = new ArrayList<>(FleetFixture.cluster("staging-osl2").adminPrefixes());
    prefixes.add(IpPrefix.parse("203.0.113.7/32"));
    return FleetFixture.withCluster("staging-osl2", "adminPrefixes", prefixes);
  }

  private static List<double[]> rectangles(String svg) throws Exception {
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg)));
    NodeList found = document.getElementsByTagName("rect");
    List<double[]> all = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      Element one = (Element) found.item(i);
      double x = Double.parseDouble(one.getAttribute("x"));
      double y = Double.parseDouble(one.getAttribute("y"));
      double width = Double.parseDouble(one.getAttribute("width"));
      double height = Double.parseDouble(one.getAttribute("height"));
      all.add(new double[] {x, y, x + width, y + height});
    }
    assertTrue(all.size() > 8, "only " + all.size() + " rectangles");
    return all;
  }

  private static boolean apart(double[] one, double[] other) {
    return one[2] <= other[0] || other[2] <= one[0] || one[3] <= other[1] || other[3] <= one[1];
  }

  private static boolean holds(double[] outer, double[] inner) {
    return outer[0] <= inner[0]
        && outer[1] <= inner[1]
        && outer[2] >= inner[2]
        && outer[3] >= inner[3];
  }
}
