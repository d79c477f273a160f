package dev.slipway.cli;

import java.time.DateTimeException;
import java.time.Instant;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A time of an option, in ISO 8601 with seconds and zone. */
final class TimeConverter implements ITypeConverter<Instant> {
  @Override
  public Instant convert(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException invalid) {
      throw new TypeConversionException(
          "\"%s\" is not a time; write it as 2026-11-27T00:00:00Z".formatted(text));
    }
  }
}
