package dev.slipway.cli;

import dev.slipway.document.Json;
import dev.slipway.document.Yaml;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The option for the format of the output: a text for people, or one document for programs. */
final class OutputOption {
  private enum Format {
    TABLE,
    JSON,
    YAML;

    private String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    private static List<String> texts() {
      return Arrays.stream(values()).map(Format::text).toList();
    }
  }

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      converter = Converter.class,
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

  /** The names of the formats, for help and completion. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Format.texts().iterator();
    }
  }

  /** Reads the name of a format. */
  static final class Converter implements ITypeConverter<Format> {
    @Override
    public Format convert(String text) {
      return Arrays.stream(Format.values())
          .filter(one -> one.text().equals(text))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "'%s' is not a format; use one of: %s"
                          .formatted(text, String.join(", ", Format.texts()))));
    }
  }
}
