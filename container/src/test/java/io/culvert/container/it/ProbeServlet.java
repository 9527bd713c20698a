package io.culvert.container.it;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collections;

/**
 * Pages that answer as the tests ask them to: {@code /status} with a status, {@code /fields} with
 * header fields of so many bytes, {@code /lengths} with how much of the request's header came,
 * {@code /half} with the first half of a body, which waits at the gate and then fails, {@code
 * /leave} until the client has gone or has been sent {@code megabytes}, which it says at the gate,
 * {@code /refuse} with 413 after the first byte of a body.
 */
@WebServlet({"/status", "/fields", "/lengths", "/half", "/leave", "/refuse"})
public final class ProbeServlet extends HttpServlet {
  /** Of {@code /half}: more than web servers keep before they send. */
  static final int HALF = 600_000;

  private static final long serialVersionUID = 1L;
  private static final int FIELD = 1024;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    switch (request.getServletPath()) {
      case "/status" -> answerStatus(request, response);
      case "/fields" -> answerFields(request, response);
      case "/lengths" -> answerLengths(request, response);
      case "/half" -> answerHalf(request, response);
      case "/leave" -> answerUntilTheClientHasGone(request, response);
      default -> response.sendError(405);
    }
  }

  /** Refuses a body after its first byte. */
  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    InputStream in = request.getInputStream();
    response.sendError(in.read() < 0 ? 400 : 413);
  }

  private static int number(HttpServletRequest request, String name) {
    return Integer.parseInt(request.getParameter(name));
  }

  private static void answerStatus(HttpServletRequest request, HttpServletResponse response) {
    response.setStatus(number(request, "code"));
    if (request.getParameter("location") != null) {
      response.setHeader("Location", request.getParameter("location"));
    }
    response.addCookie(new Cookie("first", "1"));
    response.addCookie(new Cookie("second", "2"));
  }

  private static void answerFields(HttpServletRequest request, HttpServletResponse response) {
    int left = number(request, "bytes");
    for (int field = 0; left > 0; field++, left -= FIELD) {
      response.setHeader("X-Field-" + field, "v".repeat(Math.min(left, FIELD)));
    }
  }

  private static void answerLengths(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    int fields =
        Collections.list(request.getHeaderNames()).stream()
            .filter(name -> name.startsWith("X-Field-") || name.startsWith("x-field-"))
            .mapToInt(name -> request.getHeader(name).length())
            .sum();
    String cookie = request.getHeader("Cookie");
    response.setContentType("text/plain");
    response
        .getOutputStream()
        .print("fields " + fields + " cookie " + (cookie == null ? 0 : cookie.length()));
  }

  private static void answerHalf(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("application/octet-stream");
    if (request.getParameter("known") != null) {
      response.setContentLength(2 * HALF);
    }
    response.getOutputStream().write(new byte[HALF]);
    response.flushBuffer();
    GateCall.waitAt(number(request, "port"));
    throw new IllegalStateException("thrown on purpose in the middle of a response");
  }

  private static void answerUntilTheClientHasGone(
      HttpServletRequest request, HttpServletResponse response) throws IOException {
    int port = number(request, "port");
    GateCall.waitAt(port);
    OutputStream out = response.getOutputStream();
    byte[] block = new byte[64 * 1024];
    int blocks = 16 * number(request, "megabytes");
    try {
      for (int sent = 0; sent < blocks; sent++) {
        out.write(block);
      }
    } catch (IOException _) {
      GateCall.say("gone", port);
      return;
    }
    GateCall.say("sent", port);
  }
}
