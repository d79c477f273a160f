package dev.slipway.repository.rest;

import dev.slipway.repository.ForgeException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The link to the next page of a list (RFC 8288). */
final class NextPage {
  private static final Pattern NEXT = Pattern.compile("<([^<>]*)>\\s*;[^<]*\\brel=\"?next\"?");

  private NextPage() {}

  /**
   * Returns the URL of the next page; empty if there is none.
   *
   * @param base base URL of the API; the token is sent nowhere else
   */
  static String url(List<String> headers, String base) {
    Matcher next = NEXT.matcher(String.join(", ", headers));
    if (!next.find()) {
      return "";
    }
    String url = next.group(1);
    if (!url.startsWith(base + "/") || !url.matches("[!-~]+")) {
      throw new ForgeException(
          "the next page of a list is not below %s, so the token is not sent there; pass the URL that the forge itself uses"
              .formatted(base));
    }
    return url;
  }
}
