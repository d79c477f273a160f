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

  private AuditCertificate(
      String name, Map<String, String> subject, Output<String> authority, Component parent) {
    super("cluster:AuditCertificate", name, parent, List.of());
    Command certificate =
        ShellScript.run(
            childName("certificate"),
            "audit-certificate.sh",
            Output.of(subject),
            authority,
            child());
    this.lines = certificate.stdout();
    complete();
  }

  /** Creates the certificate of a client; the store takes the cluster from its name. */
  public static AuditCertificate client(
      String name,
      Environment environment,
      String cluster,
      Output<String> authority,
      Component parent) {
    return new AuditCertificate(
        name, subject(environment, cluster, "clientAuth"), authority, parent);
  }

  /** Creates the certificate of the server of a name. */
  public static AuditCertificate server(
      String name,
      Environment environment,
      String server,
      Output<String> authority,
      Component parent) {
    return new AuditCertificate(
        name, subject(environment, server, "serverAuth"), authority, parent);
  }

  private static Map<String, String> subject(Environment environment, String name, String usage) {
    return Map.of(
        "ENVIRONMENT",
        environment.text(),
        "NAME",
        name,
        "USAGE",
        usage,
        "YEARS",
        AuditAuthority.YEARS);
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
