package io.culvert.sample.selfcall;

import io.culvert.sample.selfcall.SelfCaller.Outcome;
import io.culvert.sample.web.FactSheet;
import io.culvert.sample.web.FactSheet.Group;
import io.culvert.sample.web.FactSheetView;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * A page that needs its own server to answer before it can: the request thread waits for a second
 * request to the same application. When as many visitors come at once as the server has workers, a
 * server that queues the second request behind the first never answers either.
 */
@WebServlet("/self")
public final class SelfCallServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    if (request.getHeader(SelfCaller.HEADER) != null) {
      response.setHeader(SelfCaller.HEADER, "answered");
      response.setContentType("text/plain;charset=UTF-8");
      response.getWriter().write("the answer that the other request waits for\n");
      return;
    }
    switch (LoopbackTarget.of(request)) {
      case LoopbackTarget.None(String why) ->
          response.sendError(403, "No call was made: " + why + ".");
      case LoopbackTarget.At at -> {
        Outcome outcome = SelfCaller.SHARED.in(getServletContext()).call(at.uri());
        response.setStatus(status(outcome));
        new FactSheetView().show(request, response, sheet(at, outcome));
      }
    }
  }

  private static int status(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Answered _ -> 200;
      case Outcome.Stranger _, Outcome.Failed _ -> 502;
      case Outcome.NoAnswer _ -> 504;
      case Outcome.TooMany _ -> 503;
    };
  }

  private static FactSheet sheet(LoopbackTarget.At at, Outcome outcome) {
    String said =
        switch (outcome) {
          case Outcome.Answered(int status, var after) ->
              "status %d after %.1f ms".formatted(status, after.toNanos() / 1e6);
          case Outcome.Stranger(int status) ->
              "status %d, but not from this application: another one answers there"
                  .formatted(status);
          case Outcome.NoAnswer(var patience) ->
              "nothing in %d ms: the server is waiting for itself".formatted(patience.toMillis());
          case Outcome.Failed(String why) -> "the call failed: " + why;
          case Outcome.TooMany _ -> "not called: too many calls are under way";
        };
    return FactSheet.of(
        "A page that calls its own server",
        "This request waited for another request to the same application.",
        Group.titled("Call").with("Called", at.uri()).with("Answer", said));
  }
}
