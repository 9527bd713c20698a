package io.culvert.container.it;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * An authorizer that knows one user, ann with the password secret. It throws where the path in
 * question ends with {@code /broken}, and answers only half where it ends with {@code /half}; ann
 * may not see what ends with {@code /other}, if httpd asks that separately. Deployed by {@link
 * ServletWar}.
 */
@WebServlet("/auth/check")
public final class GuardServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  static final String ANN = basic("ann:secret");

  static String basic(String pair) {
    return "Basic "
        + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = String.valueOf(request.getAttribute("io.culvert.fastcgi.request-path"));
    String credentials = request.getHeader("Authorization");
    if (path.endsWith("/broken")) {
      throw new IllegalStateException("thrown by the test");
    }
    if (path.endsWith("/half")) {
      response.getOutputStream().print("welcome");
      response.flushBuffer();
      throw new IOException("thrown by the test");
    }
    if ("AUTHORIZER".equals(request.getAttribute("io.culvert.fastcgi.apache-role"))) {
      boolean own = "ann".equals(request.getAttribute("io.culvert.fastcgi.remote-user"));
      response.setStatus(own && !path.endsWith("/other") ? 200 : 403);
    } else if (credentials == null) {
      response.setStatus(401);
      response.setHeader("WWW-Authenticate", "Basic realm=\"guard\"");
      response.getWriter().print("who are you?");
    } else if (credentials.equals(ANN)) {
      response.setHeader("Variable-REMOTE_USER", "ann");
      response.setHeader(
          "Variable-GUARD", request.getAttribute("io.culvert.fastcgi.request-method") + " " + path);
      response.getWriter().print("welcome");
    } else {
      response.setStatus(403);
      response.getWriter().print("not you");
    }
  }
}
