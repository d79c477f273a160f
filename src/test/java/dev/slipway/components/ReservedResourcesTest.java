package dev.slipway.components;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.ResourceTransformation;
import com.pulumi.test.Mocks.ResourceArgs;
import dev.slipway.components.testing.MockDeployment;
import dev.slipway.testing.DeploymentFixture;
import dev.slipway.testing.FleetFixture;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The router and the floating IP that Pulumi imports instead of creating them. */
class ReservedResourcesTest {
  private static final MockDeployment RESERVED =
      DeploymentFixture.of(FleetFixture.allKeys(), "staging-sto2");
  private static final MockDeployment PINNED =
      DeploymentFixture.of(FleetFixture.allKeys(), "staging");
  private static final String ROUTER = "openstack:networking/router:Router";
  private static final String FLOATING_IP = "openstack:networking/floatingIp:FloatingIp";
  private static final String ASSOCIATION =
      "openstack:networking/floatingIpAssociate:FloatingIpAssociate";

  @Test
  void reservedResourcesAreImportedAndKeptByADestroy() {
    CustomResourceOptions router = options(RESERVED, ROUTER);
    assertEquals(Optional.of("0c9f6a1e-5d0b-4d57-9f0e-7a4f2f0f5c11"), router.getImportId());
    assertEquals(List.of("externalFixedIps"), router.getIgnoreChanges());
    assertEquals(true, router.isRetainOnDelete());
    CustomResourceOptions floatingIp = options(RESERVED, FLOATING_IP);
    assertEquals(Optional.of("3e2b8a54-91c7-4b0a-8a64-2f9d1c7b6e02"), floatingIp.getImportId());
    assertEquals(true, floatingIp.isRetainOnDelete());
  }

  /** Imported resources must be as Neutron has them: not attached. */
  @Test
  void theAssociationIsAResourceOfItsOwn() {
    assertEquals(
        Map.of(
            "address", "198.51.100.36",
            "description", "Slipway: API of staging-sto2",
            "pool", "public"),
        one(RESERVED, FLOATING_IP).inputs);
    assertEquals(
        Map.of("floatingIp", "198.51.100.36", "portId", "staging-sto2-endpoint-port-id"),
        one(RESERVED, ASSOCIATION).inputs);
    assertEquals(true, options(RESERVED, ASSOCIATION).isRetainOnDelete());
  }

  @Test
  void otherStacksCreateThem() {
    assertEquals(Optional.empty(), options(PINNED, ROUTER).getImportId());
    assertEquals(Optional.empty(), options(PINNED, FLOATING_IP).getImportId());
    assertFalse(options(PINNED, ROUTER).isRetainOnDelete());
    assertFalse(options(PINNED, FLOATING_IP).isRetainOnDelete());
    assertEquals(0, PINNED.registered().stream().filter(o -> o.type.equals(ASSOCIATION)).count());
  }

  private static ResourceArgs one(MockDeployment deployment, String type) {
    List<ResourceArgs> found =
        deployment.registered().stream().filter(one -> one.type.equals(type)).toList();
    assertEquals(1, found.size(), type);
    return found.get(0);
  }

  private static CustomResourceOptions options(MockDeployment deployment, String type) {
    List<ResourceTransformation.Args> found =
        deployment.requested().stream()
            .filter(one -> one.resource().pulumiResourceType().equals(type))
            .toList();
    assertEquals(1, found.size(), type);
    return (CustomResourceOptions) found.get(0).options();
  }
}
