package io.culvert.sample.waiting;

import io.culvert.sample.web.FactSheet;
import io.culvert.sample.web.FactSheet.Group;
import io.culvert.sample.web.FactSheetView;
import io.culvert.sample.web.LongParameter;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;

/**
 * Blocks the request thread for {@code ms} milliseconds, as a slow database would. A good server
 * goes on answering other requests meanwhile.
 */
@WebServlet("/slow")
public final class SlowServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final LongParameter MS = new LongParameter("ms", 0, 30_000, 1_000);

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    switch (MS.read(request)) {
      case LongParameter.Ok(long ms) -> waitAndAnswer(Duration.ofMillis(ms), request, response);
      case LongParameter.Bad(String message) -> response.sendError(400, message);
    }
  }

  private void waitAndAnswer(
      Duration length, HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    Background background = Background.SHARED.in(getServletContext());
    if (!background.places().take()) {
      Crowded.refuse(response);
      return;
    }
    long begin = System.nanoTime();
    try {
      background.pause(length);
    } finally {
      background.places().leave();
    }
    new FactSheetView().show(request, response, sheet(length, System.nanoTime() - begin));
  }

  private static FactSheet sheet(Duration length, long nanos) {
    return FactSheet.of(
        "A slow page",
        "The servlet held its thread all that time.",
        Group.titled("Wait")
            .with("Asked for", length.toMillis() + " ms")
            .with("Waited", nanos / 1_000_000 + " ms")
            .with("Thread", CurrentThread.describe()));
  }
}
