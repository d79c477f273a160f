package dev.slipway.cli;

import dev.slipway.document.Json;
import dev.slipway.document.Yaml;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The option for the format of the output: a text for people, or one document for programs. */
final class OutputOption {
  private enum Format {
    TABLE,
    JSON,
    YAML;

    private String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      converter = Names.class,
      completionCandidates = Names.class,
      description =
          "Format of stdout: ${COMPLETION-CANDIDATES}. Default: table. docs/output.md lists the"
              + " fields.")
  private @Nullable Format format;

  /** The option of version 0.1, whose document is one line. */
  @Option(names = "--json", hidden = true)
  private boolean isLine;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /** Returns whether people read the output. */
  boolean isTable() {
    return format == null ? !isLine : format == Format.TABLE;
  }

  /** Prints the document, or the text for people. */
  void print(Supplier<Map<String, ?>> document, Supplier<String> text) {
    PrintWriter out = command.commandLine().getOut();
    if (isTable()) {
      out.print(text.get());
    } else if (format == null) {
      out.println(Json.write(document.get()));
    } else {
      Map<String, ?> fields = document.get();
      out.print(format == Format.JSON ? Json.indented(fields) : Yaml.write(fields));
    }
    out.flush();
  }

  /** The names of the formats. */
  static final class Names extends NamedValues<Format> {
    Names() {
      super("a format", Format.values(), Format::text);
    }
  }
}
