package dev.slipway.components;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.Golden;
import dev.slipway.components.testing.MockDeployment;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.testing.FleetFixture;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Mistakes by which an update of staging would use production's project. Each ends before a
 * resource of any project is read or registered; the messages are in the golden file.
 */
class OtherEnvironmentTest {
  private static final int AT_LEAST = 25;
  private static final ClusterPlan STAGING = FleetFixture.cluster("staging");
  private static final ClusterPlan PRODUCTION = FleetFixture.cluster("production");
  private static final String CREDENTIAL = "application_credential_id: ";

  private final Map<String, Consumer<Attempt>> mistakes = new LinkedHashMap<>();

  @TempDir private Path folder;

  @Test
  void everyMistakeEndsBeforeAResourceIsRead() throws Exception {
    stackFiles();
    projects();
    abbreviatedProject();
    clouds();
    entries();
    secrets();
    environment();
    state();
    mistakes.putAll(BackendMistakes.all());
    assertTrue(mistakes.size() >= AT_LEAST);
    StringBuilder messages = new StringBuilder();
    int number = 0;
    for (Map.Entry<String, Consumer<Attempt>> mistake : mistakes.entrySet()) {
      number++;
      try (Attempt attempt = new Attempt(folder.resolve(String.valueOf(number)))) {
        mistake.getValue().accept(attempt);
        String message = attempt.refusal();
        assertNamesTheCause(mistake.getKey(), message, attempt);
        messages.append("## %s\n%s\n\n".formatted(mistake.getKey(), message));
      }
    }
    Golden.assertSame("other-environment.txt", messages.toString());
  }

  /** Without a change the update gets as far as its servers, which the cloud does not have. */
  @Test
  void unchangedUpdateReadsItsOwnProject() throws Exception {
    try (Attempt attempt = new Attempt(folder)) {
      attempt.state(ops(MockDeployment.outputsOf(STAGING)));
      assertTrue(attempt.refusal().contains("cannot be compared with its plan"));
    }
  }

  /** The message has both projects, the line, the variable, the output, or what is absent. */
  private static void assertNamesTheCause(String mistake, String message, Attempt attempt) {
    boolean projects =
        message.contains(attempt.ownProject) && message.contains(attempt.productionProject);
    boolean line = message.matches("(?s).*\\.yaml:\\d+: .*");
    boolean project =
        message.contains("project.id of stack staging-osl2 is " + attempt.productionProject);
    boolean variable = message.contains("environment: OS_");
    boolean state =
        message.matches("(?s).*output (apiServer|certificateAuthorityPem) of stack staging .*")
            || message.contains("in stacks/staging.yaml is ");
    boolean absent =
        message.matches("(?s).*(is missing|is not read|no entry clouds|no stack file|no output).*");
    assertTrue(
        projects || project || line || variable || state || absent, mistake + ": " + message);
    assertEquals(-1, message.indexOf("hidden"), mistake);
  }

  private void stackFiles() {
    mistake(
        "cloud of production", to -> to.stackFile("cloud: staging-osl2", "cloud: production-osl2"));
    mistake(
        "cloud without an environment", to -> to.stackFile("cloud: staging-osl2", "cloud: osl2"));
    mistake(
        "abbreviated cloud of production",
        to -> to.stackFile("cloud: staging-osl2", "cloud: prod-osl2-staging"));
    mistake(
        "Cyrillic letter in the cloud",
        to -> to.stackFile("cloud: staging-osl2", "cloud: staging-pr\u043Eduction"));
    mistake(
        "alias as the cloud",
        to ->
            to.stackFile("datacenter: osl2", "datacenter: &a osl2")
                .stackFile("cloud: staging-osl2", "cloud: *a"));
    mistake(
        "cloud twice",
        to -> to.stackFile("cloud: staging-osl2", "cloud: staging-osl2\ncloud: production-osl2"));
    mistake(
        "second document",
        to ->
            to.files.withText(
                Attempt.STACK, to.files.text(Attempt.STACK) + "---\ncloud: production-osl2\n"));
    mistake(
        "environment of production",
        to -> to.stackFile("environment: staging", "environment: production"));
    mistake(
        "copy of production's file",
        to -> to.files.withText(Attempt.STACK, to.files.text("production-osl2")));
    mistake("backup of a stack file", to -> to.file("stacks/staging-osl2.yaml.orig", "cloud: a"));
    mistake(
        "floating IP of production",
        to -> to.stackFile("floatingIp: 198.51.100.34", "floatingIp: 198.51.100.66"));
    mistake(
        "Argo CD of staging may reach production's API",
        to ->
            to.files.with("staging", "[198.51.100.32/27]", "[198.51.100.32/27, 198.51.100.64/27]"));
    mistake("stack of another name", to -> to.select("staging-ber1"));
  }

  private void projects() {
    mistake(
        "no project", to -> to.stackFile("project: { id: \"%s\" }\n".formatted(to.ownProject), ""));
    mistake("project of production", to -> to.stackFile(to.ownProject, to.productionProject));
    mistake(
        "project by its name",
        to -> to.stackFile("\"" + to.ownProject + "\"", "slipway-staging-osl2"));
    mistake(
        "project and credential of production, whose stack files are absent",
        to -> {
          to.stackFile(to.ownProject, to.productionProject);
          to.files.without("production-osl2", "production-sto2");
          to.clouds(CREDENTIAL + "staging-credential", CREDENTIAL + "production-credential");
        });
  }

  private void abbreviatedProject() {
    mistake(
        "project of production with an abbreviated name, whose stack files are absent",
        to -> {
          to.stackFile(to.ownProject, to.productionProject);
          to.files.without("production-osl2", "production-sto2");
          to.clouds(CREDENTIAL + "staging-credential", CREDENTIAL + "abbreviated-credential");
        });
  }

  private void clouds() {
    mistake(
        "credential of production",
        to -> to.clouds(CREDENTIAL + "staging-credential", CREDENTIAL + "production-credential"));
    mistake(
        "credential of a project without an environment in its name",
        to -> to.clouds(CREDENTIAL + "staging-credential", CREDENTIAL + "nameless-credential"));
    mistake(
        "credential of production by name and user",
        to ->
            to.clouds(
                CREDENTIAL + "staging-credential",
                "application_credential_name: production-credential\n      user_id: u"));
    mistake(
        "merge key with production's entry",
        to ->
            to.clouds(
                """
                clouds:
                  production-osl2: &p
                    auth:
                      auth_url: URL
                      application_credential_id: production-credential
                      application_credential_secret: hidden
                  staging-osl2:
                    <<: *p
                """));
  }

  private void entries() {
    mistake(
        "credential that is valid in every project",
        to ->
            to.clouds(CREDENTIAL + "staging-credential", CREDENTIAL + "administrators-credential"));
    mistake(
        "Keystone of another cloud",
        to -> to.stackFile("project: { ", "project: { authUrl: https://keystone.example.net/v3, "));
    mistake("another region", to -> to.stackFile("project: { ", "project: { region: two, "));
    mistake("no entry", to -> to.clouds("  staging-osl2:", "  osl2:"));
    mistake(
        "profile with production's credential",
        to ->
            to.clouds("clouds: {staging-osl2: {profile: other}}\n")
                .file(
                    ".config/openstack/clouds-public.yaml",
                    """
                    public-clouds:
                      other:
                        auth:
                          auth_url: URL
                          application_credential_id: production-credential
                          application_credential_secret: hidden
                    """));
    mistake(
        "certificates of Keystone not verified",
        to -> to.clouds("region_name: one", "region_name: one\n    verify: false"));
    mistake(
        "password of another project", to -> to.clouds("region_name: one", "auth_type: password"));
    mistake(
        "Nova of another cloud",
        to -> to.clouds("region_name: one", "compute_endpoint_override: https://nova.example.net"));
  }

  private void secrets() {
    mistake(
        "secure.yaml with production's credential",
        to ->
            to.file(
                ".config/openstack/secure.yaml",
                "clouds: {staging-osl2: {auth: {application_credential_id:"
                    + " production-credential}}}\n"));
    mistake(
        "secure.yaml with another Keystone",
        to ->
            to.stackFile("project: { ", "project: { authUrl: https://keystone.example.net/v3, ")
                .clouds("auth_url: ", "auth_url: https://keystone.example.net/v3 # ")
                .file(
                    ".config/openstack/secure.yaml",
                    "clouds: {staging-osl2: {auth: {auth_url:"
                        + " 'https://other.example.net/v3'}}}\n"));
    mistake(
        "secure.yaml with another region",
        to ->
            to.stackFile("project: { ", "project: { region: one, ")
                .file(
                    ".config/openstack/secure.yaml",
                    "clouds: {staging-osl2: {region_name: two}}\n"));
  }

  private void environment() {
    for (String name :
        new String[] {
          "OS_AUTH_URL",
          "OS_PROJECT_ID",
          "OS_REGION_NAME",
          "OS_CLOUD",
          "OS_TOKEN",
          "OS_APPLICATION_CREDENTIAL_ID",
          "OS_INTERFACE",
        }) {
      mistake("openrc: " + name, to -> to.variable(name, "production"));
    }
    mistake(
        "another clouds.yaml",
        to ->
            to.file(
                    "other.yaml",
                    """
                    clouds:
                      staging-osl2:
                        auth:
                          auth_url: URL
                          application_credential_id: production-credential
                          application_credential_secret: hidden
                    """)
                .variable("OS_CLIENT_CONFIG_FILE", "DIR/other.yaml"));
  }

  private void state() {
    mistake(
        "state: the Ops Cluster's API is production's",
        to -> to.state(ops(MockDeployment.outputsOf(PRODUCTION))));
    mistake(
        "state: a command instead of a certificate",
        to ->
            to.state(
                ops(
                    Map.of(
                        "apiServer",
                        STAGING.endpoint().externalUrl(),
                        "certificateAuthorityPem",
                        "{\"exec\":{\"command\":\"sh\"}}"))));
    mistake(
        "state: another authority than at the last update",
        to ->
            to.state(
                new MockDeployment(Map.of("opsCertificateAuthority", "0".repeat(64)))
                    .withOpsOutputs(MockDeployment.outputsOf(STAGING))));
    mistake("state: no Ops Cluster", to -> to.state(ops(Map.of("a", "b"))));
  }

  private static MockDeployment ops(Map<String, Object> outputs) {
    return new MockDeployment().withOpsOutputs(outputs);
  }

  private void mistake(String name, Consumer<Attempt> change) {
    mistakes.put(name, change);
  }
}
