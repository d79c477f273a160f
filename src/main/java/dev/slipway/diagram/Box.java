package dev.slipway.diagram;

import java.util.List;
import java.util.stream.Stream;

/**
 * A rectangle with a title, and the rectangles in it.
 *
 * @param id end of arrows
 * @param name full name of what the box represents, for texts outside the diagram
 * @param lines title and details in the box
 */
record Box(String id, Kind kind, String name, List<String> lines, List<Box> inside) {

  /** Kinds of boxes. */
  enum Kind {
    EXTERNAL,
    ENVIRONMENT,
    MANAGEMENT_CLUSTERS,
    CLUSTER
  }

  Box {
    lines = List.copyOf(lines);
    inside = List.copyOf(inside);
  }

  /** Returns this box and all boxes in it, the outermost first. */
  Stream<Box> all() {
    return Stream.concat(Stream.of(this), inside.stream().flatMap(Box::all));
  }

  /** Returns the ids of this cluster or of the clusters in this box. */
  List<String> clusters() {
    return all().filter(box -> box.kind == Kind.CLUSTER).map(Box::id).toList();
  }
}
