package dev.slipway.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.slipway.value.DnsLabel;
import dev.slipway.value.Problem;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Reads one stack file; every fault in it is noted, none stops the reading of the rest. */
final class StackReader {
  private static final ObjectMapper YAML =
      YAMLMapper.builder()
          .addModule(new ScalarDeserializers())
          .addHandler(new ProblemCollectingHandler())
          .disable(DeserializationFeature.WRAP_EXCEPTIONS)
          .disable(MapperFeature.USE_GETTERS_AS_SETTERS) // a record's list has none
          .build();

  private final List<Problem> problems;

  /** What is wrong is added to {@code problems}. */
  StackReader(List<Problem> problems) {
    this.problems = problems;
  }

  /** The file, or nothing where it is not whole. */
  Optional<StackFile> read(Path path) {
    try {
      String text = Files.readString(path);
      Node root = compose(text);
      if (root == null) {
        return refuse(path, 0, "is empty; copy the stack file of a sibling");
      }
      return read(path, text, root);
    } catch (MarkedYAMLException syntax) {
      int line = syntax.getProblemMark() == null ? 0 : syntax.getProblemMark().getLine() + 1;
      return refuse(path, line, "is not YAML: " + syntax.getProblem());
    } catch (IOException unreadable) {
      return refuse(path, 0, "cannot be read as UTF-8 text: " + unreadable.getMessage());
    }
  }

  private Optional<StackFile> read(Path path, String text, Node root) throws IOException {
    List<Problem> here = new ArrayList<>();
    Map<String, Integer> lines =
        new YamlLineIndex((key, line) -> here.add(new Problem(path, line, key, "stands twice")))
            .of(root);
    ProblemCollector faults = new ProblemCollector(path, lines);
    StackConfig config = bind(text, faults);
    if (config != null) {
      new RequiredKeys(faults).check("", config);
      ConditionalKeyRules.check(config, faults);
    }
    here.addAll(faults.problems());
    problems.addAll(here);
    return here.isEmpty() && config != null ? named(path, config, lines) : Optional.empty();
  }

  private static @Nullable StackConfig bind(String text, ProblemCollector faults)
      throws IOException {
    try {
      return YAML.readerFor(StackConfig.class)
          .withAttribute(ProblemCollector.ATTRIBUTE, faults)
          .readValue(text);
    } catch (JsonProcessingException beyondRepair) {
      faults.add("", "cannot be understood: " + beyondRepair.getOriginalMessage());
      return null;
    }
  }

  private Optional<StackFile> named(Path path, StackConfig config, Map<String, Integer> lines) {
    String name = path.getFileName().toString().replaceFirst("\\.yaml$", "");
    try {
      return Optional.of(new StackFile(path, DnsLabel.parse(name), config, lines));
    } catch (IllegalArgumentException refusal) {
      return refuse(path, 0, "the file's name \"" + name + "\" " + refusal.getMessage());
    }
  }

  private Optional<StackFile> refuse(Path path, int line, String message) {
    problems.add(new Problem(path, line, "", message));
    return Optional.empty();
  }

  private static @Nullable Node compose(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setMaxAliasesForCollections(0); // anchors hide what an environment really says
    return new Yaml(options).compose(new StringReader(text));
  }
}
