package io.culvert.sample.inspect;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Fails in the way that {@code how} names, for a look at what server and front end make of it. */
@WebServlet("/fail")
public final class FailServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    String how = request.getParameter("how");
    switch (how == null ? "" : how) {
      case "404" -> response.sendError(404, "The servlet looked and found nothing.");
      case "500" -> response.sendError(500, "The servlet said that it failed.");
      case "exception" ->
          throw new IllegalStateException("thrown on purpose by the error page demonstration");
      case "checked" ->
          throw new ServletException("thrown on purpose by the error page demonstration");
      case "late" -> breakOff(response);
      default ->
          response.sendError(
              400, "The parameter 'how' must be 404, 500, exception, checked or late.");
    }
  }

  /**
   * Too late for an error page: a correct server breaks the connection, so that nobody takes half a
   * page for whole.
   */
  private static void breakOff(HttpServletResponse response) throws IOException {
    response.setContentType("text/plain;charset=UTF-8");
    response.setContentLength(100_000);
    response.getWriter().write("The first of a hundred thousand bytes that were promised.\n");
    response.flushBuffer();
    throw new IOException("thrown on purpose after the response was committed");
  }
}
