package dev.slipway.drift;

import dev.slipway.drift.live.LivePort;
import dev.slipway.drift.live.LiveProject;
import dev.slipway.drift.live.LiveRoute;
import dev.slipway.drift.live.LiveRouter;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.RouterPlan;
import java.util.List;
import java.util.stream.Collectors;

/** Compares routers, their interfaces and their routes. */
record RouterDrift(
    LiveProject live,
    ClusterPlan plan,
    PlannedObjects planned,
    FixCommands fixes,
    FindingCollector findings) {
  void compare() {
    for (LiveRouter router : live.routers()) {
      if (router.projectId().equals(live.id())) {
        router.routes().forEach(route -> unknown(router, route));
        if (planned.router().filter(router::equals).isEmpty()) {
          unknown(router);
        }
      }
    }
    List<LivePort> interfaces = live.ports().stream().filter(this::isRelevantInterface).toList();
    interfaces.stream().filter(port -> !isPlanned(port)).forEach(this::unknown);
    if (live.hasRouters()) {
      plan.network().router().ifPresent(one -> comparePlanned(one, interfaces));
    }
  }

  private void comparePlanned(RouterPlan plannedRouter, List<LivePort> interfaces) {
    String where = "router " + plan.name();
    if (planned.router().isEmpty()) {
      findings.addMissing(where, fixes);
      return;
    }
    LiveRouter router = planned.router().get();
    if (!router.externalAddresses().contains(plannedRouter.externalIp().toPrefix())) {
      findings.add(
          DriftKind.CHANGED_ROUTER,
          where,
          router.id(),
          "external address " + plannedRouter.externalIp(),
          externalAddresses(router),
          fixes.pulumi());
    }
    if (interfaces.stream().noneMatch(this::isPlanned)) {
      findings.addMissing("interface %s of %s".formatted(plannedRouter.gateway(), where), fixes);
    }
  }

  /** A port of the project, or of any project in the planned network, that connects a router. */
  private boolean isRelevantInterface(LivePort port) {
    boolean connectsRouter =
        port.deviceOwner().startsWith("network:router_interface")
            || port.deviceOwner().equals("network:ha_router_replicated_interface");
    boolean isHere =
        port.projectId().equals(live.id())
            || planned.network().filter(port.networkId()::equals).isPresent();
    return connectsRouter && isHere;
  }

  private boolean isPlanned(LivePort port) {
    return planned.router().filter(router -> router.id().equals(port.deviceId())).isPresent()
        && planned.network().filter(port.networkId()::equals).isPresent()
        && plan.network()
            .router()
            .filter(router -> port.addresses().equals(List.of(router.gateway().toString())))
            .isPresent();
  }

  private void unknown(LiveRouter router) {
    findings.add(
        DriftKind.UNKNOWN_ROUTER,
        where(router),
        router.id(),
        "no such router",
        externalAddresses(router),
        fixes.deleteRouter(router.id()));
  }

  private void unknown(LiveRouter router, LiveRoute route) {
    findings.add(
        DriftKind.UNKNOWN_ROUTE,
        where(router),
        router.id(),
        "no route",
        route.toString(),
        fixes.removeRoute(router.id(), route));
  }

  private void unknown(LivePort port) {
    String router =
        live.routers().stream()
            .filter(one -> one.id().equals(port.deviceId()))
            .map(RouterDrift::where)
            .findFirst()
            .orElse("router " + port.deviceId());
    findings.add(
        DriftKind.UNKNOWN_ROUTER_INTERFACE,
        router,
        port.id(),
        "no such interface",
        "%s in network %s"
            .formatted(String.join(", ", port.addresses()), live.networkName(port.networkId())),
        fixes.removeRouterInterface(port.deviceId(), port.id()));
  }

  private static String externalAddresses(LiveRouter router) {
    return router.externalAddresses().isEmpty()
        ? "no external address"
        : router.externalAddresses().stream()
            .map(Object::toString)
            .collect(Collectors.joining(", ", "external address ", ""));
  }

  private static String where(LiveRouter router) {
    return "router " + router.name();
  }
}
