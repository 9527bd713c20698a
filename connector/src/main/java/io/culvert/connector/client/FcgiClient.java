package io.culvert.connector.client;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;

/** A connection to a FastCGI server, over which requests are sent one after the other. */
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
    SocketChannel channel =
        server instanceof UnixDomainSocketAddress
            ? SocketChannel.open(StandardProtocolFamily.UNIX)
            : SocketChannel.open();
    try {
      channel.connect(server);
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
    content = new ResponseContent(channel);
    RequestSender sender = new RequestSender(channel, request);
    sender.sendHead();
    ResponseContent answer = content;
    bodySender = Thread.ofVirtual().start(() -> sendBody(sender, answer));
    return new ResponseHead(answer).read();
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
