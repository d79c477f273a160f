package dev.slipway.change;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A program on a server that restarts or reloads when its part of the configuration changes. */
public enum RestartedProgram {
  API_SERVER("API server restarts"),
  CONTROLLER_MANAGER("controller manager restarts"),
  KUBELET("kubelet restarts"),
  HAPROXY("HAProxy reloads"),
  KEEPALIVED("keepalived reloads");

  /**
   * Beginnings of paths, with the programs that read what is below. etcd is not among them: its new
   * settings wait for the next boot. Source: Talos 1.12 and 1.14, {@code
   * control_plane_static_pod.go} and {@code kubelet_config.go} in {@code controllers}.
   */
  private static final Map<String, List<RestartedProgram>> BY_PATH =
      Map.ofEntries(
          Map.entry("cluster.apiServer", List.of(API_SERVER)),
          Map.entry("cluster.controllerManager", List.of(CONTROLLER_MANAGER)),
          Map.entry("cluster.network", List.of(API_SERVER, KUBELET)),
          Map.entry("machine.kubelet", List.of(KUBELET)),
          Map.entry("KubeAPIServerConfig", List.of(API_SERVER)),
          Map.entry("KubeAuthenticationConfig", List.of(API_SERVER)),
          Map.entry("KubeAuditPolicyConfig", List.of(API_SERVER)),
          Map.entry("KubeAdmissionControlConfig", List.of(API_SERVER)),
          Map.entry("KubeControllerManagerConfig", List.of(CONTROLLER_MANAGER)),
          Map.entry("KubeNetworkConfig", List.of(API_SERVER, KUBELET)),
          Map.entry("KubeNodeConfig.nodeIP", List.of(KUBELET)),
          Map.entry("KubeNodeConfig.taints", List.of(KUBELET)),
          Map.entry("KubeletConfig", List.of(KUBELET)),
          Map.entry("haproxy.cfg", List.of(HAPROXY)),
          Map.entry("keepalived.conf", List.of(KEEPALIVED)));

  private final String text;

  RestartedProgram(String text) {
    this.text = text;
  }

  /** Returns the programs that restart when these paths change. */
  static Set<RestartedProgram> of(List<String> paths) {
    EnumSet<RestartedProgram> programs = EnumSet.noneOf(RestartedProgram.class);
    BY_PATH.forEach(
        (beginning, readers) -> {
          if (paths.stream().anyMatch(path -> DocumentPaths.isBelow(path, beginning))) {
            programs.addAll(readers);
          }
        });
    return programs;
  }

  /** Returns what happens, for reports. */
  public String text() {
    return text;
  }
}
