package dev.slipway.diagram;

import dev.slipway.plan.model.Connection;
import dev.slipway.plan.model.Peer;
import dev.slipway.plan.security.AllowedConnections;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.value.Environment;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who may reach whom, cluster by cluster: what no arrow shows is closed, but for traffic inside a
 * cluster. The same plan always gives the same picture.
 */
public final class FleetDiagram {
  private final List<Box> boxes;
  private final List<Arrow> arrows;

  private FleetDiagram(List<Box> boxes, List<Arrow> arrows) {
    this.boxes = boxes;
    this.arrows = arrows;
  }

  /** The picture of the whole fleet. */
  public static FleetDiagram of(FleetPlan fleet) {
    List<Connection> connections = AllowedConnections.of(fleet.clusters());
    Boxes boxes = new Boxes(fleet);
    List<Box> all = new ArrayList<>(boxes.environments());
    List<Arrow> arrows = Arrows.of(connections, boxes, all);
    connections.stream()
        .flatMap(one -> Stream.of(one.from(), one.to()))
        .filter(Peer.External.class::isInstance)
        .map(peer -> boxes.outside((Peer.External) peer))
        .filter(box -> arrows.stream().anyMatch(arrow -> arrow.touches(box)))
        .distinct()
        .forEach(all::add);
    return new FleetDiagram(all, arrows);
  }

  /** As an SVG document. */
  public String svg() {
    return Svg.of(Layout.of(boxes, arrows));
  }

  /** Each arrow of one environment's as a sentence. */
  public List<String> sentences(Environment environment) {
    List<Box> ours =
        boxes.stream()
            .filter(box -> box.id().equals(Boxes.id(environment)))
            .flatMap(Box::all)
            .toList();
    return arrows.stream()
        .filter(arrow -> ours.stream().anyMatch(arrow::touches))
        .map(this::sentence)
        .toList();
  }

  private String sentence(Arrow arrow) {
    String traffic = String.join(", ", arrow.lines());
    String text = spoken(arrow.from()) + " may reach " + spoken(arrow.to()) + " by " + traffic;
    return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
  }

  private String spoken(String id) {
    return boxes.stream()
        .flatMap(Box::all)
        .filter(box -> box.id().equals(id))
        .map(Box::description)
        .collect(Collectors.joining());
  }
}
