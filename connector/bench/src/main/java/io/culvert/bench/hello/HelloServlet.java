package io.culvert.bench.hello;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Answers every GET with the same fourteen bytes, or with as many as {@code ?bytes=} asks for, and
 * every POST with the fourteen after it has read the body; says so in Content-Length.
 */
public final class HelloServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final byte[] BODY = "Hello, world!\n".getBytes(StandardCharsets.US_ASCII);

  private static final byte[] CHUNK = new byte[8192];
  private static final String BYTES = "bytes=";

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String query = request.getQueryString();
    // with its charset, or the containers would differ in which one they add
    response.setContentType("text/plain;charset=utf-8");
    if (query != null && query.startsWith(BYTES)) {
      send(Integer.parseInt(query.substring(BYTES.length())), response);
      return;
    }
    response.setContentLength(BODY.length);
    response.getOutputStream().write(BODY);
  }

  private static void send(int bytes, HttpServletResponse response) throws IOException {
    response.setContentLength(bytes);
    for (int left = bytes; left > 0; left -= CHUNK.length) {
      response.getOutputStream().write(CHUNK, 0, Math.min(left, CHUNK.length));
    }
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    byte[] chunk = new byte[CHUNK.length];
    while (request.getInputStream().read(chunk) >= 0) {
      // read and forgotten
    }
    doGet(request, response);
  }
}
