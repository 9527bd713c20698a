package io.culvert.container.it;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Pages that stop in the middle until the test lets them through: {@code /hold} on the request's
 * thread, {@code /put-aside} asynchronously, {@code /events} between two events, {@code /take} when
 * the first byte of the body is there. {@code /endless} sends until the client has gone, and then
 * comes to the gate. Deployed by {@link GateWar}; the parameter {@code port} says where the {@link
 * Gate} is.
 */
@WebServlet(
    value = {"/hold", "/put-aside", "/events", "/take", "/endless"},
    asyncSupported = true)
public final class GateServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    int port = port(request);
    switch (request.getServletPath()) {
      case "/hold" -> {
        waitAt(port);
        answer(response);
      }
      case "/put-aside" -> putAside(request, port);
      case "/events" -> sendEvents(response, port);
      default -> sendUntilTheClientHasGone(response, port);
    }
  }

  /** Answers how many bytes came; if they break off, comes to the gate once more. */
  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    int port = port(request);
    InputStream in = request.getInputStream();
    long count = in.read() < 0 ? 0 : 1;
    waitAt(port);
    try {
      count += in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      waitAt(port);
      throw e;
    }
    response.setContentType("text/plain");
    response.getOutputStream().print(count + " bytes");
  }

  private static int port(HttpServletRequest request) {
    String query = request.getQueryString();
    return Integer.parseInt(query.substring(query.indexOf('=') + 1));
  }

  private static void sendUntilTheClientHasGone(HttpServletResponse response, int port)
      throws IOException {
    response.setContentType("application/octet-stream");
    byte[] block = new byte[64 * 1024];
    try {
      while (true) {
        response.getOutputStream().write(block);
      }
    } catch (IOException _) {
      waitAt(port);
    }
  }

  private static void putAside(HttpServletRequest request, int port) {
    AsyncContext async = request.startAsync();
    async.setTimeout(0);
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                waitAt(port);
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
    waitAt(port);
    out.write("data: last\n\n".getBytes(StandardCharsets.US_ASCII));
  }

  private static void answer(HttpServletResponse response) throws IOException {
    response.setContentType("text/plain");
    response.getOutputStream().print("let through");
  }

  private static void waitAt(int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      if (socket.getInputStream().read() < 0) {
        throw new IOException("the gate was closed");
      }
    }
  }
}
