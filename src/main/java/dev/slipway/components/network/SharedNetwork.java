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

/**
 * The existing network of a stack whose network kind is {@code shared}. It is looked up with its
 * IPv4 subnet; nothing is created.
 */
public final class SharedNetwork extends Component {
  private final NetworkRefs refs;

  /** Looks up the network of {@code plan} by its name. */
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

  /** Returns the ids of network and subnet. */
  public NetworkRefs refs() {
    return refs;
  }
}
