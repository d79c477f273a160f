package dev.slipway.components;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.pulumi.exceptions.RunException;
import com.pulumi.test.TestResult;
import dev.slipway.cloud.CloudServer;
import dev.slipway.components.testing.MockDeployment;
import dev.slipway.config.ProjectAssignment;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.testing.StackFiles;
import dev.slipway.value.DnsLabel;
import dev.slipway.value.InvalidFleetException;
import dev.slipway.value.UnknownStackException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * An update of staging-osl2 on a computer that has the credentials of two projects: {@code
 * staging-credential} and {@code production-credential}. A test changes files, environment or
 * state.
 */
final class Attempt implements AutoCloseable {
  static final String STACK = "staging-osl2";

  final StackFiles files;
  final Map<String, String> environment = new TreeMap<>();
  final String ownProject;
  final String productionProject;

  private final Path folder;
  private final CloudServer cloud;
  private MockDeployment deployment = new MockDeployment();
  private String stack = STACK;

  Attempt(Path folder) throws IOException {
    this.folder = folder;
    files = StackFiles.shipped(folder.resolve("stacks"));
    ownProject = project(STACK);
    productionProject = project("production-osl2");
    cloud = new CloudServer();
    cloud.answerProject("staging-credential", ownProject, "slipway-staging-osl2");
    cloud.answerProject("production-credential", productionProject, "slipway-production-osl2");
    cloud.answerProject("abbreviated-credential", productionProject, "slipway-prd-osl2");
    cloud.answerProject("nameless-credential", productionProject, "osl2");
    cloud.answerRole("administrators-credential", ownProject, "admin");
    environment.put("HOME", folder.toString());
    clouds(
        """
        clouds:
          staging-osl2:
            auth:
              auth_url: URL
              application_credential_id: staging-credential
              application_credential_secret: hidden
            region_name: one
          production-osl2:
            auth:
              auth_url: URL
              application_credential_id: production-credential
              application_credential_secret: hidden
        """);
  }

  private String project(String name) {
    return ProjectAssignment.of(files.file(name)).id().orElseThrow();
  }

  /** Replaces clouds.yaml of the user; {@code URL} is Keystone's. */
  Attempt clouds(String text) {
    return file(".config/openstack/clouds.yaml", text);
  }

  /** Replaces a text in clouds.yaml of the user. */
  Attempt clouds(String from, String to) {
    Path file = folder.resolve(".config/openstack/clouds.yaml");
    try {
      String text = Files.readString(file);
      assertTrue(text.contains(from), text);
      return clouds(text.replaceFirst(Pattern.quote(from), to));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Writes a file into the user's home directory; {@code URL} is Keystone's. */
  Attempt file(String name, String text) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text.replace("URL", cloud.url()));
      return this;
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  /** Sets an environment variable; {@code DIR} is the user's home directory. */
  Attempt variable(String name, String value) {
    environment.put(name, value.replace("DIR", folder.toString()));
    return this;
  }

  /** Replaces a text in the stack's file. */
  Attempt stackFile(String from, String to) {
    files.with(STACK, from, to);
    return this;
  }

  /** Sets the engine, with the outputs of the Ops stack and of the stack itself. */
  Attempt state(MockDeployment engine) {
    deployment = engine;
    return this;
  }

  /** Selects another stack than staging-osl2. */
  Attempt select(String name) {
    stack = name;
    return this;
  }

  /**
   * Returns why the update ended; asserts that nothing of any project was read or registered.
   *
   * @throws IllegalStateException if it did not end
   */
  String refusal() {
    String message;
    try {
      FleetPlan fleet = files.plan();
      message = run(fleet, fleet.clusterOrThrow(DnsLabel.parse(stack)));
    } catch (InvalidFleetException | UnknownStackException refused) {
      message = String.valueOf(refused.getMessage());
    }
    cloud.requests().forEach(request -> assertEquals("POST /v3/auth/tokens", request));
    deployment.registered().forEach(one -> assertEquals("pulumi:pulumi:StackReference", one.type));
    return message
        .replace(folder.toString(), "DIR")
        .replace(cloud.url(), "URL")
        .replace("DIR/.config/openstack/", "");
  }

  private String run(FleetPlan fleet, ClusterPlan plan) {
    ManifestStore store = new ManifestStore(folder);
    TestResult result =
        deployment.run(plan, context -> StackProgram.run(context, fleet, plan, store, environment));
    List<String> refusals =
        result.exceptions().stream()
            .filter(RunException.class::isInstance)
            .map(one -> String.valueOf(one.getMessage()))
            .toList();
    if (refusals.size() != 1) {
      throw new IllegalStateException("not refused: " + result.errors() + cloud.requests());
    }
    return refusals.get(0);
  }

  @Override
  public void close() {
    cloud.close();
  }
}
