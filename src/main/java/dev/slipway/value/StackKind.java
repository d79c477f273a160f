package dev.slipway.value;

/** Which program a stack file asks for. */
public enum StackKind {
  /** Central logs, metrics and the ArgoCD of one environment. */
  OPS_CLUSTER("OpsCluster"),
  /** One per datacenter: creates customers' Workload Clusters. */
  MANAGEMENT_CLUSTER("ManagementCluster");

  private final String text;

  StackKind(String text) {
    this.text = text;
  }

  /** The {@code kind} as it is written in stack files. */
  public String text() {
    return text;
  }
}
