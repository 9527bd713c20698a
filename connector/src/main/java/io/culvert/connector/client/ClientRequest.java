package io.culvert.connector.client;

import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A request as a front end puts it to a FastCGI server.
 *
 * @param params the meta-variables (RFC 3875 §4.1), in the order they are sent
 * @param body sent as it is read; not closed
 * @param keepConnection whether the server shall leave the connection open after its response
 */
public record ClientRequest(Map<String, String> params, InputStream body, boolean keepConnection) {
  public ClientRequest {
    params = new LinkedHashMap<>(params);
  }

  /** A {@code GET} without a body that needs no further request on its connection. */
  public static ClientRequest get(String target) {
    return of("GET", target);
  }

  /**
   * A request without a body.
   *
   * @param target path and query as they stand in a request line (RFC 9112 §3.2.1)
   */
  public static ClientRequest of(String method, String target) {
    Map<String, String> params = new LinkedHashMap<>();
    int query = target.indexOf('?');
    params.put("QUERY_STRING", query < 0 ? "" : target.substring(query + 1));
    params.put("REQUEST_METHOD", method);
    params.put("SCRIPT_NAME", query < 0 ? target : target.substring(0, query));
    params.put("REQUEST_URI", target);
    params.put("SERVER_PROTOCOL", "HTTP/1.1");
    params.put("GATEWAY_INTERFACE", "CGI/1.1");
    params.put("REQUEST_SCHEME", "http");
    params.put("SERVER_NAME", "localhost");
    params.put("SERVER_PORT", "80");
    params.put("REMOTE_ADDR", "127.0.0.1");
    params.put("HTTP_HOST", "localhost");
    return new ClientRequest(params, InputStream.nullInputStream(), false);
  }

  /** The same with a meta-variable added or replaced. */
  public ClientRequest withParam(String name, String value) {
    Map<String, String> changed = new LinkedHashMap<>(params);
    changed.put(name, value);
    return new ClientRequest(changed, body, keepConnection);
  }

  /** The same with a header field added or replaced, under the name RFC 3875 §4.1.18 gives it. */
  public ClientRequest withHeader(String name, String value) {
    String upper = name.toUpperCase(Locale.ROOT).replace('-', '_');
    boolean isMeta = upper.equals("CONTENT_TYPE") || upper.equals("CONTENT_LENGTH");
    return withParam(isMeta ? upper : "HTTP_" + upper, value);
  }

  /** The same with a body of unknown length. */
  public ClientRequest withBody(InputStream content) {
    return new ClientRequest(params, content, keepConnection);
  }

  /** The same with a body of known length. */
  public ClientRequest withBody(InputStream content, long length) {
    return withBody(content).withParam("CONTENT_LENGTH", Long.toString(length));
  }

  /** The same on a connection that stays open. */
  public ClientRequest keepingConnection() {
    return new ClientRequest(params, body, true);
  }
}
