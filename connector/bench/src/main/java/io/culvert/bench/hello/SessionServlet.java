package io.culvert.bench.hello;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Uses sessions: {@code ?do=create&user=NAME} makes one and puts the name into it, {@code ?do=read}
 * answers with the name, {@code ?do=write} replaces another attribute.
 */
public final class SessionServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

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
      String user = request.getParameter("user");
      request.getSession().setAttribute("user", user == null ? "anybody" : user);
      return "created\n";
    }
    HttpSession session = request.getSession(false);
    if (session == null) {
      return "nobody\n";
    }
    if (what.equals("write")) {
      session.setAttribute("last", Long.toString(System.nanoTime()));
      return "written\n";
    }
    return session.getAttribute("user") + "\n";
  }
}
