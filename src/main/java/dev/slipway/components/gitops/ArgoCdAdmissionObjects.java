package dev.slipway.components.gitops;

import com.pulumi.core.Output;
import com.pulumi.kubernetes.admissionregistration.v1.ValidatingAdmissionPolicy;
import com.pulumi.kubernetes.admissionregistration.v1.ValidatingAdmissionPolicyArgs;
import com.pulumi.kubernetes.admissionregistration.v1.ValidatingAdmissionPolicyBinding;
import com.pulumi.kubernetes.admissionregistration.v1.ValidatingAdmissionPolicyBindingArgs;
import com.pulumi.kubernetes.admissionregistration.v1.inputs.MatchConditionArgs;
import com.pulumi.kubernetes.admissionregistration.v1.inputs.MatchResourcesArgs;
import com.pulumi.kubernetes.admissionregistration.v1.inputs.NamedRuleWithOperationsArgs;
import com.pulumi.kubernetes.admissionregistration.v1.inputs.ValidatingAdmissionPolicyBindingSpecArgs;
import com.pulumi.kubernetes.admissionregistration.v1.inputs.ValidatingAdmissionPolicySpecArgs;
import com.pulumi.kubernetes.admissionregistration.v1.inputs.ValidationArgs;
import com.pulumi.kubernetes.admissionregistration.v1.inputs.VariableArgs;
import com.pulumi.kubernetes.meta.v1.inputs.ObjectMetaArgs;
import dev.slipway.components.base.Component;
import dev.slipway.plan.gitops.AdmissionPolicy;
import java.util.List;

/** The admission policy for what Argo CD writes, and its binding. */
final class ArgoCdAdmissionObjects extends Component {
  private final Output<String> created;

  /** Creates them in the cluster of the parent's Kubernetes provider. */
  ArgoCdAdmissionObjects(String name, AdmissionPolicy policy, Component parent) {
    super("gitops:ArgoCdAdmission", name, parent, List.of());
    ValidatingAdmissionPolicy object =
        new ValidatingAdmissionPolicy(
            childName("policy"),
            ValidatingAdmissionPolicyArgs.builder()
                .metadata(meta(policy))
                .spec(spec(policy))
                .build(),
            child().build());
    ValidatingAdmissionPolicyBinding binding =
        new ValidatingAdmissionPolicyBinding(
            childName("binding"),
            ValidatingAdmissionPolicyBindingArgs.builder()
                .metadata(meta(policy))
                .spec(
                    ValidatingAdmissionPolicyBindingSpecArgs.builder()
                        .policyName(ObjectName.of(object.metadata(), policy.name()))
                        .validationActions("Deny")
                        .build())
                .build(),
            child().build());
    this.created = binding.id();
    complete();
  }

  /** Returns the id of the binding, available after the policy applies. */
  Output<String> created() {
    return created;
  }

  private static ValidatingAdmissionPolicySpecArgs spec(AdmissionPolicy policy) {
    return ValidatingAdmissionPolicySpecArgs.builder()
        .failurePolicy("Fail")
        .matchConstraints(MatchResourcesArgs.builder().resourceRules(everything()).build())
        .matchConditions(
            policy.conditions().stream().map(ArgoCdAdmissionObjects::condition).toList())
        .variables(policy.variables().stream().map(ArgoCdAdmissionObjects::variable).toList())
        .validations(policy.rules().stream().map(ArgoCdAdmissionObjects::validation).toList())
        .build();
  }

  /** An object of a kind that Kubernetes adds later is matched too. */
  private static NamedRuleWithOperationsArgs everything() {
    return NamedRuleWithOperationsArgs.builder()
        .apiGroups("*")
        .apiVersions("*")
        .operations("*")
        .resources("*/*")
        .scope("*")
        .build();
  }

  private static MatchConditionArgs condition(AdmissionPolicy.Variable condition) {
    return MatchConditionArgs.builder()
        .name(condition.name())
        .expression(condition.expression())
        .build();
  }

  private static VariableArgs variable(AdmissionPolicy.Variable variable) {
    return VariableArgs.builder().name(variable.name()).expression(variable.expression()).build();
  }

  private static ValidationArgs validation(AdmissionPolicy.Rule rule) {
    return ValidationArgs.builder()
        .expression(rule.expression())
        .message(rule.message())
        .reason("Forbidden")
        .build();
  }

  private static ObjectMetaArgs meta(AdmissionPolicy policy) {
    return ObjectMetaArgs.builder().name(policy.name()).build();
  }
}
