package io.culvert.container.it;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/** Tells its release and what it was warmed up with; lets users in and out; runs within a WAR. */
@WebServlet("/*")
public final class ReleaseServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private static final ThreadLocal<Object> REMEMBERED = new ThreadLocal<>();

  private final transient Queue<String> warmUps = new ConcurrentLinkedQueue<>();

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getAttribute("io.culvert.warm-up") != null) {
      warmUps.add(request.getPathInfo());
      request.getSession().setAttribute("kept", "for nobody");
    }
    HttpSession session = request.getSession(false);
    switch (request.getPathInfo()) {
      case "/in" -> request.getSession().setAttribute("who", "a user");
      case "/out" -> session.invalidate();
      case "/leak" -> leak();
      case "/remember" -> REMEMBERED.set(this);
      default -> {}
    }
    try (InputStream release = getServletContext().getResourceAsStream("/WEB-INF/release")) {
      String text = new String(release.readAllBytes(), StandardCharsets.US_ASCII);
      boolean all = request.getPathInfo().equals("/warmed");
      response.getWriter().print(all ? text + " " + String.join(" ", warmUps) : text);
    }
  }

  /** Until somebody interrupts it. */
  private static void leak() {
    Thread.ofPlatform()
        .daemon()
        .name("left behind")
        .start(
            () -> {
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
              }
            });
  }
}
