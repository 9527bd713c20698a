package io.culvert.sample.waiting;

import io.culvert.sample.web.LongParameter;
import io.culvert.sample.web.LongParameter.Bad;
import io.culvert.sample.web.LongParameter.Ok;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;

/**
 * Server-Sent Events (HTML standard, section 9.2): {@code count} events, one every {@code every}
 * milliseconds. A client that comes back with Last-Event-ID goes on where it stood.
 */
@WebServlet(value = "/events", asyncSupported = true)
public final class EventsServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final LongParameter COUNT = new LongParameter("count", 1, 100, 10);
  private static final LongParameter EVERY = new LongParameter("every", 20, 2_000, 500);
  private static final Duration GRACE = Duration.ofSeconds(30);

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    switch (COUNT.read(request)) {
      case Bad(String message) -> response.sendError(400, message);
      case Ok(long count) -> {
        switch (EVERY.read(request)) {
          case Bad(String message) -> response.sendError(400, message);
          case Ok(long every) ->
              begin(new Schedule(count, Duration.ofMillis(every)), request, response);
        }
      }
    }
  }

  private void begin(Schedule schedule, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Background background = Background.SHARED.in(getServletContext());
    if (!background.streams().take()) {
      Crowded.refuse(response);
      return;
    }
    response.setContentType("text/event-stream");
    response.setCharacterEncoding("UTF-8");
    response.setHeader("Cache-Control", "no-store");
    // nginx would otherwise collect the events and deliver them together at the end
    response.setHeader("X-Accel-Buffering", "no");
    long first = schedule.firstAfter(request.getHeader("Last-Event-ID"));
    AsyncContext async = request.startAsync();
    async.setTimeout(schedule.whole().plus(GRACE).toMillis());
    EventStream stream = new EventStream(response.getOutputStream(), schedule, background::pause);
    StreamingAnswer answer = new StreamingAnswer(async, background.streams());
    async.addListener(answer);
    Thread.ofVirtual().name("sample-events").start(() -> answer.run(() -> stream.sendFrom(first)));
  }
}
