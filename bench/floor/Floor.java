import com.pulumi.Pulumi;
import com.pulumi.kubernetes.ProviderArgs;

/** A program without a resource that starts the same plugins as Slipway's programs. */
class Floor {
  public static void main(String[] args) {
    Pulumi.run(
        context -> {
          new com.pulumi.openstack.Provider(
              "openstack",
              com.pulumi.openstack.ProviderArgs.builder().cloud(System.getenv("OS_CLOUD")).build());
          new com.pulumi.command.Provider("commands");
          for (int i = 0; i < Integer.parseInt(System.getenv("CLUSTERS")); i++) {
            new com.pulumi.kubernetes.Provider(
                "kubernetes-" + i,
                ProviderArgs.builder().kubeconfig(System.getenv("CLUSTER_" + i)).build());
          }
        });
  }
}
