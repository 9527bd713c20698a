package io.culvert.connector.client;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A connection to a FastCGI server, over which requests are sent one after the other. One thread at
 * a time, but any other may close it, which wakes the one that waits.
 */
public final class FcgiClient implements AutoCloseable {
  private final SocketChannel channel;
  private ResponseContent content;
  private Thread bodySender = Thread.ofVirtual().unstarted(() -> {});

  private FcgiClient(SocketChannel channel) {
    this.channel = channel;
    this.content = new ResponseContent(channel);
  }

  /**
   * Connects.
   *
   * @param server a TCP or a Unix-domain socket
   * @throws IOException if nobody answers there
   */
  public static FcgiClient connect(SocketAddress server) throws IOException {
    return connect(server, channel -> channel.connect(server));
  }

  /**
   * Connects, and makes sure that requests are taken there, before one is risked: the server has to
   * answer a management record (FastCGI Specification 1.0 §4.1).
   *
   * @param patience from now until its answer
   * @throws IOException if nobody answers there in time
   */
  public static FcgiClient greet(SocketAddress server, Duration patience) throws IOException {
    return connect(server, channel -> new Greeting(channel).exchange(server, patience));
  }

  @FunctionalInterface
  private interface Beginning {
    void with(SocketChannel channel) throws IOException;
  }

  private static FcgiClient connect(SocketAddress server, Beginning beginning) throws IOException {
    SocketChannel channel =
        server instanceof UnixDomainSocketAddress
            ? SocketChannel.open(StandardProtocolFamily.UNIX)
            : SocketChannel.open();
    try {
      beginning.with(channel);
      return new FcgiClient(channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * Sends a request and waits for the head of its response. Another one may follow on the same
   * connection when the body has been read to its end, if the request keeps the connection.
   *
   * @throws IOException if the connection fails, the body can't be read, or what comes is no CGI
   *     response
   */
  public ClientResponse send(ClientRequest request) throws IOException {
    awaitEndOf(bodySender);
    RequestSender sender = new RequestSender(channel, request);
    begin(sender);
    sendBodyBeside(sender);
    return new ResponseHead(content, StandardCharsets.UTF_8).read();
  }

  /**
   * Passes a request on and waits for the head of its response, whose chars are bytes like those of
   * the request. The connection is kept; see {@link #isDone} and {@link #isOpen}.
   *
   * @throws IOException as {@link #send}
   */
  public ClientResponse forward(ForwardedRequest request) throws IOException {
    RequestSender sender = new RequestSender(channel, request);
    begin(sender);
    if (request.body().isPresent()) {
      sendBodyBeside(sender);
    } else {
      sender.sendBody();
    }
    return new ResponseHead(content, StandardCharsets.ISO_8859_1).read();
  }

  private void begin(RequestSender sender) throws IOException {
    content = new ResponseContent(channel);
    sender.sendHead();
  }

  private void sendBodyBeside(RequestSender sender) {
    ResponseContent answer = content;
    bodySender = Thread.ofVirtual().start(() -> sendBody(sender, answer));
  }

  /** Whether the latest request is over, on both sides, so that another one can follow. */
  public boolean isDone() {
    return content.isEnded() && !bodySender.isAlive();
  }

  /**
   * Whether the server still holds the connection and has said nothing unasked, which would be out
   * of step. Does not wait. To be asked while no request is under way.
   */
  public boolean isOpen() {
    try {
      channel.configureBlocking(false);
      int count = channel.read(ByteBuffer.allocate(1));
      channel.configureBlocking(true);
      return count == 0;
    } catch (IOException _) {
      return false;
    }
  }

  private void sendBody(RequestSender sender, ResponseContent answer) {
    try {
      sender.sendBody();
    } catch (RequestSender.UnreadableBody e) {
      answer.fail(e);
    } catch (IOException _) {
      // the server may have answered without it, and hung up: what can be read of it will tell
    }
  }

  private static void awaitEndOf(Thread thread) throws IOException {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted while sending").initCause(e);
    }
  }

  /** What the server wrote to the error stream of the latest request, as far as it was read. */
  public String errors() {
    return content.errors();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
