package dev.slipway.audit.sink;

import com.github.davidmoten.aws.lw.client.xml.XmlElement;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A list of a bucket's content, which a store sends in pages.
 *
 * @param parameters the query parameters of the first page
 * @param next the further query parameters of the next page, each with the element of this page
 *     that has its value
 */
record S3List(Map<String, String> parameters, Map<String, String> next) {
  /** The folders below a prefix that ends with a slash. */
  static final S3List FOLDERS =
      new S3List(
          Map.of("list-type", "2", "delimiter", "/"),
          Map.of("continuation-token", "NextContinuationToken"));

  /** Each version of each object, and each delete marker, whose key begins with a prefix. */
  static final S3List VERSIONS =
      new S3List(
          Map.of("versions", ""),
          Map.of("key-marker", "NextKeyMarker", "version-id-marker", "NextVersionIdMarker"));

  S3List {
    parameters = Map.copyOf(parameters);
    next = Map.copyOf(next);
  }

  /**
   * Returns the further query parameters of the next page; empty after the last one.
   *
   * @throws AuditSinkException if a page is not the last one and does not name the next
   */
  Map<String, String> after(XmlElement page) {
    Map<String, String> position = new TreeMap<>();
    if (!text(page, "IsTruncated").equals(Optional.of("true"))) {
      return position;
    }
    next.forEach(
        (parameter, element) -> text(page, element).ifPresent(at -> position.put(parameter, at)));
    if (position.isEmpty()) {
      throw new AuditSinkException("a list of objects is cut and does not name its next page");
    }
    return position;
  }

  /** Returns the text of an element's child; empty if it is absent or without text. */
  static Optional<String> text(XmlElement element, String name) {
    return element.childrenWithName(name).stream()
        .findFirst()
        .map(XmlElement::content)
        .filter(text -> !text.isEmpty());
  }
}
