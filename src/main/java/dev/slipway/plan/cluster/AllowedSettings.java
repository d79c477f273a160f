package dev.slipway.plan.cluster;

import dev.slipway.value.NodeLabel;
import dev.slipway.value.TalosVersion;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The settings that a patch of a program may have: those that neither open a connection nor weaken
 * a node, whatever their value. A setting is added here after a review; docs/adr/0042.
 */
final class AllowedSettings {
  /** Kernel parameters with the sizes of tables and buffers; none is one of KSPP. */
  private static final Set<String> SYSCTLS =
      Set.of(
          "fs.aio-max-nr",
          "fs.file-max",
          "fs.inotify.max_queued_events",
          "fs.inotify.max_user_instances",
          "fs.inotify.max_user_watches",
          "fs.nr_open",
          "net.core.netdev_max_backlog",
          "net.core.rmem_max",
          "net.core.somaxconn",
          "net.core.wmem_max",
          "net.ipv4.neigh.default.gc_thresh1",
          "net.ipv4.neigh.default.gc_thresh2",
          "net.ipv4.neigh.default.gc_thresh3",
          "net.ipv4.tcp_keepalive_intvl",
          "net.ipv4.tcp_keepalive_probes",
          "net.ipv4.tcp_keepalive_time",
          "net.ipv4.tcp_max_syn_backlog",
          "net.ipv4.tcp_rmem",
          "net.ipv4.tcp_wmem",
          "vm.dirty_background_ratio",
          "vm.dirty_ratio",
          "vm.max_map_count",
          "vm.nr_hugepages",
          "vm.swappiness",
          "vm.vfs_cache_pressure");

  private static final Pattern NUMBERS = Pattern.compile("[0-9]{1,19}( [0-9]{1,19}){0,2}");

  /** Modules of storage and graphics; others have had many faults that any pod can reach. */
  private static final List<String> MODULES =
      List.of(
          "btrfs",
          "ceph",
          "dm_crypt",
          "dm_mirror",
          "dm_snapshot",
          "dm_thin_pool",
          "iscsi_tcp",
          "nbd",
          "nvidia",
          "nvidia_drm",
          "nvidia_modeset",
          "nvidia_uvm",
          "nvme_tcp",
          "rbd",
          "zfs");

  private static final String MODULE = "\"(" + String.join("|", MODULES) + ")\"";

  private static final String MODULE_TEXT =
      "of a module, without parameters: " + String.join(", ", MODULES);

  private static final PatchSetting LOGS =
      new PatchSetting(
          "machine.logging.destinations",
          "a list of endpoints as tcp://192.0.2.9:6514, with format json_lines and extraTags",
          (keys, value) -> keys.isEmpty() && LogDestination.areValid(value));

  private static final List<PatchSetting> ONE_DOCUMENT =
      List.of(
          sysctls("machine.sysctls"),
          PatchSetting.of(
              "machine.kernel.modules",
              "a list of maps, each with the name " + MODULE_TEXT,
              Pattern.compile("\\[(\\{\"name\":" + MODULE + "\\},?)+\\]")),
          labels("machine.nodeLabels"),
          kubelet("machine.kubelet.extraConfig"),
          LOGS);

  private static final List<PatchSetting> DOCUMENTS =
      List.of(
          sysctls("SysctlConfig.params"),
          PatchSetting.of(
              "KernelModuleConfig.name", "the name " + MODULE_TEXT, Pattern.compile(MODULE)),
          labels("KubeNodeConfig.labels"),
          kubelet("KubeletConfig.config"),
          LOGS);

  private AllowedSettings() {}

  /** Returns the settings, with the paths of a version of Talos. */
  static List<PatchSetting> of(TalosVersion talos) {
    return talos.hasKubernetesDocuments() ? DOCUMENTS : ONE_DOCUMENT;
  }

  private static PatchSetting sysctls(String path) {
    return new PatchSetting(
        path,
        "texts with numbers for " + String.join(", ", SYSCTLS.stream().sorted().toList()),
        (keys, value) ->
            keys.size() == 1
                && SYSCTLS.contains(keys.get(0))
                && value instanceof String text
                && NUMBERS.matcher(text).matches());
  }

  private static PatchSetting labels(String path) {
    return new PatchSetting(
        path,
        "labels outside of the domains kubernetes.io, k8s.io and slipway.dev, with texts as values",
        (keys, value) ->
            keys.size() == 1 && value instanceof String text && isLabel(keys.get(0), text));
  }

  private static boolean isLabel(String key, String value) {
    try {
      return NodeLabel.parse(key + "=" + value).key().equals(key);
    } catch (IllegalArgumentException invalid) {
      return false;
    }
  }

  private static PatchSetting kubelet(String path) {
    return new PatchSetting(path, KubeletField.expected(), KubeletField::allows);
  }
}
