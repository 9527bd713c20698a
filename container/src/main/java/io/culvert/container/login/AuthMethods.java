package io.culvert.container.login;

import io.undertow.security.impl.BasicAuthenticationMechanism;
import io.undertow.security.impl.ClientCertAuthenticationMechanism;
import io.undertow.security.impl.ExternalAuthenticationMechanism;
import io.undertow.servlet.api.AuthMethodConfig;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How an application wants its users to log in: {@code BASIC}, {@code FORM}, {@code DIGEST}, {@code
 * CLIENT-CERT} (Servlet 6.1 §13.6), {@code EXTERNAL}, which leaves it to the front end, or several
 * with commas, tried in turn. {@code BASIC?silent=true} asks nobody and takes what it is given, for
 * programs beside people.
 */
public final class AuthMethods {
  private static final Map<String, AuthMethodConfig> KNOWN =
      Map.of(
          "BASIC", new AuthMethodConfig(HttpServletRequest.BASIC_AUTH),
          "BASIC?silent=true",
              new AuthMethodConfig(
                  HttpServletRequest.BASIC_AUTH,
                  Map.of(BasicAuthenticationMechanism.SILENT, "true")),
          "FORM", new AuthMethodConfig(HttpServletRequest.FORM_AUTH),
          "DIGEST", new AuthMethodConfig(HttpServletRequest.DIGEST_AUTH),
          "CLIENT-CERT",
              new AuthMethodConfig(
                  HttpServletRequest.CLIENT_CERT_AUTH,
                  // the client's connection ends at the front end
                  Map.of(ClientCertAuthenticationMechanism.FORCE_RENEGOTIATION, "false")),
          "EXTERNAL", new AuthMethodConfig(ExternalAuthenticationMechanism.NAME));

  private final List<String> names;

  private AuthMethods(List<String> names) {
    this.names = List.copyOf(names);
  }

  /**
   * Reads {@code <auth-method>}; empty is {@code BASIC}.
   *
   * @throws IllegalArgumentException if one of them is not known; the message says which are
   */
  public static AuthMethods parse(String text) {
    List<String> names = new ArrayList<>();
    for (String each : (text.isEmpty() ? "BASIC" : text).split(",", -1)) {
      String name = each.strip();
      String known = name.equals("CLIENT_CERT") ? "CLIENT-CERT" : name;
      if (!KNOWN.containsKey(known)) {
        throw new IllegalArgumentException(
            "is not supported; the server knows BASIC, FORM, DIGEST, CLIENT-CERT, EXTERNAL, and"
                + " several of them with commas");
      }
      names.add(known);
    }
    return new AuthMethods(names);
  }

  /** Whether users log in at a page of the application. */
  public boolean form() {
    return names.contains("FORM");
  }

  /** Whether users log in by Digest. */
  public boolean digest() {
    return names.contains("DIGEST");
  }

  /** Whether it is left to the front end. */
  public boolean external() {
    return names.contains("EXTERNAL");
  }

  /** For the servlet engine. */
  public List<AuthMethodConfig> configs() {
    return names.stream().map(AuthMethods::config).toList();
  }

  /** A copy: the engine may change it. */
  private static AuthMethodConfig config(String name) {
    AuthMethodConfig known = Objects.requireNonNull(KNOWN.get(name));
    return known.clone();
  }
}
