package dev.slipway.value;

/** The program that a stack runs. */
public enum StackKind {
  /** Logs, metrics and Argo CD of one environment. */
  OPS_CLUSTER("OpsCluster"),
  /** One cluster for each datacenter: it creates the Workload Clusters of customers. */
  MANAGEMENT_CLUSTER("ManagementCluster");

  private final String text;

  StackKind(String text) {
    this.text = text;
  }

  /** Returns the {@code kind} in stack files. */
  public String text() {
    return text;
  }
}
