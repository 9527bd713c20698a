package io.culvert.connector.cgi;

import java.util.Locale;
import java.util.Set;

/**
 * What becomes of a header field that arrives as an {@code HTTP_*} parameter (RFC 3875 §4.1.18).
 */
enum HeaderRule {
  /** The application sees it. */
  PASS,
  /** The host the client asked for; checked, and passed on once. */
  HOST,
  /** Nobody sees it. */
  DROP;

  /**
   * Fields of the connection between client and front end, which ends there (RFC 9110 §7.6.1):
   * STDIN is never chunked, and an expectation was already met. The content's type and length come
   * as meta-variables, which win over what the client wrote. {@code Proxy} would become the proxy
   * setting of a CGI program (CVE-2016-5385).
   */
  private static final Set<String> DROPPED =
      Set.of(
          "CONNECTION",
          "KEEP_ALIVE",
          "TE",
          "TRAILER",
          "TRANSFER_ENCODING",
          "UPGRADE",
          "EXPECT",
          "HTTP2_SETTINGS",
          "PROXY",
          "CONTENT_LENGTH",
          "CONTENT_TYPE");

  /**
   * @param name what follows {@code HTTP_}
   */
  static HeaderRule of(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    if (upper.equals("HOST")) {
      return HOST;
    }
    return DROPPED.contains(upper) || upper.startsWith("PROXY_") || !isPlain(upper) ? DROP : PASS;
  }

  /** Front ends map every other character away; what still has one did not come from HTTP. */
  private static boolean isPlain(String upper) {
    for (int i = 0; i < upper.length(); i++) {
      char c = upper.charAt(i);
      if (!Ascii.isLetterOrDigit(c) && c != '_') {
        return false;
      }
    }
    return !upper.isEmpty();
  }
}
