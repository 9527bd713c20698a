package io.culvert.container.it;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Says who asks for what; deployed by {@link LoginIT}. */
public final class MemberServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response
        .getWriter()
        .printf(
            "%s %s %s %s %s",
            request.getMethod(),
            request.getRemoteUser(),
            request.getAuthType(),
            request.isUserInRole("admin"),
            request.getParameter("x"));
  }
}
