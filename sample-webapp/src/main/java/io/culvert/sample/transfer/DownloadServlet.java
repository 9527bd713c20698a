package io.culvert.sample.transfer;

import io.culvert.sample.web.LongParameter;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.OptionalLong;

/**
 * A download of any size up to 1 GiB: {@code /download?bytes=1000000}. With {@code length=unknown}
 * the answer carries no Content-Length, so that its end is known only when it comes. {@code
 * /download.sha256?bytes=…} says what the checksum will be, in the format of sha256sum.
 */
@WebServlet({"/download", "/download.sha256"})
public final class DownloadServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  static final LongParameter BYTES = new LongParameter("bytes", 0, 1L << 30, 1_000_000);

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    OptionalLong bytes = bytesOrError(request, response);
    if (bytes.isEmpty()) {
      return;
    }
    NumberedLines content = new NumberedLines(bytes.getAsLong());
    if (request.getServletPath().endsWith(".sha256")) {
      response.setContentType("text/plain;charset=US-ASCII");
      response.getWriter().write(content.sha256() + "  -\n");
      return;
    }
    describe(request, response, content);
    content.writeTo(response.getOutputStream());
  }

  /** Without this, HEAD would compute a gigabyte only to count it. */
  @Override
  protected void doHead(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    OptionalLong bytes = bytesOrError(request, response);
    if (bytes.isPresent() && !request.getServletPath().endsWith(".sha256")) {
      describe(request, response, new NumberedLines(bytes.getAsLong()));
    }
  }

  private static OptionalLong bytesOrError(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    return switch (BYTES.read(request)) {
      case LongParameter.Ok(long value) -> OptionalLong.of(value);
      case LongParameter.Bad(String message) -> {
        response.sendError(400, message);
        yield OptionalLong.empty();
      }
    };
  }

  private static void describe(
      HttpServletRequest request, HttpServletResponse response, NumberedLines content) {
    response.setContentType("application/octet-stream");
    response.setHeader("Content-Disposition", "attachment; filename=\"numbered-lines.txt\"");
    if (!"unknown".equals(request.getParameter("length"))) {
      response.setContentLengthLong(content.bytes());
    }
  }
}
