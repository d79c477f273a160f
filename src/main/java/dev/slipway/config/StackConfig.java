package dev.slipway.config;

import dev.slipway.value.AuditLogSize;
import dev.slipway.value.CloudName;
import dev.slipway.value.DnsLabel;
import dev.slipway.value.DnsName;
import dev.slipway.value.Environment;
import dev.slipway.value.GlanceImage;
import dev.slipway.value.HttpsUrl;
import dev.slipway.value.StackKind;
import dev.slipway.value.TalosVersion;
import dev.slipway.value.Version;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A stack file: the cluster of one OpenStack project.
 *
 * @param kind {@code OpsCluster}: the cluster with the Argo CD of its environment; {@code
 *     ManagementCluster}: the cluster of a datacenter
 * @param environment environment of the stack; must match the file name and the values that contain
 *     an environment
 * @param datacenter name of the datacenter. The file of an OpsCluster is named ENVIRONMENT.yaml,
 *     any other ENVIRONMENT-DATACENTER.yaml
 * @param cloud name of the entry in clouds.yaml: one OpenStack project and its application
 *     credential. Must contain the environment; no two stacks may use the same
 * @param project the OpenStack project that the entry must belong to
 * @param state the state backend and secrets provider of all stacks of the environment. Default:
 *     none, and then an update does not check them
 * @param onlyEnvironment whether the fleet has no other environment yet. Only in staging.yaml, and
 *     only {@code true}; without it the files of staging and production are required, because they
 *     are compared with each other. Remove it when those of production come. Default: not set
 * @param network the cluster's network
 * @param endpoint the load balancer of the Kubernetes and Talos APIs
 * @param kubernetes Kubernetes version. At most one minor version from the OpsCluster's; in
 *     production not newer than in staging
 * @param talos Talos version, without its image. In production not newer than in staging
 * @param image the Talos image in Glance: its name, or its name and id, {@code NAME@ID}. Production
 *     requires the id, because other images can have the same name
 * @param cilium release of Cilium, the cluster's network plugin. In production not newer than in
 *     staging
 * @param controlPlane the control-plane nodes
 * @param workers pools of worker nodes by name; at least one
 * @param diskEncryption the encryption of the nodes' disks. A running cluster keeps it. Default:
 *     disks are not encrypted
 * @param registryMirrors URL of a mirror by the host name of the registry. Nodes pull from the
 *     mirror first. A URL with a path is used as it is, so it must contain {@code /v2}. Default: no
 *     mirrors
 * @param access the clients that may use the Kubernetes and Talos APIs
 * @param identity the OpenID Connect issuer of the users
 * @param audit the recording of requests to the Kubernetes API. Default: the defaults of its keys
 * @param gitops the Argo CD of the environment
 */
public record StackConfig(
    StackKind kind,
    Environment environment,
    DnsLabel datacenter,
    CloudName cloud,
    ProjectConfig project,
    @Nullable StateConfig state,
    @Nullable Boolean onlyEnvironment,
    NetworkConfig network,
    EndpointConfig endpoint,
    Version kubernetes,
    TalosVersion talos,
    GlanceImage image,
    CiliumConfig cilium,
    ControlPlaneConfig controlPlane,
    Map<DnsLabel, NodePoolConfig> workers,
    @Nullable DiskEncryptionConfig diskEncryption,
    @Nullable Map<DnsName, HttpsUrl> registryMirrors,
    AccessConfig access,
    IdentityConfig identity,
    @Nullable AuditConfig audit,
    @Nullable GitOpsConfig gitops) {

  /** Copies the mappings. */
  public StackConfig {
    workers = ReadOnly.map(workers);
    registryMirrors = ReadOnly.map(registryMirrors);
  }

  /** Returns the size of the audit log of an API server. */
  public AuditLogSize auditLogOrDefault() {
    return audit == null || audit.log() == null ? AuditLogConfig.DEFAULT : audit.log().size();
  }
}
