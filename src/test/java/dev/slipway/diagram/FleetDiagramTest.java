package dev.slipway.diagram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.Golden;
import dev.slipway.diagram.FleetDiagram.Edge;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.testing.FleetFixture;
import dev.slipway.value.Environment;
import dev.slipway.value.IpPrefix;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FleetDiagramTest {
  private static final List<String> ADMIN_TRAFFIC =
      List.of(
          "Kubernetes API (tcp 6443)",
          "Talos API (tcp 50000)",
          "load balancer configuration (tcp 50443)");

  @Test
  void showsTheReviewedBoxesAndArrowsOfTheShippedFleet() {
    Golden.assertSame("diagram/fleet.txt", outline(FleetDiagram.of(FleetFixture.fleet())));
  }

  @Test
  void combinesWhatAllClustersOfAnEnvironmentHaveIntoOneEdge() {
    assertEquals(
        List.of(
            new Edge("Jump host 198.51.100.0/28", "all clusters of staging", ADMIN_TRAFFIC),
            new Edge(
                "staging (Ops Cluster)",
                "Management Clusters of staging",
                List.of("Kubernetes API (tcp 6443)")),
            new Edge(
                "all clusters of staging",
                "Internet",
                List.of(
                    "DNS (udp 53)", "DNS over TCP (tcp 53)", "HTTPS (tcp 443)", "NTP (udp 123)")),
            new Edge(
                "Management Clusters of staging",
                "staging (Ops Cluster)",
                List.of("Kubernetes API (tcp 6443)"))),
        FleetDiagram.of(FleetFixture.fleet()).edges(Environment.STAGING));
  }

  /** OVN's load balancer uses addresses of the cluster's network; they have no box of their own. */
  @Test
  void drawsAddressesOfALoadBalancerAsTheirCluster() {
    List<Edge> edges = FleetDiagram.of(FleetFixture.networkKinds()).edges(Environment.STAGING);
    // Two of the edges are the configuration of HAProxy, which only two of the clusters have.
    assertEquals(6, edges.size(), edges.toString());
    assertTrue(edges.stream().noneMatch(edge -> edge.toString().contains("Addresses ")));
  }

  @Test
  void drawsWhatOnlyOneClusterHasAsItsOwnArrow() {
    List<Edge> edges = FleetDiagram.of(withOneMoreJumpHost()).edges(Environment.STAGING);
    assertEquals(5, edges.size(), edges.toString());
    assertTrue(
        edges.contains(
            new Edge("Jump host 203.0.113.7/32", "staging-osl2 (in osl2)", ADMIN_TRAFFIC)),
        edges.toString());
  }

  @Test
  void writesEachBoxArrowAndTextToTheSvg() {
    FleetDiagram diagram = FleetDiagram.of(FleetFixture.fleet());
    SvgDocument svg = SvgDocument.parse(diagram.svg());
    List<Box> boxes = diagram.boxes().stream().flatMap(Box::all).toList();
    assertEquals(
        boxes.stream().map(FleetDiagramTest::kind).sorted().toList(),
        svg.attributes("rect", "class").stream().sorted().toList());
    assertEquals(diagram.arrows().size(), svg.attributes("path", "marker-end").size());
    List<String> texts = new ArrayList<>();
    boxes.forEach(box -> texts.addAll(box.lines()));
    diagram.arrows().forEach(arrow -> texts.addAll(arrow.traffic()));
    assertEquals(texts.stream().sorted().toList(), svg.texts().stream().sorted().toList());
  }

  @Test
  void drawsTheSameSvgEachTime() {
    FleetPlan fleet = FleetFixture.fleet();
    assertEquals(FleetDiagram.of(fleet).svg(), FleetDiagram.of(fleet).svg());
  }

  @Test
  void drawsNoBoxAcrossTheEdgeOfAnother() {
    for (FleetPlan fleet : List.of(FleetFixture.fleet(), withOneMoreJumpHost())) {
      List<SvgDocument.Rectangle> all = SvgDocument.parse(FleetDiagram.of(fleet).svg()).boxes();
      assertTrue(all.size() > 8, "only " + all.size() + " rectangles");
      for (SvgDocument.Rectangle one : all) {
        for (SvgDocument.Rectangle other : all) {
          assertTrue(
              one.isSeparateFrom(other) || one.contains(other) || other.contains(one),
              one + " overlaps " + other);
        }
      }
    }
  }

  private static FleetPlan withOneMoreJumpHost() {
    List<IpPrefix> prefixes = new ArrayList<>(FleetFixture.cluster("staging-osl2").adminPrefixes());
    prefixes.add(IpPrefix.parse("203.0.113.7/32"));
    return FleetFixture.withCluster("staging-osl2", "adminPrefixes", prefixes);
  }

  /** Returns boxes and arrows as text, without the layout. */
  private static String outline(FleetDiagram diagram) {
    StringBuilder text = new StringBuilder("Boxes\n");
    diagram.boxes().forEach(box -> add(text, "  ", box));
    text.append("\nArrows\n");
    diagram
        .arrows()
        .forEach(
            arrow ->
                text.append(
                        "  %s -> %s\n"
                            .formatted(diagram.name(arrow.from()), diagram.name(arrow.to())))
                    .append("      %s\n".formatted(String.join(", ", arrow.traffic()))));
    return text.toString();
  }

  private static void add(StringBuilder text, String indent, Box box) {
    text.append("%s%s: %s\n".formatted(indent, kind(box), String.join(" | ", box.lines())));
    box.inside().forEach(inner -> add(text, indent + "  ", inner));
  }

  private static String kind(Box box) {
    return switch (box.kind()) {
      case EXTERNAL -> "external";
      case ENVIRONMENT -> "environment";
      case MANAGEMENT_CLUSTERS -> "management-clusters";
      case CLUSTER -> "cluster";
    };
  }
}
