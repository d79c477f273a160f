package dev.slipway.components.cluster;

import com.pulumi.openstack.networking.Port;
import com.pulumi.resources.ProviderResource;
import dev.slipway.components.base.Component;
import dev.slipway.components.network.ProjectNetwork;
import dev.slipway.components.network.SecurityGroups;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.ServerPlan;
import dev.slipway.plan.model.ServerRole;
import java.util.List;

/** The shipped components of a cluster that packets pass: everything but the servers. */
public final class Segment extends Component {

  public Segment(ClusterPlan plan, List<? extends ProviderResource> providers) {
    super("cluster:Segment", plan.name().text(), providers);
    ProjectNetwork.NetworkRefs network =
        new ProjectNetwork(name(), plan.network(), plan.network().router().orElseThrow(), this)
            .refs();
    SecurityGroups groups = new SecurityGroups(name(), plan.securityGroups(), this);
    DefaultSecurityGroupCommand.clear(plan, child());
    Ports ports = new Ports(plan, network, groups, this::child);
    for (ServerPlan node : plan.servers()) {
      Port port = ports.of(node);
      if (node.role() == ServerRole.LOAD_BALANCER) {
        new EndpointFloatingIp(childName("floating-ip"), plan, network, this::child)
            .attach(port.id());
      }
    }
    complete();
  }

  @Override
  public boolean isReplaceable(String resource) {
    return true;
  }
}
