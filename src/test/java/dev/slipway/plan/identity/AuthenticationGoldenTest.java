package dev.slipway.plan.identity;

import dev.slipway.BlockYaml;
import dev.slipway.Golden;
import dev.slipway.testing.FleetFixture;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The structured authentication configuration of the API servers. */
class AuthenticationGoldenTest {

  @Test
  void authenticationConfiguration() {
    var document = ApiServerAuthentication.document(FleetFixture.cluster("staging-osl2"));
    Golden.assertSame(
        "golden/authentication-configuration.yaml", BlockYaml.stream(List.of(document)));
  }
}
