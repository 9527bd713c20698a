package io.culvert.container.session;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What a servlet of a test does. */
@FunctionalInterface
interface Page {
  void serve(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException;
}
