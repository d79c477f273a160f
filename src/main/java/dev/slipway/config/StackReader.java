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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Reads stack files. A problem does not stop the reading of the rest of a file. */
final class StackReader {
  private static final ObjectMapper YAML =
      YAMLMapper.builder()
          .addModule(new ScalarDeserializers())
          .addHandler(new ProblemCollectingHandler())
          .disable(DeserializationFeature.WRAP_EXCEPTIONS)
          .disable(MapperFeature.USE_GETTERS_AS_SETTERS) // a record's list has none
          .build();

  private final ProblemCollector problems;
  private final Set<String> optional;

  StackReader(ProblemCollector problems) {
    this(problems, Set.of());
  }

  /** Creates a reader of files in which some keys may be absent that their kind requires. */
  StackReader(ProblemCollector problems, Set<String> optional) {
    this.problems = problems;
    this.optional = optional;
  }

  /** Returns the file; empty if it has a problem. */
  Optional<StackFile> read(Path path) {
    try {
      String text = Files.readString(path);
      List<Problem> ambiguous = YamlSubsetRules.problems(path, text);
      if (!ambiguous.isEmpty()) {
        ambiguous.forEach(problems::add);
        return Optional.empty();
      }
      Node root = compose(text);
      if (root == null) {
        return refuse(path, 0, "is empty; copy the stack file of another cluster");
      }
      return read(path, text, root);
    } catch (MarkedYAMLException syntax) {
      int line = syntax.getProblemMark() == null ? 0 : syntax.getProblemMark().getLine() + 1;
      return refuse(path, line, "is not valid YAML: " + syntax.getProblem());
    } catch (YAMLException limit) {
      return refuse(path, 0, "is not valid YAML: " + limit.getMessage());
    } catch (IOException unreadable) {
      return refuse(path, 0, "cannot be read as UTF-8 text: " + unreadable.getMessage());
    }
  }

  private Optional<StackFile> read(Path path, String text, Node root) throws IOException {
    YamlLineIndex index = YamlLineIndex.of(root);
    ReadProblems found = new ReadProblems(path, index.lines(), problems);
    StackConfig config = bind(text, found);
    if (config != null) {
      SlotRules.requireSlots(config, found);
      ProjectRules.requireProject(config, found);
      IdentityRules.requireClients(config, found);
      new RequiredKeys(found).check("", config);
      ConditionalKeyRules.check(config, found, optional);
    }
    index.duplicates().forEach(key -> found.add(key.path(), key.line(), key.message()));
    return found.isEmpty() && config != null
        ? named(path, config, index.lines())
        : Optional.empty();
  }

  private static @Nullable StackConfig bind(String text, ReadProblems found) throws IOException {
    try {
      return YAML.readerFor(StackConfig.class)
          .withAttribute(ReadProblems.ATTRIBUTE, found)
          .readValue(text);
    } catch (JsonProcessingException unexpected) {
      found.add("", "cannot be parsed: " + unexpected.getOriginalMessage());
      return null;
    }
  }

  private Optional<StackFile> named(Path path, StackConfig config, Map<String, Integer> lines) {
    String name = path.getFileName().toString().replaceFirst("\\.yaml$", "");
    try {
      return Optional.of(new StackFile(path, DnsLabel.parse(name), config, lines));
    } catch (IllegalArgumentException invalid) {
      return refuse(path, 0, "the file name \"%s\" %s".formatted(name, invalid.getMessage()));
    }
  }

  private Optional<StackFile> refuse(Path path, int line, String message) {
    problems.add(new Problem(path, line, "", message));
    return Optional.empty();
  }

  static @Nullable Node compose(String text) {
    return new Yaml(new LoaderOptions()).compose(new StringReader(text));
  }
}
