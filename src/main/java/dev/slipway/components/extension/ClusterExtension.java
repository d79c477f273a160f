package dev.slipway.components.extension;

/** Components that an operator adds to clusters, for example a namespace with its objects. */
@FunctionalInterface
public interface ClusterExtension {
  /**
   * Registers the resources, after those of Slipway. Names must contain no other environment's
   * name. Servers, networks, ports and security groups are refused: they must be in the plan.
   */
  void create(DeployedCluster cluster);
}
