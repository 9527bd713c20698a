package io.culvert.container.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.connector.ScriptedPeer;
import io.culvert.connector.transport.Endpoint;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Connections that are kept and ask nothing cost little and delay nobody. {@code
 * -Dculvert.idle.connections=10000} asks for more of them, if the system lets a process have so
 * many descriptors.
 */
@Tag("alone")
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class IdleConnectionsIT {
  private static final int CONNECTIONS = Integer.getInteger("culvert.idle.connections", 1000);

  /** 10,000 in less than 100 MB. */
  private static final int MOST_KIB = 10;

  @TempDir private Path folder;

  @Test
  void keptConnectionsCostLittleAndDelayNobody() throws Exception {
    List<SocketChannel> idle = new ArrayList<>();
    String sample = "/:" + Artifacts.sample();
    // a compiler at work in the background would be counted as well
    Map<String, String> environment = Map.of("CULVERT_JSP_COMPILE", "lazy");
    try (Culvert culvert = Transport.UNIX.start(Dist.find(), folder, environment, sample);
        ScriptedPeer peer = ScriptedPeer.connect(Endpoint.parse(culvert.address()))) {
      for (int i = 0; i < 200; i++) {
        idle.add(keptConnection());
      }
      long pid = culvert.process().pid();
      long heapBefore = Vitals.of(pid, folder).heapKib();
      long residentBefore = residentKib(pid);
      for (int i = 0; i < CONNECTIONS; i++) {
        idle.add(keptConnection());
      }
      long heap = Vitals.of(pid, folder).heapKib() - heapBefore;
      long resident = residentKib(pid) - residentBefore;
      System.out.printf(
          "%d idle connections: %d KiB of heap, %d KiB resident%n", CONNECTIONS, heap, resident);
      assertTrue(heap <= (long) MOST_KIB * CONNECTIONS, heap + " KiB of heap");
      for (int i = 0; i < 100; i++) {
        peer.send(request(1));
        assertEquals(200, peer.answer(1).status());
      }
    } finally {
      for (SocketChannel channel : idle) {
        channel.close();
      }
    }
  }

  private static byte[] request(int id) {
    return ScriptedPeer.request(id, true, ScriptedPeer.get("/hello", Map.of()), new byte[0]);
  }

  /** One that has been used. */
  private SocketChannel keptConnection() throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    channel.connect(UnixDomainSocketAddress.of(folder.resolve("s")));
    channel.write(ByteBuffer.wrap(request(1)));
    if (channel.read(ByteBuffer.allocate(64)) < 0) {
      throw new IOException("the server has closed the connection");
    }
    return channel;
  }

  private static long residentKib(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .findFirst()
        .orElseThrow();
  }
}
