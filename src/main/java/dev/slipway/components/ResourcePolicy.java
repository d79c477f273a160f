package dev.slipway.components;

import com.pulumi.openstack.networking.SecGroupRuleArgs;
import com.pulumi.resources.Resource;
import com.pulumi.resources.ResourceTransformation;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.ServerPlan;
import dev.slipway.value.Environment;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Looks at every resource before it is registered, whoever wrote the component that makes it:
 * nothing unprotected that holds production's state, no security group rule without a reason and a
 * remote side, nothing of another environment. A refusal ends the program.
 */
public final class ResourcePolicy implements ResourceTransformation {
  private final ClusterPlan plan;
  private final Set<String> stateful = new HashSet<>();

  /** Guards the stack of {@code plan}. */
  public ResourcePolicy(ClusterPlan plan) {
    this.plan = plan;
    plan.controlPlane().stream().map(ServerPlan::name).forEach(stateful::add);
    stateful.add(plan.name() + "-talos-bundle");
  }

  @Override
  public Optional<Result> apply(Args args) {
    environment(args.resource());
    if (args.args() instanceof SecGroupRuleArgs rule) {
      securityGroupRule(args.resource(), rule);
    }
    boolean holdsState = stateful.contains(args.resource().pulumiResourceName());
    if (holdsState && plan.environment().isProduction() && !args.options().isProtect()) {
      throw refusal(args.resource(), "holds state of production and is not protected");
    }
    return Optional.empty();
  }

  private void environment(Resource resource) {
    Arrays.stream(Environment.values())
        .filter(other -> other != plan.environment())
        .filter(other -> other.occursIn(resource.pulumiResourceName()))
        .filter(other -> !plan.environment().occursIn(resource.pulumiResourceName()))
        .findFirst()
        .ifPresent(
            other -> {
              throw refusal(resource, "is of environment " + other.text());
            });
  }

  private void securityGroupRule(Resource resource, SecGroupRuleArgs rule) {
    if (rule.description().isEmpty()) {
      throw refusal(resource, "has no description: nobody could say why it is open");
    }
    if (rule.remoteIpPrefix().isEmpty() && rule.remoteGroupId().isEmpty()) {
      throw refusal(resource, "names no remote side: it would be open to everybody");
    }
  }

  private IllegalStateException refusal(Resource resource, String why) {
    return new IllegalStateException(
        "stack "
            + plan.name()
            + ": "
            + resource.pulumiResourceType()
            + " "
            + resource.pulumiResourceName()
            + " "
            + why
            + "; correct the component that makes it");
  }
}
