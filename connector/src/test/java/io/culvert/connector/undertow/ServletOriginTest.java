package io.culvert.connector.undertow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.culvert.connector.ScriptedPeer.Answer;
import io.culvert.connector.connection.Trust;
import io.culvert.connector.undertow.ServletServer.Service;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ServletOriginTest {
  private static final byte[] NOTHING = {};

  /** Of {@code CN=client}, signed by itself; valid for a hundred years. */
  private static final String CERTIFICATE =
      "MIIBeDCCAR+gAwIBAgIUHYrEFQliewHSJrhypQ9uogREH9gwCgYIKoZIzj0EAwIwETEPMA0GA1UEAwwG"
          + "Y2xpZW50MCAXDTI2MTEyMjA4MDAzMVoYDzIxMjYxMDI5MDgwMDMxWjARMQ8wDQYDVQQDDAZjbGllbnQw"
          + "WTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAATlPliFBQfpNSsBxepH2yMSLHR75lDlcZWo2dlfRP1kDuvh"
          + "ELcUNsYJpLq+6ooHdULpFvTAv7CMfMAbMtky74uvo1MwUTAdBgNVHQ4EFgQUeIJhVQOuQsSzB9AxhEYu"
          + "exkYrx4wHwYDVR0jBBgwFoAUeIJhVQOuQsSzB9AxhEYuexkYrx4wDwYDVR0TAQH/BAUwAwEB/zAKBggq"
          + "hkjOPQQDAgNHADBEAiAfX1PCPEJNhEmVBiN3sDxZmRiijkDWg6bR/KH531dJPgIgK4FqUtVWcct3WWA1"
          + "nSI766cZPosIUYXsUYL+5PuRUlA=";

  @TempDir Path folder;
  @AutoClose private ServletServer server;

  private ServletServer serve(Service service) throws Exception {
    server = ServletServer.start(folder, Map.of("/*", service));
    return server;
  }

  private ServletServer serve(UndertowSettings settings, Service service) throws Exception {
    server = ServletServer.start(folder, Map.of("/*", service), settings, UnaryOperator.identity());
    return server;
  }

  private ServletServer serve(Trust trust, Service service) throws Exception {
    server = ServletServer.start(folder, Map.of("/*", service), trust);
    return server;
  }

  @Test
  void theClientsTlsSessionIsKnown() throws Exception {
    serve(
        new Trust(false, true),
        (request, response) ->
            response
                .getWriter()
                .write(
                    request.getAttribute("jakarta.servlet.request.cipher_suite")
                        + " "
                        + request.getAttribute("jakarta.servlet.request.key_size")
                        + " "
                        + request.getAttribute("jakarta.servlet.request.secure_protocol")));

    Answer answer =
        server.request(
            "GET",
            "/",
            Map.of(
                "HTTPS", "on",
                "SSL_PROTOCOL", "TLSv1.3",
                "SSL_CIPHER", "TLS_AES_128_GCM_SHA256",
                "SSL_CIPHER_USEKEYSIZE", "128",
                "SSL_CLIENT_CERT", "nonsense"),
            NOTHING);

    assertEquals("TLS_AES_128_GCM_SHA256 128 TLSv1.3", answer.body());
  }

  @Test
  void theClientsTlsSessionIsNotBelievedUnlessThatWasConfigured() throws Exception {
    serve(
        (request, response) ->
            response
                .getWriter()
                .write(
                    request.isSecure()
                        + " "
                        + request.getAttribute("jakarta.servlet.request.cipher_suite")
                        + " "
                        + request.getAttribute("jakarta.servlet.request.X509Certificate")));

    Answer answer =
        server.request(
            "GET",
            "/",
            Map.of(
                "HTTPS", "on",
                "SSL_CIPHER", "TLS_AES_128_GCM_SHA256",
                "SSL_CLIENT_CERT", CERTIFICATE),
            NOTHING);

    assertEquals("true null null", answer.body());
  }

  @Test
  void theClientsCertificateComesWithThoseThatVouchForIt() throws Exception {
    serve(
        new Trust(false, true),
        (request, response) -> {
          X509Certificate[] chain =
              (X509Certificate[]) request.getAttribute("jakarta.servlet.request.X509Certificate");
          response
              .getWriter()
              .write(
                  chain == null
                      ? "none"
                      : chain.length + " " + chain[0].getSubjectX500Principal().getName());
        });

    for (String broken : List.of("nonsense", "AAAA")) {
      assertEquals("none", server.request("GET", "/", certified(broken), NOTHING).body());
    }
    assertEquals("2 CN=client", server.request("GET", "/", certified(CERTIFICATE), NOTHING).body());
  }

  private static Map<String, String> certified(String issuer) {
    return Map.of("HTTPS", "on", "SSL_CLIENT_CERT", CERTIFICATE, "SSL_CLIENT_CERT_CHAIN_0", issuer);
  }

  @Test
  void onlyListedParametersBecomeAttributes() throws Exception {
    serve(
        new UndertowSettings(0, 200, 1000, Set.of("APP_ENV"), PlayedRoles.RESPONDER, 1),
        (request, response) ->
            response
                .getWriter()
                .write(request.getAttribute("APP_ENV") + " " + request.getAttribute("OTHER")));

    Answer answer = server.request("GET", "/", Map.of("APP_ENV", "live", "OTHER", "x"), NOTHING);

    assertEquals("live null", answer.body());
  }

  @Test
  void attributesOfTheContainerCannotBeListed() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new UndertowSettings(
                0,
                200,
                1000,
                Set.of("jakarta.servlet.include.servlet_path"),
                PlayedRoles.RESPONDER,
                1));
  }

  @Test
  void aUserNameIsBelievedOnlyIfThatWasConfigured() throws Exception {
    Map<String, String> user = Map.of("REMOTE_USER", "admin");
    HttpHandler names =
        exchange -> {
          String name = exchange.getAttachment(HttpServerExchange.REMOTE_USER);
          exchange.getResponseSender().send(name == null ? "nobody" : name);
        };
    for (boolean trusted : new boolean[] {false, true}) {
      Trust trust = new Trust(trusted, true);
      try (ServletServer plain = ServletServer.start(folder, names, trust)) {
        assertEquals(trusted ? "admin" : "nobody", plain.request("GET", "/", user, NOTHING).body());
      }
    }
  }

  @Test
  void allParametersCanBeAskedFor() throws Exception {
    AtomicReference<UndertowApplication> application = new AtomicReference<>();
    HttpHandler handler =
        exchange ->
            exchange
                .getResponseSender()
                .send(application.get().params(exchange).getOrDefault("APP_ENV", "none"));
    try (ServletServer plain = ServletServer.start(folder, handler, UndertowSettings.DEFAULT)) {
      application.set(plain.application());

      assertEquals("live", plain.request("GET", "/", Map.of("APP_ENV", "live"), NOTHING).body());
    }
  }

  @Test
  void aRequestWithoutMethodIsRefused() throws Exception {
    serve((_, _) -> {});

    assertEquals(400, server.request("", "/", Map.of(), NOTHING).status());
  }
}
