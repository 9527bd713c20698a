package io.culvert.sample.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Shows a {@link FactSheet}: a page for browsers, plain text for everything else. */
public final class FactSheetView {
  private static final String PAGE = "/WEB-INF/pages/facts.jsp";

  /** Writes the whole answer; the status must have been set before. */
  public void show(HttpServletRequest request, HttpServletResponse response, FactSheet sheet)
      throws ServletException, IOException {
    response.setHeader("Vary", "Accept");
    response.setHeader("Cache-Control", "no-store");
    if (wantsHtml(request)) {
      request.setAttribute("sheet", sheet);
      request.getRequestDispatcher(PAGE).forward(request, response);
      return;
    }
    response.setContentType("text/plain;charset=UTF-8");
    response.getWriter().write(sheet.toPlainText());
  }

  /** Browsers name text/html; curl and load generators send {@code *}/{@code *} or nothing. */
  private static boolean wantsHtml(HttpServletRequest request) {
    String accept = request.getHeader("Accept");
    return accept != null && accept.contains("text/html");
  }
}
