package dev.slipway.components.extension;

/** Components that an operator adds to clusters, for example a namespace with its objects. */
@FunctionalInterface
public interface ClusterExtension {
  /**
   * Registers the resources, after those of Slipway. Names must contain no other environment's
   * name. Everything of OpenStack but DNS, object storage and keys is refused: it must be in the
   * plan.
   */
  void create(DeployedCluster cluster);
}
