package dev.slipway.components.network;

import com.pulumi.core.Output;
import com.pulumi.deployment.InvokeOptions;
import com.pulumi.openstack.networking.NetworkingFunctions;
import com.pulumi.openstack.networking.inputs.GetNetworkArgs;
import com.pulumi.openstack.networking.inputs.GetSubnetArgs;
import com.pulumi.openstack.networking.outputs.GetNetworkResult;
import com.pulumi.openstack.networking.outputs.GetSubnetResult;
import dev.slipway.components.base.Component;
import dev.slipway.components.network.ProjectNetwork.NetworkRefs;
import dev.slipway.plan.model.NetworkPlan;
import java.util.List;

/** The network of kind {@code shared}: looked up, with its one subnet of IPv4; nothing is made. */
public final class SharedNetwork extends Component {
  private final NetworkRefs refs;

  /** Finds the network that {@code plan} names. */
  public SharedNetwork(String name, NetworkPlan plan, Component parent) {
    super("network:SharedNetwork", name, parent, List.of());
    InvokeOptions options = InvokeOptions.builder().parent(this).build();
    Output<String> network =
        NetworkingFunctions.getNetwork(GetNetworkArgs.builder().name(plan.name()).build(), options)
            .applyValue(GetNetworkResult::id);
    Output<String> subnet =
        NetworkingFunctions.getSubnet(
                GetSubnetArgs.builder().networkId(network).ipVersion(4).build(), options)
            .applyValue(GetSubnetResult::id);
    this.refs = new NetworkRefs(network, subnet, List.of());
    complete();
  }

  /** Ids of what was found. */
  public NetworkRefs refs() {
    return refs;
  }
}
