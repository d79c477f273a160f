package dev.slipway.diagram;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** A parsed SVG document. */
record SvgDocument(Document document) {

  /** The corners of a rectangle. */
  record Rectangle(double left, double top, double right, double bottom) {
    boolean isSeparateFrom(Rectangle other) {
      return right <= other.left
          || other.right <= left
          || bottom <= other.top
          || other.bottom <= top;
    }

    boolean contains(Rectangle other) {
      return left <= other.left
          && top <= other.top
          && right >= other.right
          && bottom >= other.bottom;
    }
  }

  static SvgDocument parse(String text) {
    try {
      return new SvgDocument(
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(text))));
    } catch (ParserConfigurationException | SAXException | IOException invalid) {
      throw new IllegalArgumentException(text, invalid);
    }
  }

  List<Rectangle> boxes() {
    return elements("rect")
        .map(
            one -> {
              double left = Double.parseDouble(one.getAttribute("x"));
              double top = Double.parseDouble(one.getAttribute("y"));
              double width = Double.parseDouble(one.getAttribute("width"));
              double height = Double.parseDouble(one.getAttribute("height"));
              return new Rectangle(left, top, left + width, top + height);
            })
        .toList();
  }

  /** Returns the values of an attribute, of the elements that have it. */
  List<String> attributes(String element, String attribute) {
    return elements(element)
        .filter(one -> one.hasAttribute(attribute))
        .map(one -> one.getAttribute(attribute))
        .toList();
  }

  List<String> texts() {
    return elements("text").map(Node::getTextContent).toList();
  }

  private Stream<Element> elements(String name) {
    NodeList found = document.getElementsByTagName(name);
    return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i));
  }
}
