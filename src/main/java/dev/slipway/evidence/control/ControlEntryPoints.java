package dev.slipway.evidence.control;

import dev.slipway.evidence.model.EntryPoint;
import dev.slipway.evidence.model.EntryPoint.Kind;
import java.util.Set;

/** Sets of entry points that controls depend on. */
final class ControlEntryPoints {
  static final Set<EntryPoint.Kind> NETWORK = Set.of(Kind.PROJECT);

  /** The network, and the limits of connections on the load balancers. */
  static final Set<EntryPoint.Kind> LIMITED_NETWORK = Set.of(Kind.PROJECT, Kind.LOAD_BALANCER);

  /** Each of them can change a cluster. */
  static final Set<EntryPoint.Kind> CLUSTERS =
      Set.of(Kind.KUBERNETES_API, Kind.TALOS_API, Kind.ARGO_CD);

  static final Set<EntryPoint.Kind> NETWORK_AND_CLUSTERS =
      Set.of(Kind.PROJECT, Kind.KUBERNETES_API, Kind.TALOS_API, Kind.ARGO_CD);

  static final Set<EntryPoint.Kind> EVERY_ENTRY_POINT = Set.of(Kind.values());

  private ControlEntryPoints() {}
}
