package io.culvert.sample.hello;

import io.culvert.sample.web.Json;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Hello for programs: {@code /hello.json?name=Ada}. */
@WebServlet("/hello.json")
public final class HelloJsonServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("application/json");
    response.setCharacterEncoding("UTF-8");
    response.getWriter().write("{\"hello\":" + Json.quote(Name.in(request)) + "}\n");
  }
}
