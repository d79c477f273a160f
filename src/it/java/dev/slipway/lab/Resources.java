package dev.slipway.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.stream.StreamSupport;

/** The resources in a stack's state, by their sorted URNs. */
public record Resources(List<String> urns) {

  /** Reads the state of the stack. */
  public static Resources of(String stack) {
    String export = Lab.pulumi(stack, "stack export").orFail("export");
    try {
      var resources = new ObjectMapper().readTree(export).at("/deployment/resources");
      return new Resources(
          StreamSupport.stream(resources.spliterator(), false)
              .map(resource -> resource.path("urn").asText())
              .sorted()
              .toList());
    } catch (JsonProcessingException invalid) {
      throw new AssertionError(export, invalid);
    }
  }

  /** Returns the URNs that contain the text. */
  public List<String> with(String text) {
    return urns.stream().filter(urn -> urn.contains(text)).toList();
  }
}
