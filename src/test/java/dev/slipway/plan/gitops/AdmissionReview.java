package dev.slipway.plan.gitops;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;

/** One request as the admission policy sees it; a CEL library evaluates the expressions. */
final class AdmissionReview {
  private static final Cel CEL =
      CelFactory.standardCelBuilder()
          .addVar("request", SimpleType.DYN)
          .addVar("object", SimpleType.DYN)
          .addVar("oldObject", SimpleType.DYN)
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .build();

  private static final Map<String, CelRuntime.Program> PROGRAMS = new HashMap<>();

  private static final Map<String, Object> PLAIN_POD =
      Map.of("spec", Map.of("containers", List.of(Map.of("name", "x"))));

  /** An object that meets the rules of every kind. */
  static final Map<String, Object> PLAIN =
      Map.of(
          "metadata",
          Map.of("labels", Map.of()),
          "spec",
          Map.of(
              "type",
              "ClusterIP",
              "template",
              PLAIN_POD,
              "jobTemplate",
              Map.of("spec", Map.of("template", PLAIN_POD))));

  private final Map<String, Object> request;
  private final Map<String, Object> values;

  private AdmissionReview(Map<String, Object> request, Object object, Object oldObject) {
    this.request = request;
    this.values = Map.of("request", request, "object", object, "oldObject", oldObject);
  }

  /** A request about one object; the namespace is empty for an object of the cluster. */
  AdmissionReview(String operation, String resource, String namespace, Object object) {
    this(request(operation, resource, namespace), object, object);
  }

  /** Returns the same request about an object of a name. */
  AdmissionReview named(String name) {
    Map<String, Object> named = new HashMap<>(request);
    named.put("name", name);
    return new AdmissionReview(
        named,
        Objects.requireNonNull(values.get("object")),
        Objects.requireNonNull(values.get("oldObject")));
  }

  /** Returns an update in the namespace {@code site}. */
  static AdmissionReview update(String resource, Object before, Object after) {
    return new AdmissionReview(request("UPDATE", resource, "site"), after, before);
  }

  private static Map<String, Object> request(String operation, String resource, String namespace) {
    String[] parts = resource.split("/", 3);
    Map<String, Object> request = new HashMap<>();
    request.put("operation", operation);
    request.put("resource", Map.of("group", parts[0], "resource", parts[1]));
    if (parts.length == 3) {
      request.put("subResource", parts[2]);
    }
    if (!namespace.isEmpty()) {
      request.put("namespace", namespace);
    }
    return request;
  }

  /** Returns the message of the first rule that refuses the request. */
  Optional<String> refusal(AdmissionPolicy policy) {
    for (AdmissionPolicy.Rule rule : policy.rules()) {
      if (!isMet(withVariables(policy, rule.expression()))) {
        return Optional.of(rule.message());
      }
    }
    return Optional.empty();
  }

  /** An error refuses the request, because the policy's failurePolicy is Fail. */
  private boolean isMet(String expression) {
    try {
      return program(expression).eval(values).equals(true);
    } catch (CelEvaluationException error) {
      return false;
    }
  }

  private static synchronized CelRuntime.Program program(String expression) {
    return PROGRAMS.computeIfAbsent(
        expression,
        text -> {
          try {
            return CEL.createProgram(CEL.compile(text).getAst());
          } catch (CelValidationException | CelEvaluationException invalid) {
            throw new AssertionError(text, invalid);
          }
        });
  }

  /** Replaces each variable by its expression: an API server evaluates it where it is used. */
  private static String withVariables(AdmissionPolicy policy, String expression) {
    String text = expression;
    List<AdmissionPolicy.Variable> variables = new ArrayList<>(policy.variables());
    Collections.reverse(variables);
    for (AdmissionPolicy.Variable one : variables) {
      text =
          text.replaceAll(
              "variables\\." + one.name() + "\\b",
              Matcher.quoteReplacement("(" + one.expression() + ")"));
    }
    return text;
  }
}
