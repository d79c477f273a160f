package dev.slipway.config;

import dev.slipway.value.Problem;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;

/**
 * Refuses anchors and aliases of YAML: a value that is in another line is overlooked in a review,
 * and Jackson reads an alias as the text of its name.
 */
final class AnchorRules {
  private AnchorRules() {}

  /** Returns a problem for each anchor and each alias. */
  static List<Problem> problems(Path file, String text) {
    List<Problem> problems = new ArrayList<>();
    for (Event event : new Yaml(new LoaderOptions()).parse(new StringReader(text))) {
      if (event instanceof NodeEvent node && node.getAnchor() != null) {
        String sign = event instanceof AliasEvent ? "the alias *" : "the anchor &";
        problems.add(
            new Problem(
                file,
                event.getStartMark().getLine() + 1,
                "",
                "%s%s is not allowed; write the value itself in each key"
                    .formatted(sign, node.getAnchor())));
      }
    }
    return problems;
  }
}
