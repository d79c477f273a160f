package dev.slipway.preview;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/** The steps that a report leaves out. */
class NoiseTest {
  private static final String PROVIDER = "pulumi:providers:openstack";

  private static ResourceStep step(Operation operation, String type, String... paths) {
    return new ResourceStep(
        operation,
        type,
        "a",
        false,
        Arrays.stream(paths)
            .map(path -> new PropertyChange(path, Optional.empty(), Optional.empty()))
            .toList());
  }

  @Test
  void credentialOfTheProviderIsNoise() {
    assertTrue(
        Noise.isNoise(
            step(
                Operation.UPDATE,
                PROVIDER,
                "applicationCredentialId",
                "applicationCredentialSecret")));
  }

  @Test
  void anotherPropertyWithItIsNot() {
    assertFalse(
        Noise.isNoise(step(Operation.UPDATE, PROVIDER, "applicationCredentialId", "authUrl")));
  }

  @Test
  void updateWithoutPathsIsNot() {
    assertFalse(Noise.isNoise(step(Operation.UPDATE, PROVIDER)));
  }

  @ParameterizedTest
  @EnumSource(value = Operation.class, mode = Mode.EXCLUDE, names = "UPDATE")
  void anotherOperationIsNot(Operation operation) {
    assertFalse(Noise.isNoise(step(operation, PROVIDER, "applicationCredentialId")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "openstack:compute/instance:Instance",
        "openstack:networking/port:Port",
        "openstack:networking/secGroup:SecGroup",
        "openstack:networking/secGroupRule:SecGroupRule",
        "openstack:networking/floatingIp:FloatingIp"
      })
  void noRuleIsForAServerPortOrGroup(String type) {
    Pattern any = Pattern.compile(".*");
    assertThrows(IllegalArgumentException.class, () -> new Noise(type, any, "r", "s"));
  }

  @Test
  void everyRuleHasReasonAndSource() {
    assertEquals(
        List.of(),
        Noise.all().stream()
            .filter(rule -> rule.reason().isBlank() || rule.source().isBlank())
            .toList());
  }
}
