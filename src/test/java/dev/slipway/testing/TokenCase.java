package dev.slipway.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A token of src/test/resources/sign-in/tokens.yaml and the answer to it.
 *
 * @param claims the token's claims as JSON text, in which a claim may occur twice
 * @param answer the expected answer
 */
public record TokenCase(String name, String claims, Answer answer) {
  private static final Path TABLE = Path.of("src/test/resources/sign-in/tokens.yaml");
  private static final Pattern TIME = Pattern.compile("NOW([+-]\\d+)?");

  /** The answer of an API server to a token. */
  public sealed interface Answer {}

  /** The token is accepted. */
  public record Accepted(List<String> roles) implements Answer {}

  /**
   * The token is refused.
   *
   * @param condition part of the message of the first condition that the token does not meet; empty
   *     if the API server refuses the token before it evaluates a condition
   */
  public record Refused(Optional<String> condition) implements Answer {}

  /** Returns the claims of the table's base, issued now. */
  public static ObjectNode base() {
    return withTimes((ObjectNode) table().get("base"));
  }

  /** Returns all tokens of the table, issued now. */
  public static List<TokenCase> all() {
    JsonNode table = table();
    List<TokenCase> cases = new ArrayList<>();
    for (JsonNode one : table.get("accepted")) {
      cases.add(of(table, one, new Accepted(texts(one.get("groups")))));
    }
    for (Map.Entry<String, JsonNode> condition : table.get("refused").properties()) {
      for (JsonNode one : condition.getValue()) {
        cases.add(of(table, one, new Refused(Optional.of(condition.getKey()))));
      }
    }
    for (JsonNode one : table.get("unverified")) {
      cases.add(of(table, one, new Refused(Optional.empty())));
    }
    return cases;
  }

  private static TokenCase of(JsonNode table, JsonNode one, Answer answer) {
    ObjectNode claims = table.get("base").deepCopy();
    claims.remove(texts(one.path("without")));
    one.path("with").properties().forEach(claim -> claims.set(claim.getKey(), claim.getValue()));
    String text = withTimes(claims).toString();
    String then = one.path("then").asText();
    String whole = then.isEmpty() ? text : text.replaceFirst("}$", ", " + then + "}");
    return new TokenCase(one.get("name").asText(), whole, answer);
  }

  private static ObjectNode withTimes(ObjectNode claims) {
    long now = Instant.now().getEpochSecond();
    ObjectNode result = claims.deepCopy();
    for (Map.Entry<String, JsonNode> claim : claims.properties()) {
      Matcher time = TIME.matcher(claim.getValue().asText());
      if (time.matches()) {
        result.put(
            claim.getKey(), now + (time.group(1) == null ? 0 : Long.parseLong(time.group(1))));
      }
    }
    return result;
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(item -> texts.add(item.asText()));
    return texts;
  }

  private static JsonNode table() {
    try {
      return new YAMLMapper().readTree(TABLE.toFile());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
