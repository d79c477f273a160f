package dev.slipway.components.cluster;

import com.pulumi.openstack.networking.Port;
import com.pulumi.resources.ProviderResource;
import dev.slipway.components.base.Component;
import dev.slipway.components.network.OpenStackNetwork;
import dev.slipway.components.network.SecurityGroups;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.ServerPlan;
import dev.slipway.plan.model.ServerRole;
import dev.slipway.plan.security.FleetPlan;
import java.util.List;

/** Of a cluster, what packets meet, by the shipped components: all but the servers themselves. */
public final class Segment extends Component {

  public Segment(FleetPlan fleet, ClusterPlan plan, List<? extends ProviderResource> providers) {
    super("cluster:Segment", plan.name().text(), providers);
    OpenStackNetwork.Refs network =
        new OpenStackNetwork(name(), plan.network(), plan.network().router().orElseThrow(), this)
            .refs();
    SecurityGroups groups = new SecurityGroups(name(), fleet.securityGroups(plan), this);
    DefaultGroup.close(plan, child());
    Ports ports = new Ports(plan, network, groups, this::child);
    for (ServerPlan node : plan.servers()) {
      Port port = ports.of(node);
      if (node.role() == ServerRole.LOAD_BALANCER) {
        EndpointAddress.attach(childName("floating-ip"), plan, port.id(), network, child());
      }
    }
    finished();
  }
}
