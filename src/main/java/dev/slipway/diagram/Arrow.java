package dev.slipway.diagram;

import java.util.List;

/**
 * An arrow between two rectangles.
 *
 * @param from id of a rectangle
 * @param to id of a rectangle
 * @param lines the traffic, one a line
 */
record Arrow(String from, String to, List<String> lines) {
  Arrow {
    lines = List.copyOf(lines);
  }

  boolean touches(Box box) {
    return from.equals(box.id()) || to.equals(box.id());
  }
}
