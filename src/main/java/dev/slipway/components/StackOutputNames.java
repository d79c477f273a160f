package dev.slipway.components;

/** Names of stack outputs that the program of another stack reads. */
final class StackOutputNames {
  /** The URL of a cluster's API. It is as old as Slipway. */
  static final String API_SERVER = "apiServer";

  /** The certificate of the authority of a cluster's API. */
  static final String AUTHORITY = "certificateAuthorityPem";

  /** The name of that certificate in states of early commits of version 0.1. */
  static final String FORMER_AUTHORITY = "certificateAuthority";

  /** The kubeconfig that Ops stacks exported before docs/adr/0034. */
  static final String REGISTRAR = "registrarKubeconfig";

  private StackOutputNames() {}
}
