package dev.slipway.diagram;

import dev.slipway.plan.model.Connection;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.value.Environment;
import java.util.ArrayList;
import java.util.List;

/**
 * Diagram of the connections that a fleet allows between clusters and with external addresses.
 * Connections inside a cluster are left out; everything else without an arrow is blocked. Equal
 * plans give equal diagrams.
 */
public final class FleetDiagram {
  private final List<Box> boxes;
  private final List<Arrow> arrows;

  /**
   * The connections that one arrow shows.
   *
   * @param from name of a cluster, of a group of clusters, or of external addresses
   * @param to name as in {@code from}
   * @param traffic allowed traffic, for example {@code Kubernetes API (tcp 6443)}
   */
  public record Edge(String from, String to, List<String> traffic) {
    /** Copies the list. */
    public Edge {
      traffic = List.copyOf(traffic);
    }
  }

  private FleetDiagram(List<Box> boxes, List<Arrow> arrows) {
    this.boxes = List.copyOf(boxes);
    this.arrows = List.copyOf(arrows);
  }

  /** Returns the diagram of a whole fleet. */
  public static FleetDiagram of(FleetPlan fleet) {
    List<Connection> connections = fleet.connections();
    Boxes boxes = new Boxes(fleet);
    List<Box> all = new ArrayList<>(boxes.environments());
    List<Arrow> arrows = Arrows.of(connections, boxes, all);
    connections.stream()
        .flatMap(Connection::externals)
        .map(Boxes::external)
        .filter(box -> arrows.stream().anyMatch(arrow -> arrow.touches(box)))
        .distinct()
        .forEach(all::add);
    return new FleetDiagram(all, arrows);
  }

  /** Returns an SVG document. */
  public String svg() {
    return Svg.of(Layout.of(boxes, arrows));
  }

  /** Returns the arrows that start or end in an environment. */
  public List<Edge> edges(Environment environment) {
    List<Box> inside =
        boxes.stream()
            .filter(box -> box.id().equals(Boxes.id(environment)))
            .flatMap(Box::all)
            .toList();
    return arrows.stream()
        .filter(arrow -> inside.stream().anyMatch(arrow::touches))
        .map(arrow -> new Edge(name(arrow.from()), name(arrow.to()), arrow.traffic()))
        .toList();
  }

  /** Returns the name of the box with that id. */
  String name(String id) {
    return boxes.stream()
        .flatMap(Box::all)
        .filter(box -> box.id().equals(id))
        .map(Box::name)
        .findFirst()
        .orElseThrow();
  }

  List<Box> boxes() {
    return boxes;
  }

  List<Arrow> arrows() {
    return arrows;
  }
}
