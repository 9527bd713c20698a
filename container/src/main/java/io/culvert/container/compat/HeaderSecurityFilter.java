package io.culvert.container.compat;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Adds the fields against protocol downgrade (RFC 6797), framing (RFC 7034) and guessing of media
 * types, by the parameters that Tomcat's documentation gives its {@code HttpHeaderSecurityFilter}.
 */
public final class HeaderSecurityFilter implements Filter {
  private Map<String, String> always = Map.of();
  private Map<String, String> whenSecure = Map.of();

  @Override
  public void init(FilterConfig config) throws ServletException {
    Map<String, String> fields = new LinkedHashMap<>();
    if (isOn(config, "antiClickJackingEnabled", true)) {
      fields.put("X-Frame-Options", frameOptions(config));
    }
    if (isOn(config, "blockContentTypeSniffingEnabled", true)) {
      fields.put("X-Content-Type-Options", "nosniff");
    }
    always = Map.copyOf(fields);
    if (isOn(config, "hstsEnabled", true)) {
      whenSecure = Map.of("Strict-Transport-Security", strictTransport(config));
    }
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (response instanceof HttpServletResponse http) {
      if (http.isCommitted()) {
        throw new ServletException(
            "the response is on its way already, so its security fields cannot be added");
      }
      always.forEach(http::setHeader);
      if (request.isSecure()) {
        whenSecure.forEach(http::setHeader);
      }
    }
    chain.doFilter(request, response);
  }

  private static String frameOptions(FilterConfig config) throws ServletException {
    String option = parameter(config, "antiClickJackingOption", "DENY");
    return switch (option) {
      case "DENY", "SAMEORIGIN" -> option;
      case "ALLOW-FROM" -> option + " " + parameter(config, "antiClickJackingUri", "");
      default ->
          throw new ServletException(
              "antiClickJackingOption '%s' must be DENY, SAMEORIGIN or ALLOW-FROM"
                  .formatted(option));
    };
  }

  private static String strictTransport(FilterConfig config) throws ServletException {
    String seconds = parameter(config, "hstsMaxAgeSeconds", "0");
    if (!seconds.matches("\\d{1,18}")) {
      throw new ServletException(
          "hstsMaxAgeSeconds '%s' must be a number of seconds".formatted(seconds));
    }
    return "max-age="
        + seconds
        + (isOn(config, "hstsIncludeSubDomains", false) ? ";includeSubDomains" : "")
        + (isOn(config, "hstsPreload", false) ? ";preload" : "");
  }

  private static boolean isOn(FilterConfig config, String name, boolean otherwise) {
    return Boolean.parseBoolean(parameter(config, name, String.valueOf(otherwise)));
  }

  private static String parameter(FilterConfig config, String name, String otherwise) {
    String value = config.getInitParameter(name);
    return value == null || value.isBlank() ? otherwise : value.strip();
  }
}
