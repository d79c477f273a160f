package dev.slipway.config;

import dev.slipway.value.Environment;
import dev.slipway.value.StackKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Checks that the API server can compare tokens with {@code identity}, and whose tokens it is. */
final class IdentityRules {
  private final ProblemCollector problems;

  IdentityRules(ProblemCollector problems) {
    this.problems = problems;
  }

  /** Reports missing clients: files of version 0.1 have none. */
  static void requireClients(StackConfig config, ReadProblems problems) {
    String key = "identity.clients";
    if (config.identity() != null
        && config.identity().clients() == null
        && !problems.hasProblemAt(key)) {
      problems.add(
          key,
          "is missing; it lists the client ids of the applications in Zitadel that people sign in"
              + " with; tokens of another application are refused; docs/access.md");
      problems.markReported(key);
    }
  }

  /** Checks the values of one stack file. */
  void validate(StackFile file) {
    String issuer = file.config().identity().issuer().toString();
    if (issuer.endsWith("/")) {
      problems.add(
          file,
          "identity.issuer",
          ("\"%s\" ends with a slash, and the issuer in Zitadel's tokens does not, so every token "
                  + "would be rejected; write %s")
              .formatted(issuer, issuer.replaceFirst("/+$", "")));
    }
    if (file.config().identity().zitadel() != null
        && file.config().kind() != StackKind.OPS_CLUSTER) {
      problems.add(
          file,
          "identity.zitadel",
          "is only allowed with kind OpsCluster, because the Ops stack manages the objects of its"
              + " environment; remove it");
    }
    if (file.config().identity().zitadel() != null && file.config().identity().issuer().hasPath()) {
      problems.add(
          file,
          "identity.issuer",
          "\"%s\" has a path, and Zitadel serves at a host name only; remove the path"
              .formatted(issuer));
    }
    Set<Object> clients = new HashSet<>();
    for (int i = 0; i < file.config().identity().clients().size(); i++) {
      if (!clients.add(file.config().identity().clients().get(i))) {
        problems.add(file, "identity.clients[%d]".formatted(i), "is listed twice; remove one");
      }
    }
  }

  /** Rejects a token that two environments would accept: they share nothing of Zitadel. */
  void validate(List<StackFile> files) {
    requireOwn(
        files,
        "audience",
        identity -> List.of(identity.audience()),
        "tokens that were issued there would be accepted here; create a Zitadel project for each"
            + " environment");
    requireOwn(
        files,
        "organization",
        identity -> List.of(identity.organization()),
        "a role that was granted there would be valid here; create a Zitadel organization for each"
            + " environment");
    requireOwn(
        files,
        "clients",
        identity -> new ArrayList<>(identity.clients()),
        "tokens that were issued there would be accepted here; create an application in the"
            + " Zitadel project of each environment");
  }

  /**
   * Warns of a cluster that accepts the users of another organization, project or application than
   * its Ops Cluster: {@code slipway identity check} looks at those of the Ops Cluster. It can
   * differ while a new value is applied to one cluster after the other.
   */
  void warn(List<StackFile> files) {
    for (StackFile ops : files) {
      if (ops.config().kind() == StackKind.OPS_CLUSTER) {
        files.stream()
            .filter(file -> file.config().environment() == ops.config().environment())
            .forEach(file -> warn(file, ops));
      }
    }
  }

  private void warn(StackFile file, StackFile ops) {
    IdentityConfig here = file.config().identity();
    IdentityConfig there = ops.config().identity();
    warn(file, "issuer", here.issuer(), there.issuer(), ops);
    warn(file, "audience", here.audience(), there.audience(), ops);
    warn(file, "organization", here.organization(), there.organization(), ops);
    warn(file, "clients", here.clients(), there.clients(), ops);
  }

  private void warn(StackFile file, String key, Object here, Object there, StackFile ops) {
    if (!here.equals(there)) {
      problems.add(
          file,
          "identity." + key,
          "%s differs from %s in %s: this cluster accepts other users than the environment's other clusters, and slipway identity check does not see them"
              .formatted(here, there, ops.path()));
    }
  }

  private void requireOwn(
      List<StackFile> files,
      String key,
      Function<IdentityConfig, List<Object>> values,
      String consequence) {
    Map<Object, StackFile> owners = new HashMap<>();
    for (StackFile file : files) {
      for (Object value : values.apply(file.config().identity())) {
        StackFile owner = owners.computeIfAbsent(value, first -> file);
        Environment other = owner.config().environment();
        if (other != file.config().environment()) {
          problems.add(
              file,
              "identity." + key,
              "\"%s\" is also in identity.%s of %s, which belongs to environment %s: %s"
                  .formatted(value, key, owner.path(), other.text(), consequence));
        }
      }
    }
  }
}
