package io.culvert.bench.hello;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What page.jsp and plain.jsp do, for a server without pages. */
public final class PageServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getServletPath().startsWith("/page")) {
      request.getSession();
    }
    response.setContentType("text/plain;charset=utf-8");
    response.getWriter().println("served by " + System.identityHashCode(getClass()));
  }
}
