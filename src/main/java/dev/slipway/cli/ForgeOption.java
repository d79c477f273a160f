package dev.slipway.cli;

import dev.slipway.repository.Forge;
import java.util.Arrays;
import java.util.Iterator;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The names of forges: reads them, and lists them for help and completion. */
final class ForgeOption implements ITypeConverter<Forge>, Iterable<String> {
  @Override
  public Forge convert(String text) {
    return Arrays.stream(Forge.values())
        .filter(one -> one.text().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'%s' is not a forge; use one of: %s"
                        .formatted(text, String.join(", ", Forge.names()))));
  }

  @Override
  public Iterator<String> iterator() {
    return Forge.names().iterator();
  }
}
