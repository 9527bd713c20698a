package io.culvert.container.deploy;

import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.ServletSessionConfig;
import jakarta.servlet.SessionTrackingMode;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.jboss.metadata.web.spec.AttributeValueMetaData;
import org.jboss.metadata.web.spec.CookieConfigMetaData;
import org.jboss.metadata.web.spec.SessionConfigMetaData;
import org.jboss.metadata.web.spec.SessionTrackingModeType;
import org.jspecify.annotations.Nullable;

/**
 * Tells the servlet engine how long sessions live and how they are tracked. Where the descriptor is
 * silent the cookie is {@code HttpOnly} and {@code SameSite=Lax}, and {@code Secure} when the
 * request that gets it is; ids are not put into URLs, where they would end up in logs and other
 * people's mail.
 */
record SessionPart(Blueprint blueprint, AppDefaults defaults) {
  void addTo(DeploymentInfo info) {
    SessionConfigMetaData source = blueprint.descriptor().getSessionConfig();
    ServletSessionConfig config = new ServletSessionConfig();
    config.setHttpOnly(true);
    config.setAttribute("SameSite", "Lax");
    String contextPath = blueprint.described().scanned().exploded().spec().contextPath();
    config.setPath(contextPath.isEmpty() ? "/" : contextPath);
    config.setSessionTrackingModes(trackingModes(source));
    if (source != null && source.getCookieConfig() != null) {
      addCookie(config, source.getCookieConfig());
    }
    info.setServletSessionConfig(config);
    info.setSessionConfigWrapper(SessionCookies.wrapper(!decidesOnSecure(source)));
    info.setDefaultSessionTimeout(timeoutSeconds(source));
  }

  private static boolean decidesOnSecure(@Nullable SessionConfigMetaData source) {
    return source != null
        && source.getCookieConfig() != null
        && source.getCookieConfig().getSecureSet();
  }

  private int timeoutSeconds(@Nullable SessionConfigMetaData source) {
    if (source == null || !source.getSessionTimeoutSet()) {
      return (int) defaults.sessionTimeout().toSeconds();
    }
    if (source.getSessionTimeout() <= 0) {
      return -1; // never (Servlet 6.1 §14.4)
    }
    Duration timeout = Duration.ofMinutes(source.getSessionTimeout());
    return (int) Math.min(timeout.toSeconds(), Integer.MAX_VALUE);
  }

  private static Set<SessionTrackingMode> trackingModes(@Nullable SessionConfigMetaData source) {
    Set<SessionTrackingMode> modes = EnumSet.noneOf(SessionTrackingMode.class);
    if (source != null) {
      for (SessionTrackingModeType mode : Given.all(source.getSessionTrackingModes())) {
        modes.add(SessionTrackingMode.valueOf(mode.name()));
      }
    }
    return modes.isEmpty() ? EnumSet.of(SessionTrackingMode.COOKIE) : modes;
  }

  private static void addCookie(ServletSessionConfig config, CookieConfigMetaData cookie) {
    for (AttributeValueMetaData attribute : Given.all(cookie.getAttributes())) {
      config.setAttribute(attribute.getAttributeName(), attribute.getAttributeValue());
    }
    if (!Given.text(cookie.getName()).isEmpty()) {
      config.setName(Given.text(cookie.getName()));
    }
    if (!Given.text(cookie.getDomain()).isEmpty()) {
      config.setDomain(Given.text(cookie.getDomain()));
    }
    if (!Given.text(cookie.getPath()).isEmpty()) {
      config.setPath(Given.text(cookie.getPath()));
    }
    if (cookie.getHttpOnlySet()) {
      config.setHttpOnly(cookie.getHttpOnly());
    }
    if (cookie.getSecureSet()) {
      config.setSecure(cookie.getSecure());
    }
    if (cookie.getMaxAgeSet()) {
      config.setMaxAge(cookie.getMaxAge());
    }
  }
}
