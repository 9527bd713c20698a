package io.culvert.sample.session;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;

/**
 * Shows the visitor's session and changes it on request. Looking starts no session: only {@code
 * action=visit} does.
 */
@WebServlet("/session")
public final class SessionServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  /** The visits counted in this session, an Integer: any session store can keep one. */
  static final String VISITS = "visits";

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    request.setAttribute("view", SessionView.of(request));
    response.setHeader("Cache-Control", "no-store");
    request.getRequestDispatcher("/WEB-INF/pages/session.jsp").forward(request, response);
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String action = request.getParameter("action");
    switch (action == null ? "" : action) {
      case "visit" -> countVisit(request.getSession());
      case "change-id" -> changeId(request);
      case "invalidate" -> invalidate(request);
      default -> {
        response.sendError(400, "The parameter 'action' must be visit, change-id or invalidate.");
        return;
      }
    }
    // 303: the browser fetches the page anew, and a reload does not count twice
    response.sendRedirect(request.getContextPath() + "/session", HttpServletResponse.SC_SEE_OTHER);
  }

  /**
   * Two visits of one session at the same instant may count as one; the page is about sessions, not
   * about counting.
   */
  private static void countVisit(HttpSession session) {
    int before = session.getAttribute(VISITS) instanceof Integer visits ? visits : 0;
    session.setAttribute(VISITS, before + 1);
  }

  private static void changeId(HttpServletRequest request) {
    // without a session changeSessionId() throws
    if (request.getSession(false) != null) {
      request.changeSessionId();
    }
  }

  private static void invalidate(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session != null) {
      session.invalidate();
    }
  }
}
