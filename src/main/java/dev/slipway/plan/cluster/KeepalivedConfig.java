package dev.slipway.plan.cluster;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.EndpointPlan.HaproxyPair;
import dev.slipway.plan.model.ServerPlan;
import dev.slipway.value.Traffic;

/**
 * Configuration of keepalived, which moves the virtual IP between the load balancers of a pair.
 * VRRP uses unicast, because clouds do not support multicast. Source: keepalived.conf(5).
 */
final class KeepalivedConfig {
  static final String FILE = "/etc/keepalived/keepalived.conf";

  /** Priority of the first load balancer; the second is one step below. */
  private static final int HIGHEST_PRIORITY = 100;

  private static final int PRIORITY_STEP = 10;

  /** The standby takes over after three missed advertisements, in less than two seconds. */
  private static final String TEXT =
      """
      global_defs {
        router_id %1$s
        vrrp_version 3
        enable_script_security
        script_user root
      }
      vrrp_script haproxy {
        script "/usr/bin/timeout 1 /bin/bash -c '</dev/tcp/127.0.0.1/%2$d'"
        interval 1
        fall 2
        rise 2
      }
      vrrp_instance endpoint {
        state BACKUP
        interface %3$s
        virtual_router_id 51
        priority %4$d
        advert_int 0.5
        unicast_src_ip %5$s
        unicast_peer {
          %6$s
        }
        virtual_ipaddress {
          %7$s/%8$d
        }
        track_script {
          haproxy
        }
      }
      """;

  private KeepalivedConfig() {}

  /** Returns keepalived.conf of one load balancer. */
  static String text(ClusterPlan cluster, HaproxyPair pair, ServerPlan server) {
    int index = pair.servers().indexOf(server);
    ServerPlan other = pair.servers().get(1 - index);
    return TEXT.formatted(
        server.name(),
        Traffic.KUBERNETES_API.first(),
        pair.networkInterface(),
        HIGHEST_PRIORITY - index * PRIORITY_STEP,
        server.address(),
        other.address(),
        pair.address(),
        cluster.network().cidr().length());
  }
}
