package dev.slipway.components.gitops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.pulumi.exceptions.RunException;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.test.Mocks.ResourceArgs;
import dev.slipway.components.testing.MockDeployment;
import dev.slipway.plan.model.ArgoCdPlan;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.testing.FleetFixture;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GitCredentialTest {
  private static final Optional<String> PASSWORD = Optional.of("token: \"a'b\"\n");

  private final ClusterPlan ops = FleetFixture.cluster("staging");
  private final ArgoCdPlan argocd = ops.argocd().orElseThrow();

  @Test
  void becomesSecretOfArgoCd() {
    ResourceArgs secret = created(Optional.of("deploy"));
    assertEquals("kubernetes:core/v1:Secret", secret.type);
    assertEquals(
        Map.of(
            "name", "git-repository",
            "namespace", "argocd",
            "labels", Map.of("argocd.argoproj.io/secret-type", "repository")),
        secret.inputs.get("metadata"));
  }

  @Test
  void hasUrlUserAndPassword() {
    assertEquals(fields("deploy"), created(Optional.of("deploy")).inputs.get("stringData"));
  }

  @Test
  void userIsOptional() {
    assertEquals(fields("git"), created(Optional.empty()).inputs.get("stringData"));
  }

  @Test
  void publicRepositoryHasNone() {
    assertEquals(Optional.empty(), GitCredential.of(Optional.empty(), Optional.empty()));
  }

  @Test
  void userWithoutPasswordIsRefused() {
    var refusal =
        assertThrows(
            RunException.class, () -> GitCredential.of(Optional.of("deploy"), Optional.empty()));
    assertEquals(
        "nothing is changed: slipway:gitUser is deploy and slipway:gitPassword is not set; set it,"
            + " or remove the user: pulumi config rm slipway:gitUser",
        refusal.getMessage());
  }

  private Map<String, String> fields(String user) {
    return Map.of(
        "type",
        "git",
        "url",
        argocd.repository().toString(),
        "username",
        user,
        "password",
        "token: \"a'b\"");
  }

  private ResourceArgs created(Optional<String> user) {
    GitCredential credential = GitCredential.of(user, PASSWORD).orElseThrow();
    MockDeployment engine = new MockDeployment();
    engine
        .run(ops, context -> credential.create("git", argocd, CustomResourceOptions.builder()))
        .throwOnError();
    return engine.registered().stream()
        .filter(one -> one.name.equals("git"))
        .findFirst()
        .orElseThrow();
  }
}
