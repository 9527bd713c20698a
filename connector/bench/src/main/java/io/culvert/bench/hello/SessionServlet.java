package io.culvert.bench.hello;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Uses sessions: {@code ?do=create} makes one and puts something into it, {@code
 * ?do=login&user=NAME} makes one for somebody who says who he is, {@code ?do=read} answers with the
 * name, {@code ?do=write} replaces another attribute.
 */
public final class SessionServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final String NAME = "user";

  /** Where Spring Security keeps who is logged in, the best known of all such places. */
  private static final String LOGIN = "SPRING_SECURITY_CONTEXT";

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String what = String.valueOf(request.getParameter("do"));
    byte[] answer = answer(what, request).getBytes(StandardCharsets.US_ASCII);
    response.setContentType("text/plain;charset=utf-8");
    response.setContentLength(answer.length);
    response.getOutputStream().write(answer);
  }

  private static String answer(String what, HttpServletRequest request) {
    if (what.equals("create")) {
      request.getSession().setAttribute(NAME, "anybody");
      return "created\n";
    }
    if (what.equals("login")) {
      request.getSession().setAttribute(NAME, request.getParameter("user"));
      request.getSession().setAttribute(LOGIN, "in");
      return "logged in\n";
    }
    HttpSession session = request.getSession(false);
    if (session == null) {
      return "nobody\n";
    }
    if (what.equals("write")) {
      session.setAttribute("last", Long.toString(System.nanoTime()));
      return "written\n";
    }
    return session.getAttribute(NAME) + "\n";
  }
}
