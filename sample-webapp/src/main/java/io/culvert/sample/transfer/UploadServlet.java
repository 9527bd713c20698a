package io.culvert.sample.transfer;

import io.culvert.sample.web.FactSheet;
import io.culvert.sample.web.FactSheet.Group;
import io.culvert.sample.web.FactSheetView;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes a multipart/form-data body of any size and digests its parts while they arrive; nothing is
 * stored.
 */
@WebServlet("/upload")
public final class UploadServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    String contentType = request.getContentType();
    Optional<Boundary> boundary = contentType == null ? Optional.empty() : Boundary.in(contentType);
    if (boundary.isEmpty()) {
      response.sendError(
          415, "Send multipart/form-data with a boundary, or use /digest for a raw body.");
      return;
    }
    List<Group> parts;
    try {
      parts = digestParts(new MultipartStream(request.getInputStream(), boundary.get()));
    } catch (MalformedMultipartException e) {
      response.sendError(400, e.getMessage());
      return;
    }
    String lead = "Digested while it arrived; nothing of it was stored.";
    new FactSheetView().show(request, response, new FactSheet("Upload, streamed", lead, parts));
  }

  static List<Group> digestParts(MultipartStream stream) throws IOException {
    List<Group> parts = new ArrayList<>();
    for (Optional<PartHeader> next = stream.nextPart();
        next.isPresent();
        next = stream.nextPart()) {
      PartHeader header = next.get();
      Digest digest = Digest.of(stream.body());
      parts.add(ReceivedPart.describe(header, digest));
    }
    return parts;
  }
}
