package dev.slipway.cli;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The values of an option by their names: reads them, and lists them for help and completion. */
abstract class NamedValues<T> implements ITypeConverter<T>, Iterable<String> {
  private final String kind;
  private final T[] values;
  private final Function<T, String> name;

  /**
   * Creates the names.
   *
   * @param kind of the values with its article, for messages
   */
  NamedValues(String kind, T[] values, Function<T, String> name) {
    this.kind = kind;
    this.values = values;
    this.name = name;
  }

  private List<String> names() {
    return Arrays.stream(values).map(name).toList();
  }

  @Override
  public T convert(String text) {
    return Arrays.stream(values)
        .filter(one -> name.apply(one).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'%s' is not %s; use one of: %s"
                        .formatted(text, kind, String.join(", ", names()))));
  }

  @Override
  public Iterator<String> iterator() {
    return names().iterator();
  }
}
