package io.culvert.bench.hello;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Answers every GET with the same fourteen bytes, and says so in Content-Length. */
public final class HelloServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final byte[] BODY = "Hello, world!\n".getBytes(StandardCharsets.US_ASCII);

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    // with its charset, or the containers would differ in which one they add
    response.setContentType("text/plain;charset=utf-8");
    response.setContentLength(BODY.length);
    response.getOutputStream().write(BODY);
  }
}
