package io.culvert.sample.waiting;

import io.culvert.sample.web.FactSheet;
import io.culvert.sample.web.FactSheet.Group;
import io.culvert.sample.web.FactSheetView;
import io.culvert.sample.web.LongParameter;
import io.culvert.sample.web.LongParameter.Bad;
import io.culvert.sample.web.LongParameter.Ok;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;

/**
 * Waits without a thread: the request is put aside with {@code startAsync()}, and after {@code ms}
 * milliseconds, or after {@code timeout} if that is sooner, it is dispatched here a second time to
 * be answered.
 */
@WebServlet(value = "/async", asyncSupported = true)
public final class AsyncServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final LongParameter MS = new LongParameter("ms", 0, 30_000, 1_000);
  private static final LongParameter TIMEOUT = new LongParameter("timeout", 100, 30_000, 10_000);
  private static final String FIRST_THREAD = "sample.async.firstThread";

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    if (request.getDispatcherType() == DispatcherType.ASYNC) {
      answer(request, response);
      return;
    }
    switch (MS.read(request)) {
      case Bad(String message) -> response.sendError(400, message);
      case Ok(long ms) -> {
        switch (TIMEOUT.read(request)) {
          case Bad(String message) -> response.sendError(400, message);
          case Ok(long timeout) -> putAside(Duration.ofMillis(ms), timeout, request, response);
        }
      }
    }
  }

  private void putAside(
      Duration length, long timeout, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Background background = Background.SHARED.in(getServletContext());
    if (!background.places().take()) {
      Crowded.refuse(response);
      return;
    }
    request.setAttribute(FIRST_THREAD, CurrentThread.describe());
    AsyncContext async = request.startAsync();
    async.setTimeout(timeout);
    PendingAnswer pending = new PendingAnswer(async, background.places());
    async.addListener(pending);
    background.after(length, pending::finished);
  }

  private static void answer(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    boolean timedOut =
        request.getAttribute(PendingAnswer.OUTCOME) == PendingAnswer.Outcome.TIMED_OUT;
    if (timedOut) {
      response.setStatus(503);
    }
    String lead = timedOut ? "The time-out came first." : "No thread waited for this page.";
    FactSheet sheet =
        FactSheet.of(
            "An asynchronous page",
            lead,
            Group.titled("Threads")
                .with("Outcome", timedOut ? "timed out" : "completed")
                .with("Began on", String.valueOf(request.getAttribute(FIRST_THREAD)))
                .with("Ended on", CurrentThread.describe()));
    new FactSheetView().show(request, response, sheet);
  }
}
