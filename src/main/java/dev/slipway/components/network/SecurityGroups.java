package dev.slipway.components.network;

import com.pulumi.core.Output;
import com.pulumi.openstack.networking.SecGroup;
import com.pulumi.openstack.networking.SecGroupArgs;
import com.pulumi.openstack.networking.SecGroupRule;
import com.pulumi.openstack.networking.SecGroupRuleArgs;
import com.pulumi.resources.Resource;
import dev.slipway.components.base.Component;
import dev.slipway.plan.model.SecurityGroupPlan;
import dev.slipway.plan.model.SecurityRule;
import dev.slipway.plan.model.SecurityRule.Remote;
import dev.slipway.value.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** A cluster's security groups and their rules. */
public final class SecurityGroups extends Component {
  private final Map<String, SecGroup> groups = new TreeMap<>();
  private final List<Resource> rules = new ArrayList<>();

  /** Creates all groups, then their rules, because rules refer to groups. */
  public SecurityGroups(String name, List<SecurityGroupPlan> plans, Component parent) {
    super("network:SecurityGroups", name, parent, List.of());
    plans.forEach(this::group);
    plans.forEach(plan -> plan.rules().forEach(rule -> rule(plan, rule)));
    complete();
  }

  /** Returns the id of a group. */
  public Output<String> id(String group) {
    return Objects.requireNonNull(groups.get(group), group).id();
  }

  /** Returns the ids by the groups' names. */
  public Map<String, Output<String>> ids() {
    Map<String, Output<String>> ids = new TreeMap<>();
    groups.forEach((group, resource) -> ids.put(group, resource.id()));
    return ids;
  }

  /** Returns all rules; they must exist before the first packet. */
  public List<Resource> rules() {
    return List.copyOf(rules);
  }

  private void group(SecurityGroupPlan plan) {
    SecGroupArgs args =
        SecGroupArgs.builder()
            .name(plan.name())
            .description(plan.description())
            // Neutron creates rules that allow all egress in each new group.
            .deleteDefaultRules(true)
            .build();
    groups.put(plan.name(), new SecGroup(plan.name(), args, child().build()));
  }

  private void rule(SecurityGroupPlan group, SecurityRule rule) {
    Traffic traffic = rule.traffic();
    SecGroupRuleArgs.Builder args =
        SecGroupRuleArgs.builder()
            .securityGroupId(id(group.name()))
            .direction(rule.direction().name().toLowerCase(Locale.ROOT))
            .ethertype("IPv" + rule.ipVersion())
            .protocol(traffic.protocol().text())
            .description(rule.description());
    // The provider requires both or none. It does not send a 0, which for ICMP allows any code.
    traffic
        .rangeMin()
        .ifPresent(min -> args.portRangeMin(min).portRangeMax(traffic.rangeMax().orElse(0)));
    remote(args, rule.remote());
    // A second rule that differs in its description only is a 409, so the old one is deleted first.
    // A new description would replace the rule and close its port for a moment; docs/adr/0013.
    rules.add(
        new SecGroupRule(
            group.name() + "-" + rule.key(),
            args.build(),
            child().deleteBeforeReplace(true).ignoreChanges("description").build()));
  }

  private void remote(SecGroupRuleArgs.Builder args, Remote remote) {
    if (remote instanceof Remote.Group group) {
      args.remoteGroupId(id(group.name()));
    } else {
      args.remoteIpPrefix(remote.toString());
    }
  }
}
