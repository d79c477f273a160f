package dev.slipway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.testing.StackFileKeys;
import dev.slipway.testing.StackFiles;
import dev.slipway.value.Environment;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentBoundaryTest {
  private static final String STACK = "staging-sto2";
  private static final String REST =
      " belongs to environment production, and this stack to staging: a change there would have"
          + " effects here; choose a value of staging";

  @TempDir private Path folder;

  @Test
  void refusesNamesOfAnotherEnvironmentInEveryText() {
    StackFiles files = StackFiles.shipped(folder).without("production-sto2");
    files.with(STACK, "{ count: 3, flavor: l2.c4r8.100 }", "{ count: 3, flavor: production.c4 }");
    files.with(STACK, "slot: 0 }", "slot: 0, image: talos-prod }");
    files.with(STACK, "  general:", "  prod:");
    files.with(
        STACK,
        "access:\n",
        "registryMirrors:\n  docker.prd.example.net: https://prod1.example.net/v2/a\naccess:\n");
    files.with(
        STACK,
        "cidr: 10.41.32.0/24",
        "cidr: 10.41.32.0/24\n  ntpServers: [a.example.net, production.example.net]");
    files.with(STACK, "https://login.example.net", "https://login.production.example.net");
    files.with("staging", "/platform/slipway.git", "/production/slipway.git");
    files.assertRefused(
        "staging-sto2.yaml:10: network.ntpServers[1]: \"production.example.net\"" + REST,
        "staging-sto2.yaml:23: controlPlane.flavor: \"production.c4\"" + REST,
        "staging-sto2.yaml:25: workers.prod: \"prod\"" + REST,
        "staging-sto2.yaml:25: workers.prod.image: \"talos-prod\"" + REST,
        "staging-sto2.yaml:27: registryMirrors.docker.prd.example.net: \"docker.prd.example.net"
            + " https://prod1.example.net/v2/a\""
            + REST,
        "staging-sto2.yaml:31: identity.issuer: \"https://login.production.example.net\"" + REST,
        "staging.yaml:33: gitops.repository: \"https://git.example.net/production/slipway.git\""
            + REST);
  }

  @Test
  void labelsAndTaintsMayContainAnyWord() {
    StackFiles.shipped(folder)
        .with(STACK, "slot: 0 }", "slot: 0, labels: [tier=test], taints: [prod=a:NoSchedule] }")
        .fleet();
  }

  /** Every other key is examined, because the rule finds the keys by reflection too. */
  @Test
  void onlyLabelsAndTaintsAreExempt() {
    List<String> exempt = new ArrayList<>();
    collectExempt(StackConfig.class, exempt);
    assertEquals(List.of("NodePoolConfig.labels", "NodePoolConfig.taints"), exempt);
  }

  private static void collectExempt(Class<?> type, List<String> exempt) {
    for (RecordComponent component : type.getRecordComponents()) {
      if (component.isAnnotationPresent(AnyEnvironment.class)) {
        exempt.add(type.getSimpleName() + "." + component.getName());
      }
      StackFileKeys.inside(component.getGenericType())
          .forEach(inner -> collectExempt(inner, exempt));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "production, PRODUCTION",
    "PRODUCTION2-db, PRODUCTION",
    "prod-osl2-staging, PRODUCTION",
    "a.prd.example.net, PRODUCTION",
    "stg1, STAGING",
    "image_stage, STAGING",
    "https://test.example.net, TESTING"
  })
  void findsWordsAndAbbreviations(String name, Environment environment) {
    assertTrue(environment.isMeantBy(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"preproduction", "product", "osl2", "backstage", "latest", "10.41.16.0/24"})
  void findsNoPartsOfWords(String name) {
    for (Environment environment : Environment.values()) {
      assertFalse(environment.isMeantBy(name), environment.text());
    }
  }
}
