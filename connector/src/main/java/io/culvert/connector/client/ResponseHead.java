package io.culvert.connector.client;

import io.culvert.connector.client.ClientResponse.Header;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;

/** Reads the head of a CGI response (RFC 3875 §6.2) and leaves the stream at its body. */
final class ResponseHead {
  private static final int MAX_LENGTH = 256 * 1024;

  private final InputStream content;
  private final Charset charset;
  private int length;

  ResponseHead(InputStream content, Charset charset) {
    this.content = content;
    this.charset = charset;
  }

  ClientResponse read() throws IOException {
    List<Header> headers = new ArrayList<>();
    String status = "200 OK";
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      if (colon < 1) {
        throw new IOException(
            "the response has a header line without a name: '%s'".formatted(line));
      }
      Header header = new Header(line.substring(0, colon), line.substring(colon + 1).strip());
      if (header.name().equalsIgnoreCase("Status")) {
        status = header.value();
      } else {
        headers.add(header);
      }
    }
    return response(status, headers);
  }

  private ClientResponse response(String status, List<Header> headers) throws IOException {
    if (!status.matches("[1-9][0-9]{2}( .*)?")) {
      throw new IOException("the response has the status '%s', which is none".formatted(status));
    }
    String reason = status.length() > 4 ? status.substring(4) : "";
    return new ClientResponse(Integer.parseInt(status.substring(0, 3)), reason, headers, content);
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = content.read(); next != '\n'; next = content.read()) {
      if (next < 0) {
        throw new EOFException("the response ended before its header did");
      }
      if (++length > MAX_LENGTH) {
        throw new IOException("the response header is longer than %d bytes".formatted(MAX_LENGTH));
      }
      line.write(next);
    }
    String text = line.toString(charset);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }
}
