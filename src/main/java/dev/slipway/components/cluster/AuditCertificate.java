package dev.slipway.components.cluster;

import com.pulumi.command.local.Command;
import com.pulumi.core.Output;
import dev.slipway.components.base.Component;
import dev.slipway.value.Environment;
import java.util.List;
import java.util.Map;

/**
 * A certificate of the {@link AuditAuthority}, of a cluster that sends events or of the store. It
 * is created again if the authority is.
 */
public final class AuditCertificate extends Component {
  private final Output<String> lines;

  /** The use of a certificate, by openssl's name of the extended key usage. */
  public enum Usage {
    /** The store takes the cluster from the name. */
    CLIENT("clientAuth"),
    SERVER("serverAuth");

    private final String text;

    Usage(String text) {
      this.text = text;
    }
  }

  /** Creates the certificate of a subject in an environment. */
  public AuditCertificate(
      String name,
      Environment environment,
      String subject,
      Usage usage,
      Output<String> authority,
      Component parent) {
    super("cluster:AuditCertificate", name, parent, List.of());
    Map<String, String> variables =
        Map.of(
            "ENVIRONMENT",
            environment.text(),
            "NAME",
            subject,
            "USAGE",
            usage.text,
            "YEARS",
            AuditAuthority.YEARS);
    Command certificate =
        ShellScript.run(
            childName("certificate"),
            "audit-certificate.sh",
            Output.of(variables),
            authority,
            child());
    this.lines = certificate.stdout();
    complete();
  }

  /** A new certificate has the same authority, so nothing is lost. */
  @Override
  public boolean isReplaceable(String resource) {
    return true;
  }

  /** Returns the files of a Secret; secret. {@code server.pem} has the certificate and its key. */
  public Output<Map<String, String>> files() {
    return lines.applyValue(
        text -> {
          String certificate = NamedPems.pem(text, "certificate");
          String key = NamedPems.pem(text, "key");
          return Map.of(
              "ca.crt",
              NamedPems.pem(text, "ca"),
              "tls.crt",
              certificate,
              "tls.key",
              key,
              "server.pem",
              certificate + key);
        });
  }
}
