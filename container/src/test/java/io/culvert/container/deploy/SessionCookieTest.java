package io.culvert.container.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.undertow.server.Connectors;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.ServerConnection;
import io.undertow.server.handlers.Cookie;
import io.undertow.server.handlers.CookieImpl;
import io.undertow.util.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xnio.OptionMap;

/** Session cookies beside those that Undertow would have made. */
final class SessionCookieTest {
  private static final String ID = "AbCdEfGhIjKlMnOpQrStUv~proof.n1";

  static List<Map<String, String>> declarations() {
    return List.of(
        Map.of("Path", "/shop", "HttpOnly", "true", "SameSite", "Lax"),
        Map.of("Path", "/", "Secure", "true", "SameSite", "None", "Partitioned", ""),
        Map.of("Path", "/a b", "Domain", "example.org", "Priority", "High"),
        Map.of("Path", "/", "Max-Age", "0"),
        Map.of("Path", "/", "Max-Age", "-1", "Comment", "who you are", "Discard", "true"),
        Map.of());
  }

  @ParameterizedTest
  @MethodSource("declarations")
  void looksAsTheEnginesOwn(Map<String, String> attributes) {
    SessionCookie ours = new SessionCookie.Kind("ID", attributes).with(ID, false);
    assertEquals(sent(engines(attributes)), sent(ours));
    assertEquals(engines(attributes), ours);
    assertEquals(ours, engines(attributes));
    assertEquals(engines(attributes).hashCode(), ours.hashCode());
  }

  @Test
  void isSecureIfTheRequestOrTheDeclarationIs() {
    SessionCookie.Kind plain = new SessionCookie.Kind("ID", Map.of("Path", "/"));
    assertEquals("ID=" + ID + "; Path=/", sent(plain.with(ID, false)));
    assertEquals("ID=" + ID + "; Path=/; Secure", sent(plain.with(ID, true)));
    SessionCookie.Kind secure = new SessionCookie.Kind("ID", Map.of("Path", "/", "Secure", "true"));
    assertEquals("ID=" + ID + "; Path=/; Secure", sent(secure.with(ID, false)));
  }

  @Test
  void namesOfAttributesAreTheSameInAnyCase() {
    Map<String, String> odd =
        Map.of("path", "/", "SECURE", "true", "httponly", "true", "samesite", "Lax");
    assertEquals(
        "ID=" + ID + "; Path=/; Secure; HttpOnly; SameSite=Lax",
        sent(new SessionCookie.Kind("ID", odd).with(ID, false)));
    SessionCookie.Kind lasting = new SessionCookie.Kind("ID", Map.of("max-age", "60"));
    assertEquals(60, lasting.with(ID, false).getMaxAge());
  }

  @Test
  void endsAsTheEnginesOwn() {
    Map<String, String> declared = Map.of("Path", "/shop", "Max-Age", "60", "SameSite", "Lax");
    SessionCookie ending = new SessionCookie.Kind("ID", declared).ending(ID, false);
    assertEquals(sent(engines(declared).setMaxAge(0)), sent(ending));
    assertTrue(new SessionCookie.Kind("ID", declared).ending(ID, true).isSecure());
  }

  @Test
  void whoEndsASessionLeavesCookiesOfOthersAlone() {
    HttpServerExchange exchange = exchange();
    exchange.setRequestScheme("https");
    SessionCookie others = new SessionCookie.Kind("ID", Map.of("Path", "/")).with(ID, false);
    exchange.setResponseCookie(others);
    SessionCookie.Kind kind = new SessionCookie.Kind("ID", Map.of("Path", "/shop"));
    new SessionCookies(mock(), kind, true).clearSession(exchange, ID);
    List<Cookie> sent = new ArrayList<>();
    exchange.responseCookies().forEach(sent::add);
    assertEquals(List.of(others, kind.ending(ID, true)), sent);
    assertEquals(List.of(false, true), sent.stream().map(Cookie::isSecure).toList());
  }

  @Test
  void theLastOneCountsAndAnEndingOneTakesItsPlace() {
    HttpServerExchange exchange = exchange();
    SessionCookie.Kind kind = new SessionCookie.Kind("ID", Map.of("Path", "/"));
    exchange.setResponseCookie(kind.with("first", false));
    exchange.setResponseCookie(kind.with("second", false));
    assertEquals(List.of("second"), values(exchange));
    exchange.setResponseCookie(kind.ending("third", false));
    assertEquals(List.of("third"), values(exchange));
    exchange.setResponseCookie(engines(Map.of("Path", "/", "Max-Age", "0")));
    assertEquals(List.of(ID), values(exchange));
  }

  @Test
  void doesNotChangeAndDoesNotTellItsSecret() {
    SessionCookie cookie = new SessionCookie.Kind("ID", Map.of("Path", "/")).with(ID, false);
    assertThrows(UnsupportedOperationException.class, () -> cookie.setSecure(true));
    assertFalse(cookie.toString().contains(ID));
  }

  private static List<String> values(HttpServerExchange exchange) {
    List<String> values = new ArrayList<>();
    exchange.responseCookies().forEach(cookie -> values.add(cookie.getValue()));
    return values;
  }

  private static Cookie engines(Map<String, String> attributes) {
    CookieImpl cookie = new CookieImpl("ID", ID);
    attributes.forEach(cookie::setAttribute);
    return cookie;
  }

  private static String sent(Cookie cookie) {
    HttpServerExchange exchange = exchange();
    Connectors.addCookie(exchange, cookie);
    return exchange.getResponseHeaders().getFirst(Headers.SET_COOKIE);
  }

  private static HttpServerExchange exchange() {
    ServerConnection connection = mock();
    when(connection.getUndertowOptions()).thenReturn(OptionMap.EMPTY);
    return new HttpServerExchange(connection);
  }
}
