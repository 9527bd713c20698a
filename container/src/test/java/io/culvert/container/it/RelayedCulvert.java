package io.culvert.container.it;

import io.culvert.connector.FcgiServer;
import io.culvert.connector.FcgiServerConfig;
import io.culvert.connector.connection.Application;
import io.culvert.connector.connection.ConnectionEvents;
import io.culvert.connector.transport.Endpoint;
import io.culvert.connector.wire.ProtocolException;
import io.culvert.connector.wire.Record;
import io.culvert.connector.wire.RecordReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** The connector itself as one of the failing servers: what it says is passed on byte by byte. */
final class RelayedCulvert implements AutoCloseable {
  private final FcgiServer server;
  private final InetSocketAddress address;

  private RelayedCulvert(FcgiServer server, InetSocketAddress address) {
    this.server = server;
    this.address = address;
  }

  static RelayedCulvert start(Application application) throws IOException {
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Ports.free());
    FcgiServer server =
        FcgiServer.start(
            FcgiServerConfig.on(new Endpoint.Tcp("127.0.0.1", address.getPort())),
            application,
            ConnectionEvents.NONE);
    return new RelayedCulvert(server, address);
  }

  Failure failure(String title) {
    return new Failure(title, this::relay);
  }

  /** Until the request has ended, or the connection has. */
  private boolean relay(FailingBackend.Asked asked, SocketChannel frontEnd) throws IOException {
    try (SocketChannel channel = SocketChannel.open(address)) {
      channel.write(asked.bytes());
      RecordReader reader = new RecordReader();
      ByteBuffer bytes = ByteBuffer.allocate(16 * 1024);
      while (channel.read(bytes.clear()) >= 0) {
        ByteBuffer seen = bytes.flip().duplicate();
        frontEnd.write(bytes);
        if (hasEnd(reader, seen)) {
          return true;
        }
      }
      return false;
    }
  }

  private static boolean hasEnd(RecordReader reader, ByteBuffer bytes) {
    try {
      Record record = reader.next(bytes);
      while (!(record instanceof Record.Incomplete)) {
        if (record instanceof Record.EndRequest) {
          return true;
        }
        record = reader.next(bytes);
      }
      return false;
    } catch (ProtocolException _) {
      return false; // it is meant to be no record, and the connection's end follows
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
