package io.culvert.container.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.container.frontend.FrontEnd;
import io.culvert.container.it.Ports;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** A real front end on a port of loopback, with the configuration that is printed for it. */
record RunningFrontEnd(Process process, Path said, int port) implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /**
   * What it answered.
   *
   * @param head the status line and the header fields
   */
  record Answer(int status, String head, String body) {
    /** A header field, whose name front ends may write as they like; empty if there is none. */
    String field(String name) {
      return head.lines()
          .filter(line -> line.regionMatches(true, 0, name + ": ", 0, name.length() + 2))
          .map(line -> line.substring(name.length() + 2))
          .findFirst()
          .orElse("");
    }
  }

  /**
   * Prints a configuration and starts the front end with it.
   *
   * @param options of {@code culvert frontend}
   */
  static RunningFrontEnd start(FrontEnd product, Path folder, String... options)
      throws IOException {
    FrontEndProgram program = FrontEndProgram.of(product);
    int port = Ports.free();
    List<String> line = new ArrayList<>(List.of("frontend", product.toString()));
    line.addAll(List.of(options));
    line.addAll(List.of("--unprivileged", folder.toString(), "--port", Integer.toString(port)));
    Terminal terminal = Terminal.without(folder);
    assertEquals(0, terminal.run(line.toArray(String[]::new)), terminal::err);
    Path file = Files.writeString(folder.resolve("front.conf"), terminal.out());
    Path said = folder.resolve("said");
    return new RunningFrontEnd(program.serve(product, file, said), said, port).awaitReady();
  }

  private RunningFrontEnd awaitReady() throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!answers()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        close();
        throw new AssertionError("the front end is not up: " + Files.readString(said));
      }
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
    return this;
  }

  private boolean answers() {
    try (Socket _ = connect()) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  /** A connection to it. */
  Socket connect() throws IOException {
    Socket socket = new Socket();
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    socket.setSoTimeout((int) PATIENCE.toMillis());
    return socket;
  }

  Answer get(String target, String header) throws IOException {
    return send("GET", target, header, "");
  }

  /** Sends just these bytes: a client library would normalise the path. */
  Answer send(String method, String target, String header, String body) throws IOException {
    String host = header.startsWith("Host:") ? "" : "Host: front.example\r\n";
    String extra = header.isEmpty() ? "" : header + "\r\n";
    String length =
        header.startsWith("Transfer-Encoding:")
            ? ""
            : "Content-Length: %d\r\n".formatted(body.length());
    return exchange(
        "%s %s HTTP/1.1\r\n%s%s%sConnection: close\r\n\r\n%s"
            .formatted(method, target, host, extra, length, body));
  }

  private Answer exchange(String request) throws IOException {
    try (Socket socket = connect();
        OutputStream out = socket.getOutputStream();
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
      out.write(request.getBytes(StandardCharsets.UTF_8));
      out.flush();
      String answer = in.lines().collect(Collectors.joining("\n"));
      assertTrue(answer.startsWith("HTTP/1."), () -> "no answer: " + answer);
      int blank = answer.indexOf("\n\n");
      return new Answer(
          Integer.parseInt(answer.substring(9, 12)),
          blank < 0 ? answer : answer.substring(0, blank),
          blank < 0 ? "" : answer.substring(blank + 2));
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
