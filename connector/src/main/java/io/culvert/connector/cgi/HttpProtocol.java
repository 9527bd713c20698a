package io.culvert.connector.cgi;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The protocol between client and front end, SERVER_PROTOCOL (RFC 3875 §4.1.16). It says nothing
 * about how our response is framed.
 */
public enum HttpProtocol {
  HTTP_0_9("HTTP/0.9"),
  HTTP_1_0("HTTP/1.0"),
  HTTP_1_1("HTTP/1.1"),
  HTTP_2_0("HTTP/2.0"),
  HTTP_3_0("HTTP/3.0");

  private static final Map<String, HttpProtocol> NAMED =
      Map.of(
          "HTTP/0.9", HTTP_0_9,
          "HTTP/1.0", HTTP_1_0,
          "HTTP/1.1", HTTP_1_1,
          "HTTP/2.0", HTTP_2_0,
          "HTTP/2", HTTP_2_0,
          "HTTP/3.0", HTTP_3_0,
          "HTTP/3", HTTP_3_0);

  private final String text;

  HttpProtocol(String text) {
    this.text = text;
  }

  /** As it is written in a request line, such as {@code HTTP/1.1}. */
  public String text() {
    return text;
  }

  static HttpProtocol of(String text) throws Refusal {
    @Nullable HttpProtocol protocol = NAMED.get(text);
    if (protocol == null) {
      throw new Refusal(505, "SERVER_PROTOCOL " + Quoted.of(text) + " is no known version of HTTP");
    }
    return protocol;
  }
}
