package io.culvert.container.it;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A web server in one of the ways it can be configured. */
@SuppressWarnings("ImmutableEnumChecker") // functions without a state, which no type can say
enum Variant {
  NGINX(FrontEnd.NGINX, "as printed", UnaryOperator.identity()),
  NGINX_CLOSING(
      FrontEnd.NGINX,
      "`fastcgi_keep_conn off`",
      text -> changed(text, "fastcgi_keep_conn on", "fastcgi_keep_conn off")),
  NGINX_UNBUFFERED(
      FrontEnd.NGINX,
      "`fastcgi_buffering off`",
      text ->
          changed(text, "fastcgi_keep_conn on;", "fastcgi_keep_conn on; fastcgi_buffering off;")),
  NGINX_STREAMING(
      FrontEnd.NGINX,
      "`fastcgi_request_buffering off`",
      text ->
          changed(
              text,
              "fastcgi_keep_conn on;",
              "fastcgi_keep_conn on; fastcgi_request_buffering off;")),
  LIGHTTPD(FrontEnd.LIGHTTPD, "as printed", UnaryOperator.identity()),
  LIGHTTPD_STREAMING(
      FrontEnd.LIGHTTPD,
      "`server.stream-request-body = 1`",
      text -> text + "\nserver.stream-request-body = 1\n"),
  LIGHTTPD_SPAWNING(FrontEnd.LIGHTTPD, "`bin-path`", UnaryOperator.identity()),
  APACHE(FrontEnd.APACHE, "as printed", UnaryOperator.identity()),
  APACHE_CLOSING(
      FrontEnd.APACHE,
      "`enablereuse=off`",
      text -> changed(text, "enablereuse=on", "enablereuse=off")),
  HAPROXY(FrontEnd.HAPROXY, "as printed", UnaryOperator.identity()),
  HAPROXY_MULTIPLEXING(
      FrontEnd.HAPROXY,
      "`option mpxs-conns`, `max-reqs`, `get-values`",
      text -> changed(text, "#option ", "option ")),
  HAPROXY_CLOSING(
      FrontEnd.HAPROXY,
      "`no option keep-conn`",
      text -> changed(text, "option keep-conn", "no option keep-conn")),
  CADDY(FrontEnd.CADDY, "as printed", UnaryOperator.identity());

  private final FrontEnd frontEnd;
  private final String title;
  private final UnaryOperator<String> change;

  Variant(FrontEnd frontEnd, String title, UnaryOperator<String> change) {
    this.frontEnd = frontEnd;
    this.title = title;
    this.change = change;
  }

  /** All of a web server. */
  static Variant[] of(FrontEnd frontEnd) {
    return stream(frontEnd).toArray(Variant[]::new);
  }

  private static Stream<Variant> stream(FrontEnd frontEnd) {
    return Stream.of(values()).filter(variant -> variant.frontEnd == frontEnd);
  }

  /** The one that users get who change nothing. */
  static Variant first(FrontEnd frontEnd) {
    return stream(frontEnd).findFirst().orElseThrow();
  }

  /** One of each web server. */
  static List<Variant> firsts() {
    return Stream.of(FrontEnd.values()).map(Variant::first).toList();
  }

  private static String changed(String text, String what, String into) {
    if (!text.contains(what)) {
      throw new IllegalStateException("no '" + what + "' in\n" + text);
    }
    return text.replace(what, into);
  }

  FrontEnd frontEnd() {
    return frontEnd;
  }

  /** What tells it from the others of the same web server, in Markdown. */
  String title() {
    return title;
  }

  /** Whether the web server starts Culvert itself. */
  boolean spawns() {
    return this == LIGHTTPD_SPAWNING;
  }

  /** What the configuration of the web server becomes. */
  String configuration(String printed) {
    return change.apply(printed);
  }
}
