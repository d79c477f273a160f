package dev.slipway.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.slipway.value.ArchiveLock;
import dev.slipway.value.BucketName;
import dev.slipway.value.CloudName;
import dev.slipway.value.DnsLabel;
import dev.slipway.value.DnsName;
import dev.slipway.value.Environment;
import dev.slipway.value.GitRevision;
import dev.slipway.value.GlanceImage;
import dev.slipway.value.HttpsUrl;
import dev.slipway.value.IpAddress;
import dev.slipway.value.IpPrefix;
import dev.slipway.value.NetworkInterfaceName;
import dev.slipway.value.NeutronId;
import dev.slipway.value.NodeLabel;
import dev.slipway.value.NtpServer;
import dev.slipway.value.OctaviaProvider;
import dev.slipway.value.ProjectId;
import dev.slipway.value.SecretsProvider;
import dev.slipway.value.Sha256;
import dev.slipway.value.StackKind;
import dev.slipway.value.StateBackend;
import dev.slipway.value.Taint;
import dev.slipway.value.TalosVersion;
import dev.slipway.value.TlsServer;
import dev.slipway.value.Version;
import dev.slipway.value.ZitadelClientId;
import dev.slipway.value.ZitadelId;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Jackson module that reads scalars with the {@code parse} methods of the {@code value} package. A
 * value that does not parse is reported and read as null.
 */
final class ScalarDeserializers extends SimpleModule {
  private static final long serialVersionUID = 1L;

  ScalarDeserializers() {
    addDeserializer(DnsLabel.class, new Scalar<>(DnsLabel.class, DnsLabel::parse, true));
    addDeserializer(ProjectId.class, new Scalar<>(ProjectId.class, ProjectId::parse, true));
    addDeserializer(CloudName.class, new Scalar<>(CloudName.class, CloudName::parse, true));
    addDeserializer(GlanceImage.class, new Scalar<>(GlanceImage.class, GlanceImage::parse, true));
    addDeserializer(GitRevision.class, new Scalar<>(GitRevision.class, GitRevision::parse, true));
    scalar(NetworkInterfaceName.class, NetworkInterfaceName::parse);
    addDeserializer(NeutronId.class, new Scalar<>(NeutronId.class, NeutronId::parse, true));
    addDeserializer(ZitadelId.class, new Scalar<>(ZitadelId.class, ZitadelId::parse, true));
    addDeserializer(
        ZitadelClientId.class, new Scalar<>(ZitadelClientId.class, ZitadelClientId::parse, true));
    scalar(DnsName.class, DnsName::parse);
    scalar(HttpsUrl.class, HttpsUrl::parse);
    scalar(IpAddress.class, IpAddress::parse);
    scalar(IpPrefix.class, IpPrefix::parse);
    scalar(SecretsProvider.class, SecretsProvider::parse);
    scalar(StateBackend.class, StateBackend::parse);
    scalar(Sha256.class, Sha256::parse);
    scalar(BucketName.class, BucketName::parse);
    scalar(TlsServer.class, TlsServer::parse);
    scalar(Version.class, Version::parse);
    scalar(TalosVersion.class, TalosVersion::parse);
    scalar(NodeLabel.class, NodeLabel::parse);
    scalar(NtpServer.class, NtpServer::parse);
    scalar(Taint.class, Taint::parse);
    scalar(Integer.class, ScalarDeserializers::parseCount);
    scalar(Boolean.class, ScalarDeserializers::parseBoolean);
    enumeration(StackKind.class, StackKind.values(), StackKind::text);
    enumeration(Environment.class, Environment.values(), Environment::text);
    enumeration(NetworkKind.class, NetworkKind.values(), kind -> lower(kind.name()));
    enumeration(EndpointKind.class, EndpointKind.values(), kind -> lower(kind.name()));
    enumeration(PodEncryption.class, PodEncryption.values(), one -> lower(one.name()));
    scalar(DiskEncryptionKind.class, ScalarDeserializers::parseDiskEncryption);
    enumeration(ArchiveLock.class, ArchiveLock.values(), ArchiveLock::text);
    enumeration(OctaviaProvider.class, OctaviaProvider.values(), OctaviaProvider::text);
    addKeyDeserializer(DnsLabel.class, new Key<>(DnsLabel::parse, DnsLabel.parse("invalid")));
    addKeyDeserializer(DnsName.class, new Key<>(DnsName::parse, DnsName.parse("name.invalid")));
  }

  private <T> void scalar(Class<T> type, Function<String, T> parse) {
    addDeserializer(type, new Scalar<>(type, parse, false));
  }

  private <T> void enumeration(Class<T> type, T[] values, Function<T, String> text) {
    List<String> allowed = Arrays.stream(values).map(text).toList();
    scalar(type, given -> parseConstant(given, values, allowed));
  }

  private static DiskEncryptionKind parseDiskEncryption(String given) {
    DiskEncryptionKind.requireProtection(given);
    DiskEncryptionKind[] kinds = DiskEncryptionKind.values();
    return parseConstant(given, kinds, Arrays.stream(kinds).map(DiskEncryptionKind::text).toList());
  }

  private static <T> T parseConstant(String given, T[] values, List<String> allowed) {
    int index = allowed.indexOf(given);
    if (index < 0) {
      throw new IllegalArgumentException(
          "is not a valid value; expected one of %s%s"
              .formatted(String.join(", ", allowed), DidYouMean.suggestion(given, allowed)));
    }
    return values[index];
  }

  private static Integer parseCount(String given) {
    if (!given.matches("\\d{1,4}")) {
      throw new IllegalArgumentException(
          "is not a valid count; expected a whole number from 0 to 9999");
    }
    return Integer.valueOf(given);
  }

  private static Boolean parseBoolean(String given) {
    if (!given.equals("true") && !given.equals("false")) {
      throw new IllegalArgumentException("is not a valid boolean; expected true or false");
    }
    return Boolean.valueOf(given);
  }

  /** Quotes a value without what can be a secret in a URL: its user, password and query. */
  private static String quoted(String value, @Nullable String message) {
    String shown =
        value.replaceAll("(?s)//.*@", "//***@").replaceAll("(?s)(//[^?]*)\\?.*", "$1?***");
    return "\"%s\" %s".formatted(shown, message);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static final class Scalar<T> extends StdDeserializer<T> {
    private static final long serialVersionUID = 1L;
    private final transient Function<String, T> parse;
    private final boolean textOnly;

    /** {@code textOnly} rejects what YAML reads as a number or a boolean. */
    Scalar(Class<T> type, Function<String, T> parse, boolean textOnly) {
      super(type);
      this.parse = parse;
      this.textOnly = textOnly;
    }

    @Override
    public @Nullable T deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      ReadProblems problems = ReadProblems.of(context);
      JsonToken token = parser.currentToken();
      String text = parser.getText();
      Optional<String> renamed = RenamedKeys.value(ReadProblems.path(parser), text);
      if (!token.isScalarValue()) {
        problems.add(parser, "expected a single value, not a list or a mapping");
        parser.skipChildren();
      } else if (renamed.isPresent()) {
        problems.add(parser, quoted(text, RenamedKeys.message(renamed.get())));
      } else if (textOnly && token != JsonToken.VALUE_STRING) {
        problems.add(
            parser,
            "YAML reads %s as a %s; quote it if it is a name"
                .formatted(text, token.isNumeric() ? "number" : "boolean"));
      } else {
        T value = parse(text, problems, parser);
        if (value == null || !isQuotedNumber(value, token)) {
          return value;
        }
        problems.add(parser, quoted(text, "is text because of its quotes; write it without them"));
      }
      return null;
    }

    private static boolean isQuotedNumber(Object value, JsonToken token) {
      return token == JsonToken.VALUE_STRING
          && (value instanceof Integer || value instanceof Boolean);
    }

    private @Nullable T parse(String text, ReadProblems problems, JsonParser parser) {
      try {
        return parse.apply(text);
      } catch (IllegalArgumentException invalid) {
        problems.add(parser, quoted(text, invalid.getMessage()));
        return null;
      }
    }
  }

  /** Reads a key of a map. A key that does not parse is reported and read as the placeholder. */
  private static final class Key<T> extends KeyDeserializer {
    private final Function<String, T> parse;
    private final T placeholder;

    Key(Function<String, T> parse, T placeholder) {
      this.parse = parse;
      this.placeholder = placeholder;
    }

    @Override
    public Object deserializeKey(String key, DeserializationContext context) {
      try {
        return parse.apply(key);
      } catch (IllegalArgumentException invalid) {
        ReadProblems.of(context).add(context.getParser(), quoted(key, invalid.getMessage()));
        return placeholder;
      }
    }
  }
}
