package io.culvert.connector.undertow;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.culvert.connector.cgi.CgiResponseHead;
import io.culvert.connector.connection.BufferPool;
import io.undertow.server.Connectors;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.Cookie;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** Turns status, header fields and cookies of an exchange into the head of a CGI response. */
final class ResponseHead {
  private static final Logger LOG = Logger.getLogger(ResponseHead.class);
  private static final HttpString ACCEL_BUFFERING = new HttpString("X-Accel-Buffering");
  private static final String VARIABLE = "Variable-";
  private static final String NGINX = "nginx/";
  private static final String EVENT_STREAM = "text/event-stream";

  private static final List<HttpString> USUAL =
      List.of(
          Headers.CONTENT_TYPE,
          Headers.CONTENT_LENGTH,
          Headers.CONTENT_ENCODING,
          Headers.CONTENT_DISPOSITION,
          Headers.CONTENT_LANGUAGE,
          Headers.CONTENT_RANGE,
          Headers.CONTENT_SECURITY_POLICY,
          Headers.ACCEPT_RANGES,
          Headers.CACHE_CONTROL,
          Headers.DATE,
          Headers.ETAG,
          Headers.EXPIRES,
          Headers.LAST_MODIFIED,
          Headers.LOCATION,
          Headers.PRAGMA,
          Headers.REFERRER_POLICY,
          Headers.SET_COOKIE,
          Headers.STRICT_TRANSPORT_SECURITY,
          Headers.VARY,
          Headers.WWW_AUTHENTICATE,
          Headers.X_CONTENT_TYPE_OPTIONS,
          Headers.X_FRAME_OPTIONS,
          Headers.X_XSS_PROTECTION,
          ACCEL_BUFFERING);

  /** The usual names as bytes, because {@link HttpString} only gives out copies. */
  private final Map<HttpString, byte[]> names = new HashMap<>();

  private final BufferPool buffers;
  private final LargeHeads largeHeads;

  ResponseHead(BufferPool buffers, LargeHeads largeHeads) {
    this.buffers = buffers;
    this.largeHeads = largeHeads;
    USUAL.forEach(name -> names.put(name, bytes(name)));
  }

  /**
   * The head as it is to be sent; to be given back with {@link #release} then.
   *
   * @param unbuffered whether the response should reach the client piece by piece, as the
   *     application sends it
   * @throws IOException if the head is longer than any front end takes
   */
  ByteBuffer of(RequestConnection connection, boolean unbuffered) throws IOException {
    HttpServerExchange exchange = connection.exchange();
    addCookies(exchange);
    HeaderMap headers = exchange.getResponseHeaders();
    if (!headers.contains(ACCEL_BUFFERING)
        && (unbuffered || isEventStream(headers))
        && isFrontEnd(connection, NGINX)) { // it collects a response unless it is told not to
      headers.put(ACCEL_BUFFERING, "no");
    }
    mendLanguage(headers);
    ByteBuffer buffer = buffers.acquire();
    CgiResponseHead head = fill(connection, buffer);
    boolean whole = head.end();
    if (LargeHeads.isLarge(head.size()) && isFrontEnd(connection, NGINX)) {
      largeHeads.look(exchange, head.size());
    }
    if (whole) {
      return buffer.flip();
    }
    buffers.release(buffer);
    return large(connection, head.size());
  }

  /** Of a locale without a country the servlet engine makes {@code en-}, which is no language. */
  private static void mendLanguage(HeaderMap headers) {
    String language = headers.getFirst(Headers.CONTENT_LANGUAGE);
    if (language == null || !language.endsWith("-")) {
      return;
    }
    if (language.length() == 1) {
      headers.remove(Headers.CONTENT_LANGUAGE);
    } else {
      headers.put(Headers.CONTENT_LANGUAGE, language.substring(0, language.length() - 1));
    }
  }

  /** Takes back a head that was sent. */
  void release(ByteBuffer head) {
    if (head.capacity() == buffers.bufferSize()) {
      buffers.release(head);
    }
  }

  private ByteBuffer large(RequestConnection connection, long size) throws IOException {
    if (size > CgiResponseHead.MAX_BYTES) {
      throw new IOException(
          "the response's header fields take %d bytes, more than the %d that are possible"
              .formatted(size, CgiResponseHead.MAX_BYTES));
    }
    ByteBuffer buffer = ByteBuffer.allocate((int) size);
    if (!fill(connection, buffer).end()) {
      throw new IllegalStateException("header fields changed while they were being written");
    }
    return buffer.flip();
  }

  private CgiResponseHead fill(RequestConnection connection, ByteBuffer buffer) {
    HttpServerExchange exchange = connection.exchange();
    boolean permits = connection.verdict() != null && exchange.getStatusCode() == StatusCodes.OK;
    CgiResponseHead head = begin(exchange, buffer);
    HeaderMap headers = exchange.getResponseHeaders();
    for (long i = headers.fastIterateNonEmpty(); i != -1L; i = headers.fiNextNonEmpty(i)) {
      HeaderValues values = headers.fiCurrent(i);
      if (permits && !isVariable(values.getHeaderName())) {
        continue;
      }
      byte[] name = names.get(values.getHeaderName());
      if (name == null) {
        name = bytes(values.getHeaderName());
      }
      for (int v = 0; v < values.size(); v++) {
        head.header(name, values.get(v));
      }
    }
    if (headers.contains(Headers.LOCATION) && isFrontEnd(connection, "HAProxy ")) {
      // up to 3.1 it makes a 302 of whatever has a Location, unless a status comes after it
      head.statusAgain(exchange.getStatusCode());
    }
    return head;
  }

  private static CgiResponseHead begin(HttpServerExchange exchange, ByteBuffer buffer) {
    String reason = exchange.getReasonPhrase();
    return reason == null
        ? CgiResponseHead.begin(buffer, exchange.getStatusCode())
        : CgiResponseHead.begin(buffer, exchange.getStatusCode(), reason);
  }

  /** The only fields of an Authorizer's permission that mean anything (§6.3). */
  private static boolean isVariable(HttpString name) {
    return name.toString().regionMatches(true, 0, VARIABLE, 0, VARIABLE.length());
  }

  /** One cookie that cannot be sent must not cost the whole response. */
  private static void addCookies(HttpServerExchange exchange) {
    for (Cookie cookie : exchange.responseCookies()) {
      try {
        Connectors.addCookie(exchange, cookie);
      } catch (IllegalArgumentException e) {
        LOG.warnf(
            "%s: cookie '%s' cannot be sent and is left out: %s",
            exchange.getRequestURI(), cookie.getName(), e.getMessage());
      }
    }
  }

  private static boolean isEventStream(HeaderMap headers) {
    String type = headers.getFirst(Headers.CONTENT_TYPE);
    return type != null && type.regionMatches(true, 0, EVENT_STREAM, 0, EVENT_STREAM.length());
  }

  private static boolean isFrontEnd(RequestConnection connection, String software) {
    return connection.cgi().serverSoftware().filter(name -> name.startsWith(software)).isPresent();
  }

  private static byte[] bytes(HttpString name) {
    return name.toString().getBytes(ISO_8859_1);
  }
}
