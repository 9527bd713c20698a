package io.culvert.container.files;

import io.undertow.server.handlers.resource.Resource;
import io.undertow.server.handlers.resource.ResourceManager;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The default servlet (Servlet 6.1 §12.2): sends the files of an application. Answers {@code GET}
 * and {@code HEAD} with validators, conditions and single ranges (RFC 9110 §13, §14); directories
 * are never listed.
 *
 * <p>It stands in for Undertow's own default servlet, which lets {@code If-Modified-Since} overrule
 * {@code If-None-Match}, never finds an {@code If-Range} tag equal, and writes past the wrappers
 * that filters put around a response.
 */
public final class StaticFiles extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final String METHODS = "GET, HEAD, OPTIONS";
  // RFC 9110 §5.6.7: two digits for the day, which the JDK's own RFC 1123 format does not give
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  private final transient ResourceManager resources;

  /**
   * Makes the servlet of one application.
   *
   * @param resources where its files are; each must be a file on disk
   */
  public StaticFiles(ResourceManager resources) {
    this.resources = resources;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    if (request.getDispatcherType() != DispatcherType.REQUEST) {
      // a forward, include or error page sends the file whatever the request's method is
      send(request, response);
      return;
    }
    switch (request.getMethod()) {
      case "GET", "HEAD" -> send(request, response);
      case "OPTIONS" -> response.setHeader("Allow", METHODS);
      default -> {
        response.setHeader("Allow", METHODS);
        response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
      }
    }
  }

  private void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Optional<String> path = FilePath.of(request);
    Path file = path.isPresent() ? find(path.get()) : null;
    if (file != null) {
      try {
        send(file, request, response);
        return;
      } catch (NoSuchFileException _) {
        // deleted since it was found
      }
    }
    if (request.getDispatcherType() == DispatcherType.INCLUDE) {
      throw new FileNotFoundException(path.orElse(request.getRequestURI())); // Servlet 6.1 §9.3
    }
    response.sendError(HttpServletResponse.SC_NOT_FOUND);
  }

  private @Nullable Path find(String path) throws IOException {
    Resource resource = resources.getResource(path);
    return resource == null || resource.isDirectory() ? null : resource.getFilePath();
  }

  private void send(Path file, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    if (request.getDispatcherType() == DispatcherType.INCLUDE) {
      FileSender.send(file, 0, attributes.size(), response);
      return;
    }
    Preconditions preconditions =
        new Preconditions(FileTag.of(attributes), attributes.lastModifiedTime().toMillis() / 1000);
    response.setHeader("ETag", "\"" + preconditions.tag() + "\"");
    response.setHeader(
        "Last-Modified", HTTP_DATE.format(Instant.ofEpochSecond(preconditions.modified())));
    // what an application forwards to, or an error page, is not the resource that was asked for
    boolean asked = request.getDispatcherType() == DispatcherType.REQUEST;
    switch (asked ? preconditions.evaluate(request) : Preconditions.Outcome.PROCEED) {
      case NOT_MODIFIED -> response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      case FAILED -> response.setStatus(HttpServletResponse.SC_PRECONDITION_FAILED);
      case PROCEED -> {
        boolean mayRange =
            asked && request.getMethod().equals("GET") && preconditions.allowRange(request);
        String range = mayRange ? request.getHeader("Range") : null;
        sendContent(file, RangeField.select(range, attributes.size()), request, response);
      }
    }
  }

  private void sendContent(
      Path file, Selection selection, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("Accept-Ranges", "bytes");
    switch (selection) {
      case Selection.Whole(long length) -> {
        describe(file, length, response);
        sendBody(file, 0, length, request, response);
      }
      case Selection.Part part -> {
        response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
        response.setHeader("Content-Range", part.contentRange());
        describe(file, part.length(), response);
        sendBody(file, part.start(), part.length(), request, response);
      }
      case Selection.Unsatisfiable unsatisfiable -> {
        response.setHeader("Content-Range", unsatisfiable.contentRange());
        response.sendError(HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE);
      }
    }
  }

  private void describe(Path file, long length, HttpServletResponse response) {
    if (response.getContentType() == null) {
      String type = getServletContext().getMimeType(file.getFileName().toString());
      response.setContentType(type == null ? "application/octet-stream" : type);
    }
    response.setContentLengthLong(length);
  }

  private static void sendBody(
      Path file, long start, long length, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!request.getMethod().equals("HEAD")) {
      FileSender.send(file, start, length, response);
    }
  }
}
