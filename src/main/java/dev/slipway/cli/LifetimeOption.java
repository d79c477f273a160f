package dev.slipway.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The option for the lifetime of a credential. */
final class LifetimeOption {
  @Option(
      names = "--ttl",
      paramLabel = "TIME",
      defaultValue = "1h",
      converter = Converter.class,
      description =
          "How long it is valid: minutes or hours, at most 24h; default ${DEFAULT-VALUE}.")
  private Duration lifetime;

  Duration lifetime() {
    return lifetime;
  }

  /** Reads {@code 30m} and {@code 8h}. */
  static final class Converter implements ITypeConverter<Duration> {
    private static final Pattern TIME = Pattern.compile("([0-9]{1,4})([mh])");

    @Override
    public Duration convert(String text) {
      Matcher time = TIME.matcher(text);
      if (!time.matches()) {
        throw new TypeConversionException(
            "'%s' is not a time; for example 30m or 8h".formatted(text));
      }
      long amount = Long.parseLong(time.group(1));
      return time.group(2).equals("h") ? Duration.ofHours(amount) : Duration.ofMinutes(amount);
    }
  }
}
