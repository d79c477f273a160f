package dev.slipway.recovery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.document.Json;
import dev.slipway.value.Environment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The stacks in the state backends; the backend of each environment is asked once. */
public final class KnownStacks {
  /** Whether the state of a stack has resources. */
  public enum Condition {
    /** There is no state: {@code pulumi stack init} creates it. */
    ABSENT,
    /** No update has created a resource. */
    EMPTY,
    USED
  }

  private final PulumiProgram pulumi;
  private final Map<Environment, Answer> answers = new ConcurrentHashMap<>();

  /** Creates the list; backends are asked when it is used. */
  public KnownStacks(PulumiProgram pulumi) {
    this.pulumi = pulumi;
  }

  private record Answer(Map<String, Condition> stacks, Optional<PulumiException> failure) {}

  /**
   * Returns the condition of a stack.
   *
   * @throws PulumiException if the backend does not answer with a list of stacks
   */
  public Condition condition(Environment environment, String stack) {
    Answer answer = answers.computeIfAbsent(environment, this::ask);
    if (answer.failure().isPresent()) {
      throw answer.failure().get();
    }
    return answer.stacks().getOrDefault(stack, Condition.ABSENT);
  }

  private Answer ask(Environment environment) {
    try {
      List<String> list = List.of("stack", "ls", "--json");
      String json = pulumi.run(pulumi.child(environment), "", list);
      return new Answer(read(json), Optional.empty());
    } catch (PulumiException failure) {
      return new Answer(Map.of(), Optional.of(failure));
    } catch (IllegalArgumentException invalid) {
      return new Answer(Map.of(), Optional.of(invalid(environment, invalid)));
    }
  }

  private static PulumiException invalid(Environment environment, IllegalArgumentException reason) {
    return new PulumiException(
        "the backend of %s: pulumi stack ls --json printed no list of stacks: %s"
            .formatted(environment.text(), reason.getMessage()));
  }

  /** A name can be ORGANIZATION/PROJECT/NAME; not every backend counts resources. */
  private static Map<String, Condition> read(String json) {
    JsonNode list = Json.read(json, JsonNode.class);
    if (!list.isArray()) {
      throw new IllegalArgumentException("it is not an array");
    }
    Map<String, Condition> stacks = new HashMap<>();
    for (JsonNode stack : list) {
      if (stack.path("name").asText("").isEmpty()) {
        throw new IllegalArgumentException("an element has no \"name\"");
      }
      boolean isEmpty = stack.path("resourceCount").asInt(1) == 0;
      stacks.put(
          stack.path("name").asText().replaceFirst(".*/", ""),
          isEmpty ? Condition.EMPTY : Condition.USED);
    }
    return stacks;
  }
}
