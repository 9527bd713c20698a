package io.culvert.connector.cgi;

/**
 * What a request is about (RFC 9112 §3.2), in origin form.
 *
 * @param uri path and query as sent, still encoded; without the scheme and authority that an
 *     absolute form had
 * @param path the path part
 * @param query what follows the first {@code ?}, still encoded; empty if there is none
 * @param authority {@code host[:port]} of an absolute form; empty if there was none
 */
public record RequestTarget(String uri, RequestPath path, String query, String authority) {

  /** Whether this is the {@code *} of {@code OPTIONS *}, a request to the server as a whole. */
  public boolean isAsterisk() {
    return uri.equals("*");
  }
}
