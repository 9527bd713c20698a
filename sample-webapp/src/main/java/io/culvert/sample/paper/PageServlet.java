package io.culvert.sample.paper;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;

/**
 * A page of the paper's application: {@code /paper/page/home?cell=kept-cached}. Programs send Basic
 * credentials with every request and get no session; people log in once.
 */
@WebServlet("/paper/page/*")
public final class PageServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<Visitor> visitor = visitor(request);
    Optional<ContentFile> file = file(request);
    Optional<Cell> cell = cell(request);
    if (file.isEmpty()) {
      response.sendError(404, "The pages are /paper/page/home, rain and catalogue.");
    } else if (cell.isEmpty()) {
      response.sendError(
          400,
          "The parameter 'cell' must be kept-cached, kept-uncached, reopened-cached or reopened-uncached.");
    } else if (visitor.isEmpty()) {
      refuse(response);
    } else {
      PaperApplication paper = PaperApplication.SHARED.in(getServletContext());
      answer(paper.serve(visitor.get(), file.get(), cell.get()), response);
    }
  }

  private static void answer(Answer answer, HttpServletResponse response) throws IOException {
    switch (answer) {
      case Answer.Page(String html) -> {
        response.setContentType("text/html;charset=UTF-8");
        response.setHeader("Cache-Control", "private, no-store");
        response.getWriter().write(html);
      }
      case Answer.WrongPassword _ -> refuse(response);
    }
  }

  private static void refuse(HttpServletResponse response) throws IOException {
    response.setHeader("WWW-Authenticate", "Basic realm=\"the 1996 paper\", charset=\"UTF-8\"");
    response.sendError(
        401, "Log in as user0001 with the password secret0001, or any number up to 1000.");
  }

  private static Optional<Visitor> visitor(HttpServletRequest request) {
    Optional<Visitor> basic = BasicCredentials.in(request.getHeader("Authorization"));
    if (basic.isPresent()) {
      return basic;
    }
    HttpSession session = request.getSession(false);
    return session != null && session.getAttribute(LoginServlet.USER) instanceof String name
        ? Optional.of(new Visitor.LoggedIn(name))
        : Optional.empty();
  }

  private static Optional<ContentFile> file(HttpServletRequest request) {
    String path = Objects.requireNonNullElse(request.getPathInfo(), "/");
    return ContentFile.named(path.substring(1));
  }

  private static Optional<Cell> cell(HttpServletRequest request) {
    return Cell.named(
        Objects.requireNonNullElse(request.getParameter("cell"), Cell.KEPT_CACHED.key()));
  }
}
