package dev.slipway.repository.rest;

/** Requests to a forge that read. */
public interface Answers {
  /** Returns whether it is the forge's public instance, of which identifiers are known. */
  boolean isPublicInstance();

  /**
   * Returns the response to a request.
   *
   * @param path below the base URL, beginning with a slash
   */
  Answer get(String path);

  /**
   * Returns all items of a list, which forges return in pages.
   *
   * @param field the field of the response that has the items; empty if the response is the list
   */
  Answer list(String path, String field);
}
