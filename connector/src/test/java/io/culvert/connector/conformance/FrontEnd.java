package io.culvert.connector.conformance;

import java.util.ArrayList;
import java.util.List;

/**
 * One HTTPS request, {@code POST
 * https://shop.example:8443/shop/%C3%A4%20b/item;jsessionid=s1?q=a%26b} from 192.0.2.7 with a body
 * of 17 bytes, as each front end tells it: names and values in turn, in the order on the wire.
 */
public enum FrontEnd {
  NGINX,
  LIGHTTPD,
  HTTPD,
  HAPROXY,
  CADDY;

  public static final String URI = "/shop/%C3%A4%20b/item;jsessionid=s1?q=a%26b";
  private static final String PATH_UTF8 = "/shop/\u00c3\u00a4 b/item;jsessionid=s1";

  /** Names and values in turn. */
  public List<String> params() {
    return switch (this) {
      case NGINX -> nginx();
      case LIGHTTPD -> lighttpd();
      case HTTPD -> httpd();
      case HAPROXY -> haproxy();
      case CADDY -> caddy();
    };
  }

  private static List<String> headers(String... more) {
    List<String> headers =
        new ArrayList<>(
            List.of(
                "HTTP_HOST", "shop.example:8443",
                "HTTP_USER_AGENT", "Agent/1.0",
                "HTTP_ACCEPT_ENCODING", "gzip, br",
                "HTTP_COOKIE", "a=1; b=2",
                "HTTP_X_REQUEST_ID", "7f"));
    headers.addAll(List.of(more));
    return headers;
  }

  /** The configured ones in the order of fastcgi_params, then the header fields as they came. */
  private static List<String> nginx() {
    List<String> params =
        new ArrayList<>(
            List.of(
                "QUERY_STRING", "q=a%26b",
                "REQUEST_METHOD", "POST",
                "CONTENT_TYPE", "application/json",
                "CONTENT_LENGTH", "17",
                "SCRIPT_NAME", PATH_UTF8,
                "REQUEST_URI", URI,
                "DOCUMENT_URI", PATH_UTF8,
                "DOCUMENT_ROOT", "/usr/share/nginx/html",
                "SERVER_PROTOCOL", "HTTP/1.1",
                "REQUEST_SCHEME", "https",
                "HTTPS", "on",
                "GATEWAY_INTERFACE", "CGI/1.1",
                "SERVER_SOFTWARE", "nginx/1.28.0"));
    params.addAll(
        List.of(
            "REMOTE_ADDR", "192.0.2.7",
            "REMOTE_PORT", "50001",
            "SERVER_ADDR", "198.51.100.9",
            "SERVER_PORT", "8443",
            "SERVER_NAME", "_",
            "REDIRECT_STATUS", "200"));
    params.addAll(
        headers(
            "HTTP_CONTENT_TYPE", "application/json",
            "HTTP_CONTENT_LENGTH", "17",
            "HTTP_CONNECTION", "keep-alive",
            "HTTP_EXPECT", "100-continue",
            "HTTP_TRANSFER_ENCODING", "chunked"));
    return params;
  }

  private static List<String> lighttpd() {
    List<String> params =
        new ArrayList<>(
            List.of(
                "CONTENT_LENGTH", "17",
                "QUERY_STRING", "q=a%26b",
                "REQUEST_URI", URI,
                "REDIRECT_STATUS", "200",
                "SCRIPT_NAME", "/shop",
                "PATH_INFO", PATH_UTF8.substring(5),
                "PATH_TRANSLATED", "/var/www" + PATH_UTF8.substring(5),
                "SCRIPT_FILENAME", "/var/www/shop",
                "DOCUMENT_ROOT", "/var/www",
                "REQUEST_METHOD", "POST",
                "SERVER_PROTOCOL", "HTTP/1.1",
                "SERVER_SOFTWARE", "lighttpd/1.4.79"));
    params.addAll(
        List.of(
            "GATEWAY_INTERFACE", "CGI/1.1",
            "REQUEST_SCHEME", "https",
            "HTTPS", "on",
            "SERVER_PORT", "8443",
            "SERVER_ADDR", "198.51.100.9",
            "SERVER_NAME", "shop.example",
            "REMOTE_ADDR", "192.0.2.7",
            "REMOTE_PORT", "50001",
            "CONTENT_TYPE", "application/json"));
    params.addAll(headers("HTTP_CONTENT_LENGTH", "17", "HTTP_CONTENT_TYPE", "application/json"));
    return params;
  }

  /** Notes of modules come along under names that are none, and the target is in absolute form. */
  private static List<String> httpd() {
    List<String> params =
        new ArrayList<>(
            List.of(
                "proxy-sendcl", "1",
                "HTTPS", "on",
                "SSL_PROTOCOL", "TLSv1.3",
                "UNIQUE_ID", "aSDx",
                "PATH", "/usr/bin",
                "SERVER_SIGNATURE", "<address>Apache</address>\n",
                "SERVER_SOFTWARE", "Apache/2.4.66 (Unix)",
                "SERVER_NAME", "shop.example",
                "SERVER_ADDR", "198.51.100.9",
                "SERVER_PORT", "8443",
                "REMOTE_ADDR", "192.0.2.7",
                "DOCUMENT_ROOT", "/htdocs"));
    params.addAll(
        List.of(
            "REQUEST_SCHEME", "https",
            "CONTEXT_PREFIX", "",
            "SCRIPT_FILENAME", "proxy:fcgi://localhost" + PATH_UTF8,
            "REMOTE_PORT", "50001",
            "GATEWAY_INTERFACE", "CGI/1.1",
            "SERVER_PROTOCOL", "HTTP/1.1",
            "REQUEST_METHOD", "POST",
            "QUERY_STRING", "q=a%26b",
            "REQUEST_URI", "https://shop.example:8443" + URI,
            "SCRIPT_NAME", PATH_UTF8));
    params.addAll(headers("CONTENT_TYPE", "application/json", "CONTENT_LENGTH", "17"));
    return params;
  }

  /** Header fields come first; there is no scheme, and SERVER_NAME has the port. */
  private static List<String> haproxy() {
    List<String> params = headers();
    params.addAll(
        List.of(
            "CONTENT_TYPE", "application/json",
            "GATEWAY_INTERFACE", "CGI/1.1",
            "DOCUMENT_ROOT", "/srv",
            "SCRIPT_NAME", PATH_UTF8,
            "REQUEST_URI", URI,
            "REQUEST_METHOD", "POST",
            "QUERY_STRING", "q=a%26b",
            "SERVER_NAME", "shop.example:8443",
            "SERVER_PORT", "8443"));
    params.addAll(
        List.of(
            "SERVER_PROTOCOL", "HTTP/1.1",
            "REMOTE_ADDR", "192.0.2.7",
            "REMOTE_PORT", "50001",
            "SCRIPT_FILENAME", "/srv" + PATH_UTF8,
            "CONTENT_LENGTH", "17",
            "SERVER_SOFTWARE", "HAProxy 3.2.0",
            "HTTPS", "on"));
    return params;
  }

  /** What has no value is sent empty, and the whole path is in PATH_INFO. */
  private static List<String> caddy() {
    List<String> params =
        new ArrayList<>(
            List.of(
                "AUTH_TYPE", "",
                "CONTENT_LENGTH", "17",
                "CONTENT_TYPE", "application/json",
                "GATEWAY_INTERFACE", "CGI/1.1",
                "PATH_INFO", PATH_UTF8,
                "QUERY_STRING", "q=a%26b",
                "REMOTE_ADDR", "192.0.2.7",
                "REMOTE_HOST", "192.0.2.7",
                "REMOTE_PORT", "50001",
                "REMOTE_IDENT", "",
                "REMOTE_USER", "",
                "REQUEST_METHOD", "POST"));
    params.addAll(
        List.of(
            "REQUEST_SCHEME", "https",
            "SERVER_NAME", "shop.example",
            "SERVER_PROTOCOL", "HTTP/1.1",
            "SERVER_SOFTWARE", "Caddy/v2.10.0",
            "DOCUMENT_ROOT", "/srv",
            "DOCUMENT_URI", "",
            "REQUEST_URI", URI,
            "SCRIPT_FILENAME", "/srv",
            "SCRIPT_NAME", "",
            "SERVER_PORT", "8443"));
    params.addAll(List.of("HTTPS", "on", "SSL_PROTOCOL", "TLSv1.3"));
    params.addAll(
        headers(
            "HTTP_X_FORWARDED_FOR", "192.0.2.7",
            "HTTP_X_FORWARDED_PROTO", "https",
            "HTTP_X_FORWARDED_HOST", "shop.example:8443",
            "HTTP_CONTENT_LENGTH", "17",
            "HTTP_CONTENT_TYPE", "application/json"));
    return params;
  }
}
