package dev.slipway.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.slipway.value.DnsName;
import dev.slipway.value.Environment;
import dev.slipway.value.HttpsUrl;
import dev.slipway.value.IpAddress;
import dev.slipway.value.IpPrefix;
import dev.slipway.value.Label;
import dev.slipway.value.Name;
import dev.slipway.value.Sha256;
import dev.slipway.value.StackKind;
import dev.slipway.value.TalosVersion;
import dev.slipway.value.Version;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Jackson's side of the values' {@code parse} methods. A value that does not parse is noted. */
final class Scalars extends SimpleModule {
  private static final long serialVersionUID = 1L;

  Scalars() {
    scalar(Name.class, Name::parse);
    scalar(Label.class, Label::parse);
    scalar(DnsName.class, DnsName::parse);
    scalar(HttpsUrl.class, HttpsUrl::parse);
    scalar(IpAddress.class, IpAddress::parse);
    scalar(IpPrefix.class, IpPrefix::parse);
    scalar(Sha256.class, Sha256::parse);
    scalar(Version.class, Version::parse);
    scalar(TalosVersion.class, TalosVersion::parse);
    scalar(Integer.class, Scalars::count);
    choice(StackKind.class, StackKind.values(), StackKind::text);
    choice(Environment.class, Environment.values(), Environment::text);
    choice(NetworkKind.class, NetworkKind.values(), kind -> lower(kind.name()));
    choice(EndpointKind.class, EndpointKind.values(), kind -> lower(kind.name()));
    addKeyDeserializer(Name.class, new NameKey());
  }

  private <T> void scalar(Class<T> type, Function<String, T> parse) {
    addDeserializer(type, new Scalar<>(type, parse));
  }

  private <T> void choice(Class<T> type, T[] values, Function<T, String> text) {
    List<String> allowed = Arrays.stream(values).map(text).toList();
    scalar(type, given -> choose(given, values, allowed));
  }

  private static <T> T choose(String given, T[] values, List<String> allowed) {
    int index = allowed.indexOf(given);
    if (index < 0) {
      String question = NearName.question(given, allowed);
      throw new IllegalArgumentException(
          "is not allowed; expected one of " + String.join(", ", allowed) + question);
    }
    return values[index];
  }

  private static Integer count(String given) {
    if (!given.matches("\\d{1,4}")) {
      throw new IllegalArgumentException("is no count; expected a whole number from 0 to 9999");
    }
    return Integer.valueOf(given);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static final class Scalar<T> extends StdDeserializer<T> {
    private static final long serialVersionUID = 1L;
    private final transient Function<String, T> parse;

    Scalar(Class<T> type, Function<String, T> parse) {
      super(type);
      this.parse = parse;
    }

    @Override
    public @Nullable T deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      FileProblems problems = FileProblems.of(context);
      if (!parser.currentToken().isScalarValue()) {
        problems.add(parser, "expected a single value, not a list or a group of keys");
        parser.skipChildren();
        return null;
      }
      try {
        return parse.apply(parser.getText());
      } catch (IllegalArgumentException refusal) {
        problems.add(parser, "\"" + parser.getText() + "\" " + refusal.getMessage());
        return null;
      }
    }
  }

  private static final class NameKey extends KeyDeserializer {
    @Override
    public Object deserializeKey(String key, DeserializationContext context) {
      try {
        return Name.parse(key);
      } catch (IllegalArgumentException refusal) {
        FileProblems.of(context)
            .add(context.getParser(), "\"" + key + "\" " + refusal.getMessage());
        return Name.parse("refused");
      }
    }
  }
}
