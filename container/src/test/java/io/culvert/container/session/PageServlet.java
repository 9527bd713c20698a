package io.culvert.container.session;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Serves a page of a test. */
final class PageServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  private final transient Page page;

  PageServlet(Page page) {
    this.page = page;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    page.serve(request, response);
  }
}
