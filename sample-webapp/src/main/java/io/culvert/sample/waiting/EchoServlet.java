package io.culvert.sample.waiting;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Sends the body back while it arrives, by ReadListener and WriteListener: no thread ever waits for
 * a slow client, and a client that does not read is not read from either.
 */
@WebServlet(value = "/echo", asyncSupported = true)
public final class EchoServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final long TIMEOUT_MILLIS = 300_000;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    // never the client's own type: a page that sends back what it is sent must not be able to send
    // scripts
    response.setContentType("application/octet-stream");
    if (request.getContentLengthLong() >= 0) {
      response.setContentLengthLong(request.getContentLengthLong());
    }
    AsyncContext async = request.startAsync();
    async.setTimeout(TIMEOUT_MILLIS);
    EchoPump pump =
        new EchoPump(request.getInputStream(), response.getOutputStream(), async::complete);
    pump.start();
  }
}
