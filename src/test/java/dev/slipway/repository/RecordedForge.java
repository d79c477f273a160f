package dev.slipway.repository;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.slipway.repository.github.GitHubRepository;
import dev.slipway.repository.gitlab.GitLabRepository;
import dev.slipway.repository.rest.Answer;
import dev.slipway.repository.rest.Answers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/** A forge with the responses of a file, in which every setting is as required. */
public final class RecordedForge implements Answers {
  static final Path FOLDER = Path.of("src/test/resources/repository");
  static final RepositorySettings SETTINGS =
      new RepositorySettings(
          "main", List.of("staging", "production"), List.of("checks", "preview"));

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NAME = "example-org/infrastructure";

  private final Forge forge;
  private final ObjectNode responses;

  RecordedForge(Forge forge) throws IOException {
    this.forge = forge;
    Path file = FOLDER.resolve(forge.text() + ".json");
    this.responses = (ObjectNode) JSON.readTree(Files.readString(file));
  }

  private String root() {
    return forge == Forge.GITHUB ? "/repos/" + NAME : "/projects/example-org%2Finfrastructure";
  }

  JsonNode response(String path) {
    return responses.path(root() + path);
  }

  /** Applies the changes of an entry of the list of weakenings. */
  RecordedForge with(JsonNode change) {
    change
        .fields()
        .forEachRemaining(
            path ->
                path.getValue()
                    .fields()
                    .forEachRemaining(
                        one -> change(root() + path.getKey(), one.getKey(), one.getValue())));
    return this;
  }

  private void change(String path, String pointer, JsonNode value) {
    if (!responses.has(path)) {
      throw new IllegalArgumentException("no response for " + path);
    }
    if (pointer.equals("{}")) {
      responses.set(path, value(value));
    } else if (pointer.equals("/text")) {
      byte[] content = value.asText().getBytes(StandardCharsets.UTF_8);
      String text = Base64.getEncoder().encodeToString(content);
      set(responses.path(path), "/content", TextNode.valueOf(text));
    } else {
      set(responses.path(path), pointer, value);
    }
  }

  private static JsonNode value(JsonNode given) {
    return given.asText().equals("none") ? NullNode.getInstance() : given;
  }

  private static void set(JsonNode response, String pointer, JsonNode value) {
    int slash = pointer.lastIndexOf('/');
    JsonNode parent = response.at(pointer.substring(0, slash));
    String key = pointer.substring(slash + 1);
    if (parent instanceof ArrayNode list) {
      if (key.equals("-")) {
        list.add(value);
      } else if (value.isNull()) {
        list.remove(Integer.parseInt(key));
      } else {
        list.set(Integer.parseInt(key), value);
      }
    } else if (value.isNull()) {
      ((ObjectNode) parent).remove(key);
    } else {
      ((ObjectNode) parent).set(key, value(value));
    }
  }

  Findings compare() {
    RepositoryName name = RepositoryName.parse(forge, NAME);
    return forge == Forge.GITHUB
        ? GitHubRepository.compare(this, name, SETTINGS)
        : GitLabRepository.compare(this, name, SETTINGS);
  }

  @Override
  public boolean isPublicInstance() {
    return true;
  }

  @Override
  public Answer get(String path) {
    JsonNode found = responses.path(path.replaceFirst("\\?.*", ""));
    if (found.isMissingNode()) {
      return Answer.refused("GET " + path, 404, "Not Found");
    }
    return found.has("$status")
        ? Answer.refused(
            "GET " + path, found.path("$status").asInt(), found.path("$message").asText())
        : Answer.of("GET " + path, found);
  }

  @Override
  public Answer list(String path, String field) {
    Answer answer = get(path);
    return answer.isFound() && !field.isEmpty()
        ? Answer.of(answer.request(), answer.body().path(field))
        : answer;
  }
}
