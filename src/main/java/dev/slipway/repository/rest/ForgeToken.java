package dev.slipway.repository.rest;

import dev.slipway.repository.Forge;
import dev.slipway.repository.ForgeException;
import java.util.Map;
import java.util.regex.Pattern;

/** A token for a forge. No text of this class has it, except the header. */
public final class ForgeToken {
  /** Source: RFC 6750, section 2.1. Java quotes a value that no header can have in its error. */
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

  private final String text;

  private ForgeToken(String text) {
    this.text = text;
  }

  /** Reads it from the environment. */
  public static ForgeToken read(Forge forge, Map<String, String> environment) {
    String text = environment.getOrDefault(forge.tokenVariable(), "");
    if (text.isEmpty()) {
      throw new ForgeException(
          "the environment variable %s is not set; set it to a token that may read the repository's settings: docs/repository.md lists its permissions"
              .formatted(forge.tokenVariable()));
    }
    if (!FORM.matcher(text).matches()) {
      throw new ForgeException(
          "the value of the environment variable %s is not a token: it has characters that no token has, for example a line break"
              .formatted(forge.tokenVariable()));
    }
    return new ForgeToken(text);
  }

  /** Returns the value of the header Authorization, which GitHub and GitLab accept. */
  String header() {
    return "Bearer " + text;
  }

  /** Returns a text of the forge without the token. */
  String removedFrom(String message) {
    return message.replace(text, "(token)");
  }

  @Override
  public String toString() {
    return "(token)";
  }
}
