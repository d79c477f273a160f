package dev.slipway.plan.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.Golden;
import dev.slipway.document.Markdown;
import dev.slipway.plan.identity.Grant.Action;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of permissions, computed from the catalogue of roles. */
class AccessMatrixTest {
  private static final Path PAGE = Path.of("docs/access.md");
  private static final String BEGIN =
      "<!-- The table is recorded by AccessMatrixTest from plan/identity/AccessMatrix.java. -->\n";
  private static final String END = "<!-- End of the table. -->\n";

  static List<Capability> capabilities() {
    return AccessMatrix.capabilities();
  }

  static List<Role> roles() {
    return Roles.ALL;
  }

  @Test
  void theTableIsInTheDocumentation() throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    int end = page.indexOf(END);
    assertTrue(begin >= BEGIN.length() && end >= begin, PAGE + " has no section for the table");
    Markdown table =
        new Markdown().table(AccessMatrix.head(Roles.ALL), AccessMatrix.rows(Roles.ALL));
    Golden.assertSame(PAGE, page.substring(0, begin) + "\n" + table + "\n" + page.substring(end));
  }

  /** A cell is yes or no: a role has all actions of a line, or none. */
  @ParameterizedTest
  @MethodSource("capabilities")
  void eachCellHasOneAnswer(Capability capability) {
    for (Role role : Roles.ALL) {
      Set<Action> permitted = capability.permitted(role);
      assertTrue(
          permitted.isEmpty() || permitted.equals(new HashSet<>(capability.actions())),
          () -> role.key() + ": " + permitted);
    }
  }

  @ParameterizedTest
  @MethodSource("capabilities")
  void onlyAdministratorsHaveTheCapabilitiesOfAdministrators(Capability capability) {
    assertTrue(capability.isPermitted(Roles.ADMINISTRATOR));
    for (Role role : List.of(Roles.OPERATOR, Roles.DEVELOPER, Roles.AUDITOR)) {
      assertFalse(capability.isForAdministrators() && capability.isPermitted(role), role.key());
    }
  }

  /** No name from Zitadel equals one of Kubernetes, and none of our ClusterRoles one of a chart. */
  @ParameterizedTest
  @MethodSource("roles")
  void namesHavePrefixes(Role role) {
    assertTrue(role.key().matches("[a-z]+"), role.key());
    assertTrue(role.group().startsWith("zitadel:"), role.group());
    Set<Permissions> ofKubernetes = Set.of(Permissions.CLUSTER_ADMIN, Permissions.VIEW);
    role.permissions()
        .forEach(one -> assertEquals(!ofKubernetes.contains(one), one.isOwn(), one.name()));
  }
}
