package io.culvert.container.it;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Pages that stop in the middle until the test lets them through: {@code /hold} on the request's
 * thread, {@code /put-aside} asynchronously, {@code /events} between two events, {@code /take} when
 * the first byte of the body is there. Deployed by {@link GateWar}; the parameter {@code port} says
 * where the {@link Gate} is.
 */
@WebServlet(
    value = {"/hold", "/put-aside", "/events", "/take"},
    asyncSupported = true)
public final class GateServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    int port = port(request);
    switch (request.getServletPath()) {
      case "/hold" -> {
        GateCall.waitAt(port);
        answer(response);
      }
      case "/put-aside" -> putAside(request, port);
      case "/events" -> sendEvents(response, port);
      default -> response.sendError(405);
    }
  }

  /** Answers how many bytes came; if they break off, comes to the gate once more. */
  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    int port = port(request);
    InputStream in = request.getInputStream();
    long count = in.read() < 0 ? 0 : 1;
    GateCall.waitAt(port);
    try {
      count += in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      GateCall.waitAt(port);
      throw e;
    }
    response.setContentType("text/plain");
    response.getOutputStream().print(count + " bytes");
  }

  private static int port(HttpServletRequest request) {
    String query = request.getQueryString();
    return Integer.parseInt(query.substring(query.indexOf('=') + 1));
  }

  private static void putAside(HttpServletRequest request, int port) {
    AsyncContext async = request.startAsync();
    async.setTimeout(0);
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                GateCall.waitAt(port);
                answer((HttpServletResponse) async.getResponse());
              } catch (IOException e) {
                async.getRequest().getServletContext().log("the gate is gone", e);
              } finally {
                async.complete();
              }
            });
  }

  private static void sendEvents(HttpServletResponse response, int port) throws IOException {
    response.setContentType("text/event-stream");
    response.setHeader("X-Accel-Buffering", "no");
    OutputStream out = response.getOutputStream();
    out.write("data: first\n\n".getBytes(StandardCharsets.US_ASCII));
    out.flush();
    GateCall.waitAt(port);
    out.write("data: last\n\n".getBytes(StandardCharsets.US_ASCII));
  }

  private static void answer(HttpServletResponse response) throws IOException {
    response.setContentType("text/plain");
    response.getOutputStream().print("let through");
  }
}
