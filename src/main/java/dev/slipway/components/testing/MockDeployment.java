package dev.slipway.components.testing;

import com.pulumi.Context;
import com.pulumi.resources.ResourceTransformation;
import com.pulumi.test.Mocks;
import com.pulumi.test.PulumiTest;
import com.pulumi.test.TestOptions;
import com.pulumi.test.TestResult;
import dev.slipway.cloud.ApplicationCredential;
import dev.slipway.cloud.CloudsYamlEntry;
import dev.slipway.components.ResourcePolicy;
import dev.slipway.components.StackProgram;
import dev.slipway.components.ThirdPartyManifests;
import dev.slipway.components.cluster.AuditAuthority;
import dev.slipway.components.extension.ClusterExtension;
import dev.slipway.components.extension.DeployedCluster;
import dev.slipway.components.gitops.AgeKey;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.value.StackKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs a stack's program against an in-memory engine, which creates nothing. Tests read the
 * resources that it registered, and the build creates the class archive from such a run.
 */
public final class MockDeployment implements Mocks {
  /** The fields of a service account token, empty. */
  private static final Map<String, Object> SECRET_DATA = Map.of("token", "", "ca.crt", "");

  /** The credential that the programs get. */
  public static final CloudsYamlEntry ENTRY =
      new CloudsYamlEntry(
          "mock",
          "clouds.yaml:1",
          "https://keystone.example.net/v3",
          new ApplicationCredential(
              new ApplicationCredential.CredentialId("credential-id"), "hidden"),
          Optional.of("region"),
          "public",
          Optional.empty());

  private static final ThirdPartyManifests MANIFESTS =
      new ThirdPartyManifests("kind: List", Optional.of(Path.of("argocd.yaml")));

  /** A secrets bundle that has only an empty certificate. */
  public static final String BUNDLE = "certs: {k8s: {crt: ''}}";

  private final List<ResourceArgs> registered = new CopyOnWriteArrayList<>();
  private final List<CallArgs> called = new CopyOnWriteArrayList<>();
  private final List<ResourceTransformation.Args> requested = new CopyOnWriteArrayList<>();

  /** A certificate of no authority. */
  private static final String AUTHORITY =
      """
      -----BEGIN CERTIFICATE-----
      MIIBNDCB56ADAgECAhQ/SbDLIP+1zLamc4t7k1vEDJ/3VjAFBgMrZXAwDzENMAsG
      A1UEAwwEbW9jazAgFw0yNjExMjYwOTU0MDFaGA8yMTI2MTEwMjA5NTQwMVowDzEN
      MAsGA1UEAwwEbW9jazAqMAUGAytlcAMhALta1yu1trVEJWXOXUe5oHL0coe5DIUO
      64X80MeU9rmIo1MwUTAdBgNVHQ4EFgQUdTicKKvZJeIorDNXb2/axik2BRIwHwYD
      VR0jBBgwFoAUdTicKKvZJeIorDNXb2/axik2BRIwDwYDVR0TAQH/BAUwAwEB/zAF
      BgMrZXADQQD9yhiNrWqSG/F6/cXDg7mZ6aXY7y9bSdNHWb3fC1zTyHUsrVxb+wHI
      A9cWPjXbL96QtQPXiNdRBtGWnUJWRuEO
      -----END CERTIFICATE-----
      """;

  private final Set<String> unreadable = new HashSet<>();

  private final Map<String, Object> formerOutputs;

  /** The stack whose program runs. */
  private String stack = "";

  /** The outputs of the Ops stack. */
  private Map<String, Object> opsOutputs = Map.of();

  /** The outputs of the stacks of the Management Clusters, by name; without an entry, complete. */
  private final Map<String, Optional<Map<String, Object>>> managed = new HashMap<>();

  /** Creates the engine of a new stack. */
  public MockDeployment() {
    this(Set.of());
  }

  /** Creates the engine of a stack whose last update wrote these outputs, each an empty text. */
  public MockDeployment(Set<String> formerOutputs) {
    this(formerOutputs.stream().collect(Collectors.toMap(name -> name, name -> "")));
  }

  /** Creates the engine of a stack whose last update wrote these outputs. */
  public MockDeployment(Map<String, Object> formerOutputs) {
    this.formerOutputs = Map.copyOf(formerOutputs);
  }

  /** Replaces the outputs of the Ops stack. */
  public MockDeployment withOpsOutputs(Map<String, Object> outputs) {
    opsOutputs = Map.copyOf(outputs);
    return this;
  }

  /** Replaces the outputs of the stack of a Management Cluster. */
  public MockDeployment withOutputsOf(String stack, Map<String, Object> outputs) {
    managed.put(stack, Optional.of(outputs));
    return this;
  }

  /** Removes the stack of a Management Cluster. */
  public MockDeployment withoutStack(String stack) {
    managed.put(stack, Optional.empty());
    return this;
  }

  /** Makes the state of the stack of a Management Cluster unreadable. */
  public MockDeployment withUnreadableStack(String stack) {
    unreadable.add(stack);
    return this;
  }

  /** Returns the outputs of the stack of an Ops Cluster that another stack reads. */
  public static Map<String, Object> outputsOf(ClusterPlan ops) {
    return Map.of(
        "apiServer",
        ops.endpoint().externalUrl(),
        "certificateAuthorityPem",
        AUTHORITY,
        AgeKey.NAME,
        "AGE-SECRET-KEY-1",
        AuditAuthority.OUTPUT,
        "ca-key eA==\nca eA==");
  }

  /** Runs the program of {@code stack}. */
  public TestResult run(FleetPlan fleet, ClusterPlan stack) {
    return run(fleet, stack, MANIFESTS);
  }

  /** Runs the program of {@code stack} with the given manifests. */
  public TestResult run(FleetPlan fleet, ClusterPlan stack, ThirdPartyManifests manifests) {
    return run(fleet, stack, manifests, List.of());
  }

  /** Runs the program of {@code stack} with the components that extensions add. */
  public TestResult run(FleetPlan fleet, ClusterPlan stack, List<ClusterExtension> extensions) {
    return run(fleet, stack, MANIFESTS, extensions);
  }

  private TestResult run(
      FleetPlan fleet,
      ClusterPlan stack,
      ThirdPartyManifests manifests,
      List<ClusterExtension> extensions) {
    opsOutputs = opsOutputs.isEmpty() ? outputsOfOps(fleet, stack) : opsOutputs;
    ResourcePolicy policy = new ResourcePolicy(stack);
    return run(
        stack,
        policy,
        context -> {
          DeployedCluster cluster = StackProgram.run(context, fleet, stack, manifests, ENTRY);
          StackProgram.extend(cluster, policy, extensions);
        });
  }

  private static Map<String, Object> outputsOfOps(FleetPlan fleet, ClusterPlan stack) {
    return stack.kind() == StackKind.MANAGEMENT_CLUSTER
        ? outputsOf(fleet.opsClusterOf(stack))
        : Map.of();
  }

  /** Runs another program as the one of {@code stack}. */
  public TestResult run(ClusterPlan stack, Consumer<Context> program) {
    return run(stack, new ResourcePolicy(stack), program);
  }

  private TestResult run(ClusterPlan stack, ResourcePolicy policy, Consumer<Context> program) {
    this.stack = stack.name().text();
    TestOptions options =
        new TestOptions.Builder()
            .projectName("slipway")
            .stackName(stack.name().text())
            .resourceTransformations(transformations(stack, policy))
            .build();
    try {
      return PulumiTest.withMocks(this).withOptions(options).runTest(program);
    } finally {
      PulumiTest.cleanup();
    }
  }

  private List<ResourceTransformation> transformations(ClusterPlan stack, ResourcePolicy policy) {
    List<ResourceTransformation> all =
        new ArrayList<>(StackProgram.options(stack, policy).resourceTransformations());
    all.add(this::record);
    return all;
  }

  private Optional<ResourceTransformation.Result> record(ResourceTransformation.Args resource) {
    requested.add(resource);
    return Optional.empty();
  }

  /** Returns the resources with their options, after every transformation of the stack. */
  public List<ResourceTransformation.Args> requested() {
    return List.copyOf(requested);
  }

  /** Returns the components and custom resources in the order of their registration. */
  public List<ResourceArgs> registered() {
    return List.copyOf(registered);
  }

  /** Returns the calls of functions of providers. */
  public List<CallArgs> called() {
    return List.copyOf(called);
  }

  @Override
  public CompletableFuture<ResourceResult> newResourceAsync(ResourceArgs args) {
    registered.add(args);
    Map<String, Object> state = new HashMap<>(args.inputs);
    state.put("stdout", stdout(args));
    if (args.type.equals("kubernetes:core/v1:Secret")) {
      state.putIfAbsent("data", SECRET_DATA);
    }
    if (args.type.equals("pulumi:pulumi:StackReference")) {
      state.put("outputs", opsOutputs);
      state.put("secretOutputNames", List.of(AgeKey.NAME, AuditAuthority.OUTPUT));
    }
    return CompletableFuture.completedFuture(
        ResourceResult.of(Optional.of(args.name + "-id"), state));
  }

  /** Returns the output of a command; those that programs read have their format. */
  private static String stdout(ResourceArgs args) {
    if (args.inputs.get("environment") instanceof Map<?, ?> variables
        && variables.get("NODES") instanceof String names
        && variables.containsKey("YEARS")) {
      return Stream.concat(Stream.of("ca-key", "ca"), Stream.of(names.split(" ")))
          .map(name -> name + " eA==")
          .collect(Collectors.joining("\n"));
    }
    if (args.type.equals("command:local:Command") && args.name.contains("audit")) {
      return "ca-key eA==\nca eA==\ncertificate eA==\nkey eA==";
    }
    return args.name.endsWith("-talos-bundle") ? BUNDLE : args.name + " stdout";
  }

  @Override
  public CompletableFuture<Map<String, Object>> callAsync(CallArgs args) {
    called.add(args);
    return args.token.equals("pulumi:pulumi:readStackOutputs")
        ? outputs(stackName(args))
        : CompletableFuture.completedFuture(Map.of("id", args.token + "-id"));
  }

  /** Reads the field by its name: its type is in Guava, which the compiler does not have. */
  private static String stackName(CallArgs args) {
    try {
      Map<?, ?> arguments = (Map<?, ?>) CallArgs.class.getField("args").get(args);
      return String.valueOf(arguments.get("name"));
    } catch (ReflectiveOperationException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  /** Returns the outputs of a stack, or fails as the engine does. */
  private CompletableFuture<Map<String, Object>> outputs(String qualified) {
    String name = qualified.substring(qualified.lastIndexOf('/') + 1);
    if (unreadable.contains(name)) {
      return CompletableFuture.failedFuture(new IllegalStateException("the backend is away"));
    }
    Optional<Map<String, Object>> outputs =
        name.equals(stack)
            ? Optional.of(formerOutputs)
            : managed.getOrDefault(
                name, Optional.of(Map.of("argocdCertificateAuthority", AUTHORITY)));
    return outputs
        .<CompletableFuture<Map<String, Object>>>map(
            found -> CompletableFuture.completedFuture(Map.of("outputs", found)))
        .orElseGet(
            () ->
                CompletableFuture.failedFuture(
                    new IllegalStateException("unknown stack \"%s\"".formatted(qualified))));
  }
}
