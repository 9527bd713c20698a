package io.culvert.sample.inspect;

import io.culvert.sample.web.FactSheet.Facts;
import io.culvert.sample.web.FactSheet.Group;
import jakarta.servlet.ServletConnection;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * A request's facts in groups, raw. Values that open doors (cookies, Authorization) are not among
 * them: a page that showed them could be read by a script that may not read them itself.
 *
 * @param request whose facts
 */
record RequestFacts(HttpServletRequest request) {
  private static final Set<String> SECRET_HEADERS =
      Set.of("authorization", "proxy-authorization", "cookie");
  private static final int MAX_PARAMETERS = 100;

  List<Group> groups() {
    return List.of(line(), path(), connection(), tls(), user(), headers(), parameters(), server());
  }

  private Group line() {
    return Group.titled("Request line")
        .with("Method", request.getMethod())
        .with("Request URI", request.getRequestURI())
        .with("Query string", request.getQueryString())
        .with("Protocol", request.getProtocol())
        .build();
  }

  private Group path() {
    HttpServletMapping mapping = request.getHttpServletMapping();
    return Group.titled("Path")
        .with("Context path", request.getContextPath())
        .with("Servlet path", request.getServletPath())
        .with("Path info", request.getPathInfo())
        .with("Mapping", mapping.getPattern() + " (" + mapping.getMappingMatch() + ")")
        .with("Servlet", mapping.getServletName())
        .build();
  }

  private Group connection() {
    ServletConnection connection = request.getServletConnection();
    return Group.titled("Connection")
        .with("Scheme", request.getScheme())
        .with("Secure", request.isSecure())
        .with("Server", request.getServerName() + ":" + request.getServerPort())
        .with("Local address", request.getLocalAddr() + ":" + request.getLocalPort())
        .with("Remote address", request.getRemoteAddr() + ":" + request.getRemotePort())
        .with("Protocol of the connection", connection.getProtocol())
        .with("Request id", request.getRequestId())
        .build();
  }

  private Group tls() {
    String attribute = "jakarta.servlet.request.";
    return Group.titled("TLS")
        .with("Protocol", request.getAttribute(attribute + "secure_protocol"))
        .with("Cipher suite", request.getAttribute(attribute + "cipher_suite"))
        .with("Key size", request.getAttribute(attribute + "key_size"))
        .build();
  }

  private Group user() {
    Facts facts =
        Group.titled("User")
            .with("Remote user", request.getRemoteUser())
            .with("Authentication", request.getAuthType())
            .with("Preferred language", request.getLocale().toLanguageTag());
    for (Cookie cookie : Objects.requireNonNullElse(request.getCookies(), new Cookie[0])) {
      facts.with("Cookie " + cookie.getName(), "(value not shown)");
    }
    return facts.build();
  }

  private Group headers() {
    Facts facts = Group.titled("Headers");
    for (String name : Collections.list(request.getHeaderNames())) {
      boolean secret = SECRET_HEADERS.contains(name.toLowerCase(Locale.ROOT));
      String values = String.join(", ", Collections.list(request.getHeaders(name)));
      facts.with(name, secret ? "(not shown)" : values);
    }
    return facts.build();
  }

  private Group parameters() {
    Facts facts = Group.titled("Parameters");
    request.getParameterMap().entrySet().stream()
        .limit(MAX_PARAMETERS)
        .forEach(p -> facts.with(p.getKey(), String.join(", ", p.getValue())));
    return facts.build();
  }

  private Group server() {
    Thread thread = Thread.currentThread();
    return Group.titled("Server")
        .with("Server info", request.getServletContext().getServerInfo())
        .with("Java", Runtime.version())
        .with("Thread", thread.getName() + (thread.isVirtual() ? " (virtual)" : " (platform)"))
        .build();
  }
}
