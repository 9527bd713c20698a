package io.culvert.container.it;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;

/** Counts the visits of each session, in an object of its own class; runs within a WAR. */
@WebServlet("/*")
public final class CountServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  /** What a session holds. */
  record Visits(int number) implements Serializable {}

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    HttpSession session = request.getSession();
    Visits before = (Visits) session.getAttribute("visits");
    Visits now = new Visits(before == null ? 1 : before.number() + 1);
    session.setAttribute("visits", now);
    try (InputStream number = getServletContext().getResourceAsStream("/WEB-INF/number")) {
      String release = new String(number.readAllBytes(), StandardCharsets.US_ASCII);
      response.getWriter().print(now.number() + " " + release);
    }
  }
}
