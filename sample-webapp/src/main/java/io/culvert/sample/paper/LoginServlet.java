package io.culvert.sample.paper;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;

/** Logs in and out of the paper's application. */
@WebServlet({"/paper/login", "/paper/logout"})
public final class LoginServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  /** The session attribute that names who logged in. */
  static final String USER = "paper.user";

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getServletPath().endsWith("logout")) {
      logOut(request);
      back(request, response);
      return;
    }
    String name = Objects.requireNonNullElse(request.getParameter("user"), "");
    String password = Objects.requireNonNullElse(request.getParameter("password"), "");
    Optional<User> user = PaperApplication.SHARED.in(getServletContext()).logIn(name, password);
    if (user.isEmpty()) {
      response.sendError(403, "No user has that name and that password.");
      return;
    }
    logIn(request, user.get());
    back(request, response);
  }

  private static void logIn(HttpServletRequest request, User user) {
    if (request.getSession(false) != null) {
      // an id from before the login may be known to somebody else (session fixation)
      request.changeSessionId();
    }
    request.getSession().setAttribute(USER, user.name());
  }

  private static void logOut(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session != null) {
      session.removeAttribute(USER);
    }
  }

  private static void back(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.sendRedirect(request.getContextPath() + "/paper", HttpServletResponse.SC_SEE_OTHER);
  }
}
