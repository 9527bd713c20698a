package io.culvert.container.deploy;

import io.culvert.container.login.AuthMethods;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.LoginConfig;
import io.undertow.servlet.api.SecurityConstraint;
import io.undertow.servlet.api.SecurityInfo.EmptyRoleSemantic;
import io.undertow.servlet.api.TransportGuaranteeType;
import io.undertow.servlet.api.WebResourceCollection;
import java.util.Collection;
import org.jboss.metadata.javaee.spec.SecurityRoleMetaData;
import org.jboss.metadata.web.spec.FormLoginConfigMetaData;
import org.jboss.metadata.web.spec.LoginConfigMetaData;
import org.jboss.metadata.web.spec.SecurityConstraintMetaData;
import org.jboss.metadata.web.spec.WebResourceCollectionMetaData;
import org.jspecify.annotations.Nullable;

/** Tells the servlet engine who may do what, and how they log in (Servlet 6.1 §13). */
final class SecurityPart {
  private final Blueprint blueprint;
  private final AppDefaults defaults;

  SecurityPart(Blueprint blueprint, AppDefaults defaults) {
    this.blueprint = blueprint;
    this.defaults = defaults;
  }

  void addTo(DeploymentInfo info) throws DeploymentException {
    for (SecurityRoleMetaData role : Given.all(blueprint.descriptor().getSecurityRoles())) {
      info.addSecurityRole(role.getRoleName());
    }
    for (SecurityConstraintMetaData each :
        Given.all(blueprint.descriptor().getSecurityConstraints())) {
      SecurityConstraint constraint = constraint(each);
      if (!constraint.getWebResourceCollections().isEmpty()) {
        info.addSecurityConstraint(constraint);
      }
    }
    info.setDenyUncoveredHttpMethods(
        Boolean.TRUE.equals(blueprint.descriptor().getDenyUncoveredHttpMethods()));
    info.setConfidentialPortManager(_ -> defaults.httpsPort());
    info.setChangeSessionIdOnLogin(true);
    LoginConfigMetaData login = blueprint.descriptor().getLoginConfig();
    if (login != null) {
      info.setLoginConfig(loginConfig(login));
    }
  }

  private SecurityConstraint constraint(SecurityConstraintMetaData source)
      throws DeploymentException {
    SecurityConstraint constraint = new SecurityConstraint();
    for (WebResourceCollectionMetaData each : Given.all(source.getResourceCollections())) {
      WebResourceCollection resources = resources(each);
      // a fragment's constraint loses its patterns to those of web.xml in the merge
      if (!resources.getUrlPatterns().isEmpty()) {
        constraint.addWebResourceCollection(resources);
      }
    }
    if (source.getUserDataConstraint() != null) {
      constraint.setTransportGuaranteeType(
          TransportGuaranteeType.valueOf(source.getTransportGuarantee().name()));
    }
    if (source.getAuthConstraint() == null) {
      return constraint.setEmptyRoleSemantic(EmptyRoleSemantic.PERMIT);
    }
    Collection<String> roles = Given.all(source.getAuthConstraint().getRoleNames());
    if (roles.contains("**") && !isDeclared("**")) {
      // anybody who has logged in (§13.8)
      return constraint.setEmptyRoleSemantic(EmptyRoleSemantic.AUTHENTICATE);
    }
    // "*" becomes all declared roles in the engine; none at all means that nobody may
    return constraint.setEmptyRoleSemantic(EmptyRoleSemantic.DENY).addRolesAllowed(roles);
  }

  private WebResourceCollection resources(WebResourceCollectionMetaData source)
      throws DeploymentException {
    if (!Given.all(source.getHttpMethods()).isEmpty()
        && !Given.all(source.getHttpMethodOmissions()).isEmpty()) {
      throw blueprint.error(
          "web-resource-name",
          Given.text(source.getWebResourceName()),
          "use either http-method or http-method-omission, not both");
    }
    MappingPattern patterns = new MappingPattern(blueprint);
    WebResourceCollection resources = new WebResourceCollection();
    for (String pattern : Given.all(source.getUrlPatterns())) {
      resources.addUrlPattern(patterns.checked(pattern));
    }
    return resources
        .addHttpMethods(Given.all(source.getHttpMethods()))
        .addHttpMethodOmissions(Given.all(source.getHttpMethodOmissions()));
  }

  private boolean isDeclared(String role) {
    var roles = blueprint.descriptor().getSecurityRoles();
    return roles != null && roles.containsKey(role);
  }

  private LoginConfig loginConfig(LoginConfigMetaData login) throws DeploymentException {
    String text = Given.text(login.getAuthMethod());
    String realm = Given.text(login.getRealmName());
    if (realm.isEmpty()) {
      realm = blueprint.described().scanned().exploded().spec().displayName();
    }
    AuthMethods methods = methods(text);
    if (methods.digest() && defaults.identities().digests(realm).isEmpty()) {
      throw blueprint.error(
          "auth-method",
          text,
          "no user has a secret for DIGEST in the realm '%1$s'; 'culvert user passwd NAME --digest '%1$s'' makes one"
              .formatted(realm));
    }
    LoginConfig config =
        methods.form() ? form(login.getFormLoginConfig(), realm) : new LoginConfig(realm);
    methods.configs().forEach(config::addLastAuthMethod);
    return config;
  }

  private AuthMethods methods(String text) throws DeploymentException {
    try {
      return AuthMethods.parse(text);
    } catch (IllegalArgumentException e) {
      throw blueprint.error("auth-method", text, String.valueOf(e.getMessage()));
    }
  }

  private LoginConfig form(@Nullable FormLoginConfigMetaData form, String realm)
      throws DeploymentException {
    String loginPage = form == null ? "" : Given.text(form.getLoginPage());
    String errorPage = form == null ? "" : Given.text(form.getErrorPage());
    if (!loginPage.startsWith("/") || !errorPage.startsWith("/")) {
      throw blueprint.error(
          "auth-method",
          "FORM",
          "needs a form-login-page and a form-error-page that begin with '/'");
    }
    return new LoginConfig(realm, loginPage, errorPage);
  }
}
