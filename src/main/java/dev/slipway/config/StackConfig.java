package dev.slipway.config;

import dev.slipway.value.CloudName;
import dev.slipway.value.DnsLabel;
import dev.slipway.value.DnsName;
import dev.slipway.value.Environment;
import dev.slipway.value.HttpsUrl;
import dev.slipway.value.StackKind;
import dev.slipway.value.TalosVersion;
import dev.slipway.value.Version;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One stack file.
 *
 * @param environment agrees with the file's name and with {@code cloud}
 * @param cloud entry in clouds.yaml: one OpenStack project with its own application credential
 * @param image Talos image in Glance
 * @param cilium the pod network
 * @param registryMirrors where images of a registry are asked for first, by the registry's name
 * @param gitops of an OpsCluster only
 */
public record StackConfig(
    StackKind kind,
    Environment environment,
    DnsLabel datacenter,
    CloudName cloud,
    NetworkConfig network,
    EndpointConfig endpoint,
    Version kubernetes,
    TalosVersion talos,
    CloudName image,
    PinnedRelease cilium,
    ControlPlaneConfig controlPlane,
    Map<DnsLabel, NodePoolConfig> workers,
    @Nullable Map<DnsName, HttpsUrl> registryMirrors,
    AccessConfig access,
    IdentityConfig identity,
    @Nullable GitOpsConfig gitops) {}
