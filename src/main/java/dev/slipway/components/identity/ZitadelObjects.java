package dev.slipway.components.identity;

import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.zitadel.ApplicationOidc;
import com.pulumi.zitadel.ApplicationOidcArgs;
import com.pulumi.zitadel.LoginPolicy;
import com.pulumi.zitadel.LoginPolicyArgs;
import com.pulumi.zitadel.Project;
import com.pulumi.zitadel.ProjectArgs;
import com.pulumi.zitadel.ProjectRole;
import com.pulumi.zitadel.ProjectRoleArgs;
import com.pulumi.zitadel.Provider;
import com.pulumi.zitadel.ProviderArgs;
import com.pulumi.zitadel.UserGrant;
import com.pulumi.zitadel.UserGrantArgs;
import dev.slipway.components.base.Component;
import dev.slipway.plan.identity.ZitadelPlan;
import dev.slipway.plan.identity.ZitadelSettings;
import dev.slipway.plan.model.ClusterPlan;
import java.net.URI;
import java.util.List;

/**
 * The objects of an environment in Zitadel. All are protected: without one of them, no user can
 * sign in at any cluster of the environment; docs/adr/0026.
 */
public final class ZitadelObjects extends Component {
  private final ZitadelPlan plan;
  private final String organization;

  /**
   * Creates the roles, the login policy and the grants. The project and the application exist
   * already, because API servers need their ids before they start; they are imported.
   *
   * @param keyFile path of the service user's key. Only the path is in the state
   */
  public ZitadelObjects(ZitadelPlan plan, ClusterPlan.Zitadel zitadel, String keyFile) {
    super(
        "identity:ZitadelObjects",
        plan.environment() + "-zitadel",
        List.of(provider(plan, keyFile)));
    this.plan = plan;
    this.organization = plan.identity().organization();
    Output<String> project = project();
    List<ProjectRole> roles = plan.roles().stream().map(role -> role(project, role)).toList();
    application(project, zitadel.application());
    loginPolicy();
    plan.grants().forEach((user, keys) -> grant(project, roles, user, keys));
    complete();
  }

  private static Provider provider(ZitadelPlan plan, String keyFile) {
    URI issuer = plan.identity().issuer().uri();
    ProviderArgs.Builder args =
        ProviderArgs.builder().domain(issuer.getHost()).insecure(false).jwtProfileFile(keyFile);
    if (issuer.getPort() > 0) {
      args.port(String.valueOf(issuer.getPort()));
    }
    return new Provider(plan.environment() + "-zitadel-provider", args.build());
  }

  private CustomResourceOptions.Builder kept() {
    return child().protect(true);
  }

  private Output<String> project() {
    ZitadelSettings settings = plan.project();
    return new Project(
            childName("project"),
            ProjectArgs.builder()
                .orgId(organization)
                .name(settings.text("name"))
                .projectRoleAssertion(settings.flag("projectRoleAssertion"))
                .projectRoleCheck(settings.flag("projectRoleCheck"))
                .hasProjectCheck(settings.flag("hasProjectCheck"))
                .build(),
            kept().importId(plan.identity().audience() + ":" + organization).build())
        .id();
  }

  private ProjectRole role(Output<String> project, String key) {
    return new ProjectRole(
        childName("role-" + key),
        ProjectRoleArgs.builder()
            .orgId(organization)
            .projectId(project)
            .roleKey(key)
            .displayName(key)
            .build(),
        kept().build());
  }

  private void application(Output<String> project, String id) {
    ZitadelSettings settings = ZitadelPlan.application();
    new ApplicationOidc(
        childName("application-" + ZitadelPlan.APPLICATION),
        ApplicationOidcArgs.builder()
            .orgId(organization)
            .projectId(project)
            .name(ZitadelPlan.APPLICATION)
            .appType(settings.text("appType"))
            .authMethodType(settings.text("authMethodType"))
            .responseTypes(settings.texts("responseTypes"))
            .grantTypes(settings.texts("grantTypes"))
            .redirectUris(settings.texts("redirectUris"))
            .devMode(settings.flag("devMode"))
            .accessTokenType(settings.text("accessTokenType"))
            .accessTokenRoleAssertion(settings.flag("accessTokenRoleAssertion"))
            .idTokenRoleAssertion(settings.flag("idTokenRoleAssertion"))
            .idTokenUserinfoAssertion(settings.flag("idTokenUserinfoAssertion"))
            .clockSkew(settings.seconds("clockSkew"))
            .build(),
        kept().importId(String.join(":", id, plan.identity().audience(), organization)).build());
  }

  /** Identity providers are linked by hand: their secrets are not Slipway's. */
  private void loginPolicy() {
    ZitadelSettings settings = ZitadelPlan.loginPolicy();
    new LoginPolicy(
        childName("login-policy"),
        LoginPolicyArgs.builder()
            .orgId(organization)
            .userLogin(settings.flag("allowUsernamePassword"))
            .allowRegister(settings.flag("allowRegister"))
            .allowExternalIdp(settings.flag("allowExternalIdp"))
            .forceMfa(settings.flag("forceMfa"))
            .forceMfaLocalOnly(settings.flag("forceMfaLocalOnly"))
            .passwordlessType(settings.text("passwordlessType"))
            .hidePasswordReset(settings.flag("hidePasswordReset"))
            .ignoreUnknownUsernames(settings.flag("ignoreUnknownUsernames"))
            .allowDomainDiscovery(settings.flag("allowDomainDiscovery"))
            .disableLoginWithEmail(settings.flag("disableLoginWithEmail"))
            .disableLoginWithPhone(settings.flag("disableLoginWithPhone"))
            .defaultRedirectUri("")
            .passwordCheckLifetime(settings.seconds("passwordCheckLifetime"))
            .externalLoginCheckLifetime(settings.seconds("externalLoginCheckLifetime"))
            .secondFactorCheckLifetime(settings.seconds("secondFactorCheckLifetime"))
            .multiFactorCheckLifetime(settings.seconds("multiFactorCheckLifetime"))
            .mfaInitSkipLifetime(settings.seconds("mfaInitSkipLifetime"))
            .secondFactors(settings.texts("secondFactors"))
            .multiFactors(settings.texts("multiFactors"))
            .build(),
        kept().ignoreChanges("idps").build());
  }

  private void grant(
      Output<String> project, List<ProjectRole> roles, String user, List<String> keys) {
    new UserGrant(
        childName("grant-" + user),
        UserGrantArgs.builder()
            .orgId(organization)
            .projectId(project)
            .userId(user)
            .roleKeys(keys)
            .build(),
        kept().dependsOn(roles.toArray(ProjectRole[]::new)).build());
  }
}
