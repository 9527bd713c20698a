package io.culvert.connector.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class AcceptorTest {
  @TempDir private Path folder;
  private final BlockingQueue<SocketChannel> taken = new LinkedBlockingQueue<>();
  private final List<SocketChannel> peers = new ArrayList<>();

  @AfterEach
  void closeAll() throws IOException {
    for (SocketChannel each : peers) {
      each.close();
    }
    for (SocketChannel each : taken) {
      each.close();
    }
  }

  private Acceptor acceptor(Listener listener, PeerFilter filter, int most) throws IOException {
    Arrivals arrivals =
        new Arrivals() {
          @Override
          public void accepted(Listener listener, SocketChannel channel, Runnable whenClosed) {
            taken.add(channel);
          }

          @Override
          public void rejected(Listener listener, SocketAddress peer) {
            // is seen by the peer
          }
        };
    return new Acceptor(List.of(listener), filter, most, arrivals);
  }

  private static Listener listener(String endpoint) throws IOException {
    return Listener.open(Endpoint.parse(endpoint), PeerFilter.OPEN);
  }

  private SocketChannel connect(SocketAddress address) throws IOException {
    SocketChannel peer = SocketChannel.open(address);
    peers.add(peer);
    return peer;
  }

  /** They would be reset if they were left there. */
  @ParameterizedTest
  @ValueSource(strings = {"unix", "tcp"})
  void whoWaitsAtTheLimitOfConnectionsIsTakenWhenListeningEnds(String transport) throws Exception {
    Path path = folder.resolve("s");
    Listener listener = listener(transport.equals("unix") ? "unix:" + path : "127.0.0.1:0");
    SocketAddress address = listener.channel().getLocalAddress();
    Acceptor acceptor = acceptor(listener, PeerFilter.OPEN, 1);
    SocketChannel first = connect(address);
    SocketChannel accepted = taken.take();
    for (int i = 0; i < 20; i++) {
      connect(address);
    }

    acceptor.close();

    assertEquals(20, taken.size());
    assertEquals(21, acceptor.openConnections());
    assertThrows(IOException.class, () -> SocketChannel.open(address).close());
    assertFalse(Files.exists(path));
    accepted.close();
    assertEquals(-1, first.read(ByteBuffer.allocate(1)));
  }

  private SocketChannel connectFrom(String host, SocketAddress address) throws IOException {
    SocketChannel peer = SocketChannel.open();
    peers.add(peer);
    peer.bind(new InetSocketAddress(host, 0));
    peer.connect(address);
    return peer;
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.2", "::ffff:127.0.0.2", "10.0.0.1, 127.0.0.2"})
  void onlyFrontEndsThatAreNamedGetIn(String named) throws Exception {
    Listener listener = listener("127.0.0.1:0");
    SocketAddress address = listener.channel().getLocalAddress();
    try (Acceptor _ = acceptor(listener, PeerFilter.parse(named), 100)) {
      SocketChannel stranger = connectFrom("127.0.0.1", address);
      assertEquals(-1, stranger.read(ByteBuffer.allocate(1)));
      SocketChannel frontEnd = connectFrom("127.0.0.2", address);
      assertEquals(
          frontEnd.getLocalAddress().toString(), taken.take().getRemoteAddress().toString());
    }
  }

  @Test
  void frontEndsThatAreNamedAreNotAskedForOnUnixSockets() throws Exception {
    Path path = folder.resolve("s");
    try (Acceptor _ = acceptor(listener("unix:" + path), PeerFilter.parse("10.0.0.1"), 100)) {
      connect(UnixDomainSocketAddress.of(path));
      taken.take();
    }
  }

  @Test
  void anIpv6FrontEndCanBeNamed() {
    PeerFilter filter = PeerFilter.parse("2001:db8::1,::1");
    assertEquals(true, filter.lets(new InetSocketAddress("2001:db8:0:0::1", 1)));
    assertEquals(false, filter.lets(new InetSocketAddress("2001:db8::2", 1)));
    assertEquals(false, filter.lets(new InetSocketAddress(InetAddress.ofLiteral("0.0.0.1"), 1)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ",", "127.0.0.1,", "localhost", "127.0.0.1;127.0.0.2", "1.2.3", "::g", "1"})
  void aListThatIsNoneIsRefused(String list) {
    assertThrows(IllegalArgumentException.class, () -> PeerFilter.parse(list));
  }
}
