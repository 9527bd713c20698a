package io.culvert.connector.memory;

import io.culvert.connector.wire.EncodedPairs;
import io.culvert.connector.wire.RecordType;
import io.culvert.connector.wire.RecordWriter;
import io.culvert.connector.wire.Role;
import java.nio.ByteBuffer;

/**
 * What nginx makes of a browser's GET: its {@code fastcgi_params}, the browser's header fields, and
 * the records as nginx cuts and pads them.
 */
public final class GoldenRequest {
  private static final String[] PARAMS = {
    "QUERY_STRING", "page=2",
    "REQUEST_METHOD", "GET",
    "CONTENT_TYPE", "",
    "CONTENT_LENGTH", "",
    "SCRIPT_NAME", "/shop/list",
    "REQUEST_URI", "/shop/list?page=2",
    "DOCUMENT_URI", "/shop/list",
    "DOCUMENT_ROOT", "/usr/share/nginx/html",
    "SERVER_PROTOCOL", "HTTP/1.1",
    "REQUEST_SCHEME", "http",
    "GATEWAY_INTERFACE", "CGI/1.1",
    "SERVER_SOFTWARE", "nginx/1.28.0",
    "REMOTE_ADDR", "192.0.2.7",
    "REMOTE_PORT", "50001",
    "SERVER_ADDR", "198.51.100.9",
    "SERVER_PORT", "80",
    "SERVER_NAME", "shop.example",
    "HTTP_HOST", "shop.example",
    "HTTP_USER_AGENT", "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
    "HTTP_ACCEPT", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "HTTP_ACCEPT_LANGUAGE", "en-US,en;q=0.5",
    "HTTP_ACCEPT_ENCODING", "gzip, deflate",
    "HTTP_REFERER", "http://shop.example/shop/list?page=1",
    "HTTP_COOKIE", "JSESSIONID=4f3a1c9e7b2d4d0f8a6b5c4d3e2f1a0b; theme=dark",
    "HTTP_CONNECTION", "keep-alive",
    "HTTP_UPGRADE_INSECURE_REQUESTS", "1"
  };

  private GoldenRequest() {}

  /** The content of {@code PARAMS}. */
  public static byte[] pairs() {
    return EncodedPairs.of(PARAMS).bytes();
  }

  /** All records of the request, whose id is 1 and which keeps its connection. */
  public static byte[] records() {
    byte[] pairs = pairs();
    int padding = -pairs.length & 7;
    ByteBuffer out = ByteBuffer.allocate(16 + 8 + pairs.length + padding + 8 + 8);
    RecordWriter.beginRequest(out, 1, Role.RESPONDER, true);
    int at = out.position();
    RecordWriter.header(out, RecordType.PARAMS, 1, pairs.length);
    out.put(at + 6, (byte) padding);
    out.put(pairs).position(out.position() + padding);
    RecordWriter.header(out, RecordType.PARAMS, 1, 0);
    RecordWriter.header(out, RecordType.STDIN, 1, 0);
    return out.array();
  }
}
