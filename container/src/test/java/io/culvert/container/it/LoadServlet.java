package io.culvert.container.it;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Pages of known cost: {@code /sleep?20} waits so many milliseconds, {@code /spin?20} uses up a
 * processor for so long, {@code /hello} does neither.
 */
@WebServlet({"/sleep", "/spin", "/hello"})
public final class LoadServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    switch (request.getServletPath()) {
      case "/sleep" -> sleepUntil(end(request));
      case "/spin" -> spinUntil(end(request));
      default -> {}
    }
    response.setContentType("text/plain");
    response.getOutputStream().print("done");
  }

  private static long end(HttpServletRequest request) {
    return System.nanoTime()
        + TimeUnit.MILLISECONDS.toNanos(Long.parseLong(request.getQueryString()));
  }

  private static void sleepUntil(long end) {
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private static void spinUntil(long end) {
    while (System.nanoTime() - end < 0) {
      Thread.onSpinWait();
    }
  }
}
