package io.culvert.container.it;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/**
 * Counts the requests of each session; runs within a WAR. A POST is told the checksum of its body,
 * too, and {@code /events} sends the number as an event, waits at the gate whose port is the query,
 * and sends another one.
 */
@WebServlet("/*")
public final class StrayServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private static int count(HttpServletRequest request) {
    HttpSession session = request.getSession();
    Integer before = (Integer) session.getAttribute("count");
    int now = before == null ? 1 : before + 1;
    session.setAttribute("count", now);
    return now;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    int count = count(request);
    if (request.getPathInfo().equals("/events")) {
      sendEvents(count, Integer.parseInt(request.getQueryString()), response);
    } else {
      response.getWriter().print(count);
    }
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    CheckedInputStream body = new CheckedInputStream(request.getInputStream(), new CRC32());
    long length = body.transferTo(OutputStream.nullOutputStream());
    response
        .getWriter()
        .print("%d %d %08x".formatted(count(request), length, body.getChecksum().getValue()));
  }

  private static void sendEvents(int count, int gate, HttpServletResponse response)
      throws IOException {
    response.setContentType("text/event-stream");
    response.setHeader("X-Accel-Buffering", "no");
    OutputStream out = response.getOutputStream();
    out.write("data: %d%n%n".formatted(count).getBytes(StandardCharsets.US_ASCII));
    out.flush();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gate)) {
      socket.getOutputStream().write('\n');
      if (socket.getInputStream().read() < 0) {
        throw new IOException("the gate was closed");
      }
    }
    out.write("data: last\n\n".getBytes(StandardCharsets.US_ASCII));
  }
}
