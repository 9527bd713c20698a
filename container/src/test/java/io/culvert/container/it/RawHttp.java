package io.culvert.container.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * HTTP by the byte, for what no library would send.
 *
 * @param socket to a server on loopback
 */
record RawHttp(Socket socket) implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 60_000;
  private static final Pattern LENGTH = Pattern.compile("(?i)\r\nContent-Length: *([0-9]+)\r\n");
  private static final Pattern CHUNKED = Pattern.compile("(?i)\r\nTransfer-Encoding: *chunked\r");

  static RawHttp connect(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    return new RawHttp(socket);
  }

  /** Asks for a path in exactly this spelling; status line, header and body as they came. */
  static String get(int port, String path) throws IOException {
    try (RawHttp http = connect(port)) {
      http.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
      return http.answer();
    }
  }

  /** One whole answer; web servers may take their time to close after it. */
  String answer() throws IOException {
    String head = readUntil("\r\n\r\n");
    Matcher length = LENGTH.matcher(head);
    if (length.find()) {
      byte[] body = in().readNBytes(Integer.parseInt(length.group(1)));
      return head + new String(body, StandardCharsets.ISO_8859_1);
    }
    if (CHUNKED.matcher(head).find()) {
      return head + readUntil("\r\n0\r\n\r\n");
    }
    return head + new String(in().readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  /** The status of an answer as {@link #get} returns it; 0 if there was none. */
  static int status(String answer) {
    return answer.startsWith("HTTP/1.") ? Integer.parseInt(answer.substring(9, 12)) : 0;
  }

  void send(String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  /** Sends as much as is taken. */
  void offer(String text) {
    try {
      send(text);
    } catch (IOException _) {
      // it is refused, and an answer may be there
    }
  }

  /** Sends as much as is taken and reads the answer; empty if the connection ends before it. */
  String exchange(String text) {
    offer(text);
    try {
      return answer();
    } catch (IOException | AssertionError _) {
      return "";
    }
  }

  InputStream in() throws IOException {
    return socket.getInputStream();
  }

  /** Reads until the text has come, and fails when the server ends before. */
  String readUntil(String text) throws IOException {
    StringBuilder read = new StringBuilder();
    while (read.indexOf(text) < 0) {
      int next = in().read();
      if (next < 0) {
        throw new AssertionError("the server ended before '" + text + "' came: " + read);
      }
      read.append((char) next);
    }
    return read.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
