package io.culvert.sample.hello;

import io.culvert.sample.web.Html;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Hello as a servlet that writes its own HTML: {@code /hello?name=Ada}. */
@WebServlet("/hello")
public final class HelloServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("text/html;charset=UTF-8");
    response.getWriter().write(page(Name.in(request), request.getContextPath()));
  }

  static String page(String name, String contextPath) {
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Hello</title>
        <link rel="stylesheet" href="%2$s/assets/sample.css">
        </head>
        <body class="bare">
        <main>
        <h1>Hello, %1$s!</h1>
        <p>A servlet wrote this page, line by line.</p>
        <p><a href="%2$s/">All pages</a></p>
        </main>
        </body>
        </html>
        """
        .formatted(Html.escape(name), Html.escape(contextPath));
  }
}
