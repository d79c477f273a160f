package dev.slipway.plan.cluster;

import dev.slipway.value.NodeLabel;
import dev.slipway.value.TalosVersion;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The settings that a patch of a program may have: those that neither open a connection nor weaken
 * a node, whatever their value. A setting is added here after a review; docs/adr/0042.
 */
final class AllowedSettings {
  /**
   * Kernel parameters with the sizes of tables and buffers, with the kernel's default, which is the
   * least value; none is one of KSPP. Source: Documentation/admin-guide/sysctl of Linux.
   */
  private static final Map<String, Integer> SYSCTLS =
      Map.ofEntries(
          Map.entry("fs.aio-max-nr", 65_536),
          Map.entry("fs.inotify.max_queued_events", 16_384),
          Map.entry("fs.inotify.max_user_instances", 128),
          Map.entry("fs.inotify.max_user_watches", 8_192),
          Map.entry("fs.nr_open", 1_048_576),
          Map.entry("net.core.netdev_max_backlog", 1_000),
          Map.entry("net.core.rmem_max", 212_992),
          Map.entry("net.core.somaxconn", 4_096),
          Map.entry("net.core.wmem_max", 212_992),
          Map.entry("net.ipv4.neigh.default.gc_thresh1", 128),
          Map.entry("net.ipv4.neigh.default.gc_thresh2", 512),
          Map.entry("net.ipv4.neigh.default.gc_thresh3", 1_024),
          Map.entry("net.ipv4.tcp_max_syn_backlog", 128),
          Map.entry("vm.max_map_count", 65_530));

  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,9}");

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
        "texts with a number from the kernel's default to 2147483647 for "
            + String.join(", ", SYSCTLS.keySet().stream().sorted().toList()),
        (keys, value) ->
            keys.size() == 1 && value instanceof String text && isSysctl(keys.get(0), text));
  }

  private static boolean isSysctl(String name, String value) {
    Integer least = SYSCTLS.get(name);
    return least != null
        && NUMBER.matcher(value).matches()
        && Long.parseLong(value) >= least
        && Long.parseLong(value) <= Integer.MAX_VALUE;
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
