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
import dev.slipway.plan.gitops.ArgoCdAdmission;
import java.util.List;

/** The admission policy for what Argo CD writes, and its binding. */
final class ArgoCdAdmissionObjects extends Component {
  private final Output<String> created;

  /** Creates them in the cluster of the parent's Kubernetes provider. */
  ArgoCdAdmissionObjects(String name, List<String> namespaces, Component parent) {
    super("gitops:ArgoCdAdmission", name, parent, List.of());
    ValidatingAdmissionPolicy policy =
        new ValidatingAdmissionPolicy(
            childName("policy"),
            ValidatingAdmissionPolicyArgs.builder().metadata(meta()).spec(spec(namespaces)).build(),
            child().build());
    ValidatingAdmissionPolicyBinding binding =
        new ValidatingAdmissionPolicyBinding(
            childName("binding"),
            ValidatingAdmissionPolicyBindingArgs.builder()
                .metadata(meta())
                .spec(
                    ValidatingAdmissionPolicyBindingSpecArgs.builder()
                        .policyName(ObjectName.of(policy.metadata(), ArgoCdAdmission.NAME))
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

  private static ValidatingAdmissionPolicySpecArgs spec(List<String> namespaces) {
    return ValidatingAdmissionPolicySpecArgs.builder()
        .failurePolicy("Fail")
        .matchConstraints(MatchResourcesArgs.builder().resourceRules(everything()).build())
        .matchConditions(
            MatchConditionArgs.builder()
                .name("argocd")
                .expression(ArgoCdAdmission.CONDITION)
                .build())
        .variables(
            ArgoCdAdmission.variables().stream().map(ArgoCdAdmissionObjects::variable).toList())
        .validations(
            ArgoCdAdmission.rules(namespaces).stream()
                .map(ArgoCdAdmissionObjects::validation)
                .toList())
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

  private static VariableArgs variable(ArgoCdAdmission.Variable variable) {
    return VariableArgs.builder().name(variable.name()).expression(variable.expression()).build();
  }

  private static ValidationArgs validation(ArgoCdAdmission.Rule rule) {
    return ValidationArgs.builder()
        .expression(rule.expression())
        .message(rule.message())
        .reason("Forbidden")
        .build();
  }

  private static ObjectMetaArgs meta() {
    return ObjectMetaArgs.builder().name(ArgoCdAdmission.NAME).build();
  }
}
