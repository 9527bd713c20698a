package io.culvert.sample.transfer;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Takes a body of any size and any type by PUT or POST, keeps nothing of it, and answers how long
 * it was and what its SHA-256 is.
 */
@WebServlet("/digest")
public final class DigestServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doPut(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Digest digest = Digest.of(request.getInputStream());
    response.setContentType("application/json");
    response.setCharacterEncoding("UTF-8");
    response
        .getWriter()
        .write("{\"length\":%d,\"sha256\":\"%s\"}\n".formatted(digest.length(), digest.sha256()));
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    doPut(request, response);
  }
}
