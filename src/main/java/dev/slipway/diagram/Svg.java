package dev.slipway.diagram;

import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkLabel;
import org.eclipse.elk.graph.ElkNode;

/** Writes a laid-out drawing as SVG, for screen and paper: no script, no link, no font file. */
final class Svg {
  private static final String NAMESPACE = "http://www.w3.org/2000/svg";
  private static final String STYLE =
      """

      text { font: 13px Verdana, 'DejaVu Sans', Arial, sans-serif; fill: #1b1f24; text-anchor: middle;
        paint-order: stroke; stroke: #fff; stroke-width: 3px; stroke-linejoin: round; }
      .name { font-weight: bold; }
      .traffic { font-size: 12px; fill: #0b3d66; }
      rect { stroke: #57606a; rx: 6px; }
      .external { fill: #fff; stroke-dasharray: 5 3; }
      .environment { fill: #eef2f6; stroke-width: 2px; }
      .management-clusters { fill: #fff; }
      .cluster { fill: #dbe9f7; }
      path { fill: none; stroke: #0b3d66; stroke-width: 1.5px; }
      """;

  private final StringWriter text = new StringWriter();
  private final XMLStreamWriter xml;

  private interface Part {
    void draw(ElkNode node, double left, double top) throws XMLStreamException;
  }

  private Svg() throws XMLStreamException {
    xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
  }

  /** Returns the document; {@code root} is the drawing area. */
  static String of(ElkNode root) {
    try {
      Svg svg = new Svg();
      svg.begin(root);
      svg.each(root, 0, 0, svg::rectangle);
      svg.each(root, 0, 0, svg::arrows);
      svg.each(root, 0, 0, svg::texts);
      svg.end(1);
      return svg.text.toString();
    } catch (XMLStreamException textsDoNotFail) {
      throw new IllegalStateException(textsDoNotFail);
    }
  }

  private void begin(ElkNode root) throws XMLStreamException {
    xml.writeStartElement("svg");
    xml.writeDefaultNamespace(NAMESPACE);
    size(root);
    xml.writeAttribute(
        "viewBox", "0 0 " + number(root.getWidth()) + " " + number(root.getHeight()));
    start("style");
    xml.writeCharacters(STYLE);
    end(1);
    start("defs");
    start("marker", "id", "head", "orient", "auto", "refX", "9", "refY", "4");
    xml.writeAttribute("markerWidth", "10");
    xml.writeAttribute("markerHeight", "8");
    start("path", "d", "M0,0 L9,4 L0,8 z", "style", "fill: #0b3d66; stroke: none");
    end(3);
  }

  /** Visits the outermost node first. A node's coordinates are relative to its parent's corner. */
  private void each(ElkNode node, double left, double top, Part part) throws XMLStreamException {
    double x = left + node.getX();
    double y = top + node.getY();
    part.draw(node, x, y);
    for (ElkNode inner : node.getChildren()) {
      each(inner, x, y, part);
    }
  }

  private void rectangle(ElkNode node, double x, double y) throws XMLStreamException {
    if (node.getParent() == null) {
      return;
    }
    String kind = node.getIdentifier().toLowerCase(Locale.ROOT).replace('_', '-');
    start("rect", "class", kind, "x", number(x), "y", number(y));
    size(node);
    end(1);
  }

  private void arrows(ElkNode node, double x, double y) throws XMLStreamException {
    for (ElkEdge edge : node.getContainedEdges()) {
      for (ElkEdgeSection section : edge.getSections()) {
        start("path", "d", path(section, x, y), "marker-end", "url(#head)");
        end(1);
      }
    }
  }

  private static String path(ElkEdgeSection section, double x, double y) {
    Stream<String> first = Stream.of(point(x + section.getStartX(), y + section.getStartY()));
    Stream<String> bends =
        section.getBendPoints().stream().map(bend -> point(x + bend.getX(), y + bend.getY()));
    Stream<String> last = Stream.of(point(x + section.getEndX(), y + section.getEndY()));
    return Stream.of(first, bends, last)
        .flatMap(points -> points)
        .collect(Collectors.joining(" L", "M", ""));
  }

  private void texts(ElkNode node, double x, double y) throws XMLStreamException {
    for (ElkLabel title : node.getLabels()) {
      boolean full = node.getChildren().isEmpty();
      double above = full ? (node.getHeight() - title.getHeight()) / 2 : TextSize.LINE / 2.0;
      lines(title, "name", "detail", x + node.getWidth() / 2, y + above);
    }
    for (ElkEdge edge : node.getContainedEdges()) {
      for (ElkLabel label : edge.getLabels()) {
        double middle = x + label.getX() + label.getWidth() / 2;
        lines(label, "traffic", "traffic", middle, y + label.getY());
      }
    }
  }

  private void lines(ElkLabel label, String first, String rest, double x, double y)
      throws XMLStreamException {
    List<String> lines = label.getText().lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      double base = y + i * TextSize.LINE + TextSize.FONT;
      start("text", "class", i == 0 ? first : rest, "x", number(x), "y", number(base));
      xml.writeCharacters(lines.get(i));
      end(1);
    }
  }

  private void size(ElkNode node) throws XMLStreamException {
    xml.writeAttribute("width", number(node.getWidth()));
    xml.writeAttribute("height", number(node.getHeight()));
  }

  private void start(String name, String... attributes) throws XMLStreamException {
    xml.writeStartElement(name);
    for (int i = 0; i < attributes.length; i += 2) {
      xml.writeAttribute(attributes[i], attributes[i + 1]);
    }
  }

  private void end(int count) throws XMLStreamException {
    for (int i = 0; i < count; i++) {
      xml.writeEndElement();
    }
    xml.writeCharacters("\n");
  }

  private static String point(double x, double y) {
    return number(x) + "," + number(y);
  }

  private static String number(double pixels) {
    return Long.toString(Math.round(pixels));
  }
}
