package dev.slipway.components;

import com.pulumi.openstack.networking.SecGroupRuleArgs;
import com.pulumi.resources.Resource;
import com.pulumi.resources.ResourceTransformation;
import dev.slipway.components.base.Component;
import dev.slipway.components.cluster.FixedInputs;
import dev.slipway.plan.model.ClusterPlan;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A check of every resource before its registration, whichever component creates it. Data of
 * production is protected, no update replaces or rebuilds a server or moves its address, each
 * security group rule has a description and a remote side, and nothing belongs to another
 * environment. A resource that violates this stops the program.
 */
public final class ResourcePolicy implements ResourceTransformation {
  /**
   * Prefixes of the types without data: their objects can be created again from stack files and
   * Git. Every other type counts as a type with data, even if Slipway does not use it yet.
   */
  private static final List<String> TYPES_WITHOUT_DATA =
      List.of(
          "pulumi:",
          "slipway:",
          "kubernetes:",
          "openstack:networking/",
          "openstack:loadbalancer/",
          "openstack:compute/serverGroup:");

  /** Prefixes of the types that have data although their provider's others have none. */
  private static final List<String> TYPES_WITH_DATA =
      List.of("kubernetes:core/v1:PersistentVolume");

  private static final String OPENSTACK = "openstack:";

  /** Prefixes of OpenStack's types that open no way to a server. */
  private static final List<String> FREE =
      List.of("openstack:dns/", "openstack:objectstorage/", "openstack:keymanager/");

  private static final String COMPONENTS = ResourcePolicy.class.getPackageName() + ".";

  private final ClusterPlan plan;
  private volatile boolean planIsComplete;

  /** Creates the policy of the stack of {@code plan}. */
  public ResourcePolicy(ClusterPlan plan) {
    this.plan = plan;
  }

  @Override
  public Optional<Result> apply(Args args) {
    checkEnvironment(args.resource());
    if (planIsComplete) { // a resource of an extension; the other refusals are about Slipway's own
      checkIsPlanned(args);
    }
    if (args.args() instanceof SecGroupRuleArgs rule) {
      checkRule(args.resource(), rule);
    }
    checkFixedInputs(args);
    if (plan.environment().isProduction() && !args.options().isProtect() && mayHoldData(args)) {
      throw refusal(
          args.resource(),
          "may hold data of production and is not protected; protect it, or declare it replaceable"
              + " in the component that creates it");
    }
    checkIsPlanned(args);
    return Optional.empty();
  }

  private void checkFixedInputs(Args args) {
    Set<String> missing = new TreeSet<>(FixedInputs.of(args.resource()));
    args.options().getIgnoreChanges().forEach(missing::remove);
    if (!missing.isEmpty()) {
      throw refusal(
          args.resource(),
          "would be replaced, rebuilt, resized or moved by a change of %s; ignore changes of them (FixedInputs)"
              .formatted(String.join(", ", missing)));
    }
  }

  private static boolean mayHoldData(Args args) {
    String type = typeOf(args);
    boolean hasData =
        TYPES_WITHOUT_DATA.stream().noneMatch(type::startsWith)
            || TYPES_WITH_DATA.stream().anyMatch(type::startsWith);
    return hasData && !isDeclaredReplaceable(args.resource(), args.options().getParent());
  }

  private static boolean isDeclaredReplaceable(Resource resource, Optional<Resource> parent) {
    return parent.isPresent()
        && parent.get() instanceof Component component
        && component.isReplaceable(resource.pulumiResourceName());
  }

  private void checkEnvironment(Resource resource) {
    plan.environment()
        .otherIn(resource.pulumiResourceName())
        .ifPresent(
            other -> {
              throw refusal(
                  resource,
                  "belongs to environment %s; a stack creates resources of its own environment only"
                      .formatted(other.text()));
            });
  }

  /** Refuses every further resource that only a plan may contain, whatever its parent is. */
  void planIsComplete() {
    planIsComplete = true;
  }

  /** A stack's project contains only what its plan contains; docs/adr/0032. */
  private void checkIsPlanned(Args args) {
    boolean isPlanned =
        !planIsComplete
            && args.options().getParent().filter(ResourcePolicy::isOfSlipway).isPresent();
    String type = typeOf(args);
    if (!isPlanned && type.startsWith(OPENSTACK) && FREE.stream().noneMatch(type::startsWith)) {
      throw refusal(
          args.resource(),
          "is not in the plan, so no check would see it; declare a connection, or a pool of servers"
              + " in the stack file");
    }
  }

  /** A component of an extension may extend {@link Component} too. */
  private static boolean isOfSlipway(Resource parent) {
    return parent.getClass().getName().startsWith(COMPONENTS);
  }

  private static String typeOf(Args args) {
    return args.resource().pulumiResourceType();
  }

  private void checkRule(Resource resource, SecGroupRuleArgs rule) {
    if (rule.description().isEmpty()) {
      throw refusal(resource, "has no description; give the reason for the rule");
    }
    if (rule.remoteIpPrefix().isEmpty() && rule.remoteGroupId().isEmpty()) {
      throw refusal(
          resource,
          "has no remote side, so it allows every address; set remoteIpPrefix or remoteGroupId");
    }
  }

  private IllegalStateException refusal(Resource resource, String problem) {
    return new IllegalStateException(
        "stack %s: %s %s %s"
            .formatted(
                plan.name(),
                resource.pulumiResourceType(),
                resource.pulumiResourceName(),
                problem));
  }
}
