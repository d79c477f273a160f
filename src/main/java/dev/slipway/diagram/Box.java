package dev.slipway.diagram;

import java.util.List;
import java.util.stream.Stream;

/**
 * A rectangle with a name, and the rectangles in it.
 *
 * @param id arrows begin and end at it
 * @param lines the name, and what is written below it
 */
record Box(String id, Kind kind, List<String> lines, List<Box> inside) {

  /** What a rectangle stands for. */
  enum Kind {
    OUTSIDE,
    ENVIRONMENT,
    SITES,
    CLUSTER
  }

  Box {
    lines = List.copyOf(lines);
    inside = List.copyOf(inside);
  }

  static Box plain(String id, Kind kind, String... lines) {
    return new Box(id, kind, List.of(lines), List.of());
  }

  /** This one and all within, from the outside in. */
  Stream<Box> all() {
    return Stream.concat(Stream.of(this), inside.stream().flatMap(Box::all));
  }

  /** In a sentence. */
  String description() {
    String name = lines.get(0);
    return switch (kind) {
      case OUTSIDE -> lines.size() == 1 ? "the " + name : name + " " + lines.get(1);
      case ENVIRONMENT -> "every cluster of " + name;
      case SITES -> "the " + name + " of " + id.replaceFirst("/.*", "");
      case CLUSTER -> name + " (" + lines.get(1) + ")";
    };
  }

  /** The ids of the clusters within. */
  List<String> clusters() {
    return all().filter(box -> box.kind == Kind.CLUSTER).map(Box::id).toList();
  }
}
