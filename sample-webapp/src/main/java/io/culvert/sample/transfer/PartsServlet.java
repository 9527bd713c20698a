package io.culvert.sample.transfer;

import io.culvert.sample.web.FactSheet;
import io.culvert.sample.web.FactSheet.Group;
import io.culvert.sample.web.FactSheetView;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.MultipartConfig;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The same as {@link UploadServlet} by the Servlet API's own means: the container parses the body
 * into parts and keeps the larger ones in files. Those are bounded by the annotation and deleted
 * before the answer leaves.
 */
@WebServlet("/upload/parts")
@MultipartConfig(
    maxFileSize = PartsServlet.MAX_FILE,
    maxRequestSize = PartsServlet.MAX_REQUEST,
    fileSizeThreshold = PartsServlet.IN_MEMORY)
public final class PartsServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  static final long MAX_FILE = 16L << 20;
  static final long MAX_REQUEST = 17L << 20;
  static final int IN_MEMORY = 16 << 10;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    String contentType = request.getContentType();
    if (contentType == null || Boundary.in(contentType).isEmpty()) {
      response.sendError(415, "Send multipart/form-data with a boundary.");
      return;
    }
    List<Group> groups;
    try {
      groups = digestAndDelete(request);
    } catch (IllegalStateException e) {
      // how getParts() reports that one of the annotation's limits is exceeded
      log("upload refused: " + e.getMessage());
      response.sendError(
          413, "A file may have 16 MiB here, all together 17 MiB. /upload has no limit.");
      return;
    }
    String lead = "Parsed by the container; its temporary files are already deleted.";
    new FactSheetView()
        .show(request, response, new FactSheet("Upload, as servlet parts", lead, groups));
  }

  private static List<Group> digestAndDelete(HttpServletRequest request)
      throws ServletException, IOException {
    List<Group> groups = new ArrayList<>();
    for (Part part : request.getParts()) {
      try (InputStream in = part.getInputStream()) {
        groups.add(ReceivedPart.describe(headerOf(part), Digest.of(in)));
      } finally {
        part.delete();
      }
    }
    return groups;
  }

  private static PartHeader headerOf(Part part) {
    return new PartHeader(
        part.getName(),
        Objects.requireNonNullElse(part.getSubmittedFileName(), ""),
        Objects.requireNonNullElse(part.getContentType(), ""));
  }
}
