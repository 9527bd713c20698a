package io.culvert.connector.client;

import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * A CGI response (RFC 3875 §6.2) whose head has arrived.
 *
 * @param status the status code
 * @param reason the reason phrase, perhaps empty
 * @param headers the header fields in order, without {@code Status}
 * @param body ends where the server ended the response; a response that is cut short ends with an
 *     {@link java.io.IOException} instead
 */
public record ClientResponse(int status, String reason, List<Header> headers, InputStream body) {
  public ClientResponse {
    headers = List.copyOf(headers);
  }

  /** A header field. */
  public record Header(String name, String value) {}

  /** The value of the first field of that name, in whatever case it is written. */
  public Optional<String> header(String name) {
    return headers.stream()
        .filter(header -> header.name().equalsIgnoreCase(name))
        .map(Header::value)
        .findFirst();
  }
}
