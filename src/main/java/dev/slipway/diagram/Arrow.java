package dev.slipway.diagram;

import java.util.List;

/**
 * An arrow between two boxes.
 *
 * @param from id of a box
 * @param to id of a box
 * @param traffic allowed traffic, one line each
 */
record Arrow(String from, String to, List<String> traffic) {
  Arrow {
    traffic = List.copyOf(traffic);
  }

  boolean touches(Box box) {
    return from.equals(box.id()) || to.equals(box.id());
  }
}
