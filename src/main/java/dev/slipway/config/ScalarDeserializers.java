package dev.slipway.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.slipway.value.CloudName;
import dev.slipway.value.DnsLabel;
import dev.slipway.value.DnsName;
import dev.slipway.value.Environment;
import dev.slipway.value.HttpsUrl;
import dev.slipway.value.IpAddress;
import dev.slipway.value.IpPrefix;
import dev.slipway.value.NodeLabel;
import dev.slipway.value.OctaviaProvider;
import dev.slipway.value.Sha256;
import dev.slipway.value.StackKind;
import dev.slipway.value.Taint;
import dev.slipway.value.TalosVersion;
import dev.slipway.value.Version;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Jackson's side of the values' {@code parse} methods. A value that does not parse is noted. */
final class ScalarDeserializers extends SimpleModule {
  private static final long serialVersionUID = 1L;

  ScalarDeserializers() {
    addDeserializer(DnsLabel.class, new Scalar<>(DnsLabel.class, DnsLabel::parse, true));
    addDeserializer(CloudName.class, new Scalar<>(CloudName.class, CloudName::parse, true));
    scalar(DnsName.class, DnsName::parse);
    scalar(HttpsUrl.class, HttpsUrl::parse);
    scalar(IpAddress.class, IpAddress::parse);
    scalar(IpPrefix.class, IpPrefix::parse);
    scalar(Sha256.class, Sha256::parse);
    scalar(Version.class, Version::parse);
    scalar(TalosVersion.class, TalosVersion::parse);
    scalar(NodeLabel.class, NodeLabel::parse);
    scalar(Taint.class, Taint::parse);
    scalar(Integer.class, ScalarDeserializers::count);
    scalar(Boolean.class, ScalarDeserializers::truth);
    choice(StackKind.class, StackKind.values(), StackKind::text);
    choice(Environment.class, Environment.values(), Environment::text);
    choice(NetworkKind.class, NetworkKind.values(), kind -> lower(kind.name()));
    choice(EndpointKind.class, EndpointKind.values(), kind -> lower(kind.name()));
    choice(OctaviaProvider.class, OctaviaProvider.values(), OctaviaProvider::text);
    addKeyDeserializer(DnsLabel.class, new Key<>(DnsLabel::parse, DnsLabel.parse("refused")));
    addKeyDeserializer(DnsName.class, new Key<>(DnsName::parse, DnsName.parse("refused.invalid")));
  }

  private <T> void scalar(Class<T> type, Function<String, T> parse) {
    addDeserializer(type, new Scalar<>(type, parse, false));
  }

  private <T> void choice(Class<T> type, T[] values, Function<T, String> text) {
    List<String> allowed = Arrays.stream(values).map(text).toList();
    scalar(type, given -> choose(given, values, allowed));
  }

  private static <T> T choose(String given, T[] values, List<String> allowed) {
    int index = allowed.indexOf(given);
    if (index < 0) {
      String question = DidYouMean.suggestion(given, allowed);
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

  private static Boolean truth(String given) {
    if (!given.equals("true") && !given.equals("false")) {
      throw new IllegalArgumentException("is not allowed; expected true or false");
    }
    return Boolean.valueOf(given);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static final class Scalar<T> extends StdDeserializer<T> {
    private static final long serialVersionUID = 1L;
    private final transient Function<String, T> parse;
    private final boolean text;

    /** {@code text}: what YAML takes for a number or a truth value is refused. */
    Scalar(Class<T> type, Function<String, T> parse, boolean text) {
      super(type);
      this.parse = parse;
      this.text = text;
    }

    @Override
    public @Nullable T deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      ProblemCollector problems = ProblemCollector.of(context);
      if (!parser.currentToken().isScalarValue()) {
        problems.add(parser, "expected a single value, not a list or a group of keys");
        parser.skipChildren();
        return null;
      }
      if (text && parser.currentToken() != JsonToken.VALUE_STRING) {
        problems.add(
            parser, parser.getText() + " is no text to YAML; if it is a name, put it into quotes");
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

  /** A key that does not parse is noted; {@code instead} stands for it until all is read. */
  private static final class Key<T> extends KeyDeserializer {
    private final Function<String, T> parse;
    private final T instead;

    Key(Function<String, T> parse, T instead) {
      this.parse = parse;
      this.instead = instead;
    }

    @Override
    public Object deserializeKey(String key, DeserializationContext context) {
      try {
        return parse.apply(key);
      } catch (IllegalArgumentException refusal) {
        ProblemCollector.of(context)
            .add(context.getParser(), "\"" + key + "\" " + refusal.getMessage());
        return instead;
      }
    }
  }
}
