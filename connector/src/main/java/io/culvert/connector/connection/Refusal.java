package io.culvert.connector.connection;

import io.culvert.connector.wire.ProtocolStatus;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * An answer that needs no application. It always has an explicit {@code Status}: several front ends
 * take a request that ends without one for a success.
 *
 * @param status the HTTP status code
 * @param reason its reason phrase
 * @param detail what the client may know, one line
 * @param protocolStatus what the record that ends the request says
 */
record Refusal(int status, String reason, String detail, ProtocolStatus protocolStatus) {
  static final Refusal INTERNAL_ERROR =
      new Refusal(500, "Internal Server Error", "The server failed to answer this request.");
  static final Refusal BUSY =
      new Refusal(503, "Service Unavailable", "The server is busy. Try again in a moment.");
  static final Refusal TIMEOUT =
      new Refusal(408, "Request Timeout", "The request did not arrive in time.");
  static final Refusal ABORTED =
      new Refusal(503, "Service Unavailable", "The request was taken back.");
  static final Refusal NOT_AN_AUTHORIZER =
      new Refusal(403, "Forbidden", "This server does not authorize.", ProtocolStatus.UNKNOWN_ROLE);
  static final Refusal NOT_PERMITTED =
      new Refusal(403, "Forbidden", "Nothing here allows this request.");
  static final Refusal UNKNOWN_ROLE =
      new Refusal(
          501,
          "Not Implemented",
          "This server does not play the role it was asked to.",
          ProtocolStatus.UNKNOWN_ROLE);

  Refusal(int status, String reason, String detail) {
    this(status, reason, detail, ProtocolStatus.REQUEST_COMPLETE);
  }

  /** The whole response, head and body. */
  ByteBuffer head() {
    String retry = status == 503 ? "Retry-After: 1\r\n" : "";
    String text =
        "Status: %d %s\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n%s\r\n%s\n"
            .formatted(status, reason, detail.length() + 1, retry, detail);
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
