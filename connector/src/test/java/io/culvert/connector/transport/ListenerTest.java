package io.culvert.connector.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ListenerTest {
  @TempDir private Path folder;
  private Path path = Path.of("");

  @BeforeEach
  void namePath() {
    path = folder.resolve("s");
  }

  private Listener open() throws IOException {
    return open("");
  }

  private Listener open(String options) throws IOException {
    return Listener.open(Endpoint.parse("unix:" + path + options), PeerFilter.OPEN);
  }

  private void assertRefused(String message, String options) throws IOException {
    String said = assertThrows(IOException.class, () -> open(options)).getMessage();
    assertTrue(said.startsWith("unix:" + path), said);
    assertTrue(said.contains(message), said);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void aSocketFileHasTheModeThatWasAskedForAndGoesWithItsListener() throws Exception {
    Map<String, String> modes =
        Map.of("0600", "rw-------", "0666", "rw-rw-rw-", "0770", "rwxrwx---", "0060", "---rw----");
    for (Map.Entry<String, String> each : modes.entrySet()) {
      try (Listener _ = open("?mode=" + each.getKey())) {
        assertEquals(
            each.getValue(), PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
      }
      assertEquals(List.of(), files());
    }
  }

  @Test
  void aFileMadeStrictlyHasNoPermissionAndOthersAreMadeAsBefore() throws Exception {
    Umask before = Umask.current();

    before.strictly(() -> Files.createFile(path));

    assertEquals(PosixFilePermissions.fromString("---------"), Files.getPosixFilePermissions(path));
    assertEquals(before, Umask.current());
  }

  @Test
  void aLooseUmaskDoesNotLoosenASocketFile() throws Exception {
    Posix posix = new Posix();
    int before = posix.umask(0);
    try (Listener _ = open("?mode=0600")) {
      assertEquals(
          PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(path));
      assertEquals(new Umask(0), Umask.current());
    } finally {
      int _ = posix.umask(before);
    }
  }

  @Test
  void ownerAndGroupAreSetByNameOrNumber() throws Exception {
    Path mine = Files.createFile(folder.resolve("mine"));
    PosixFileAttributes me = Files.readAttributes(mine, PosixFileAttributes.class);
    Object group = Files.getAttribute(mine, "unix:gid");
    try (Listener _ = open("?owner=" + me.owner().getName() + "&group=" + group)) {
      PosixFileAttributes file = Files.readAttributes(path, PosixFileAttributes.class);
      assertEquals(me.owner(), file.owner());
      assertEquals(me.group(), file.group());
    }
  }

  @Test
  void aGroupThatDoesNotExistIsSaidAndNothingIsLeft() throws Exception {
    assertRefused("no such user or group", "?group=nobody.knows");
    assertEquals(List.of(), files());
  }

  @Test
  void aSocketFileThatACrashLeftIsReplaced() throws Exception {
    leaveStaleFile();
    try (Listener _ = open()) {
      assertEquals(List.of("s"), files());
      SocketChannel.open(UnixDomainSocketAddress.of(path)).close();
    }
    assertEquals(List.of(), files());
  }

  private void leaveStaleFile() throws IOException {
    try (ServerSocketChannel crashed = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      crashed.bind(UnixDomainSocketAddress.of(path));
    }
    assertTrue(Files.exists(path));
  }

  @Test
  void aSocketOfARunningServerIsLeftAlone() throws Exception {
    try (Listener _ = open()) {
      assertRefused("a running server owns this socket", "");
      SocketChannel.open(UnixDomainSocketAddress.of(path)).close();
    }
  }

  /** Nobody is accepted there, so only an answer that does not wait tells of the server. */
  @Test
  void aServerWhoseBacklogIsFullIsARunningServer() throws Exception {
    List<SocketChannel> waiting = new ArrayList<>();
    try (ServerSocketChannel busy = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      busy.bind(UnixDomainSocketAddress.of(path), 1);
      while (connectsAtOnce(waiting)) {
        // until its backlog is full
      }
      assertRefused("a running server seems to own this socket", "");
      assertTrue(Files.exists(path));
    } finally {
      for (SocketChannel each : waiting) {
        each.close();
      }
    }
  }

  private boolean connectsAtOnce(List<SocketChannel> waiting) throws IOException {
    SocketChannel next = SocketChannel.open(StandardProtocolFamily.UNIX);
    waiting.add(next);
    next.configureBlocking(false);
    try {
      return next.connect(UnixDomainSocketAddress.of(path));
    } catch (SocketException _) {
      return false;
    }
  }

  @Test
  void aFileThatIsNoSocketIsLeftAlone() throws Exception {
    Files.writeString(path, "precious");
    assertRefused("a file of this name that is not a socket", "");
    assertEquals("precious", Files.readString(path));
  }

  @Test
  void aFolderThatDoesNotExistIsSaid() {
    path = folder.resolve("none/s");
    String said = assertThrows(IOException.class, this::open).getMessage();
    assertTrue(said.contains("Does the folder exist"), said);
  }

  @Test
  void theFileOfAnotherServerIsNotRemoved() throws Exception {
    Listener first = open();
    Files.delete(path);
    try (Listener _ = open()) {
      first.close();
      first.close();
      assertTrue(Files.exists(path));
    }
  }

  @Test
  void aHiddenListenerIsFoundByNobodyAndAcceptsWhoHasConnected() throws Exception {
    try (Listener listener = open();
        SocketChannel early = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
      listener.hide();
      assertThrows(
          IOException.class, () -> SocketChannel.open(UnixDomainSocketAddress.of(path)).close());
      try (SocketChannel accepted = listener.channel().accept()) {
        assertNotNull(accepted);
        assertTrue(early.isConnected());
      }
    }
  }

  /** The one that wins must be the one who is reached afterwards. */
  @Test
  void ofServersThatStartAtOnceOnAStaleFileOneWinsAndTheOthersSaySo() throws Exception {
    int servers = 4;
    try (ExecutorService threads = Executors.newFixedThreadPool(servers)) {
      for (int round = 0; round < 200; round++) {
        leaveStaleFile();
        CyclicBarrier together = new CyclicBarrier(servers);
        Callable<Optional<Listener>> start =
            () -> {
              together.await();
              try {
                return Optional.of(open());
              } catch (IOException e) {
                assertTrue(e.getMessage().contains("cannot listen: "), e.getMessage());
                return Optional.empty();
              }
            };
        List<Listener> winners = new ArrayList<>();
        List<Future<Optional<Listener>>> started = new ArrayList<>();
        for (int i = 0; i < servers; i++) {
          started.add(threads.submit(start));
        }
        for (Future<Optional<Listener>> each : started) {
          each.get().ifPresent(winners::add);
        }
        assertEquals(1, winners.size(), "round " + round);
        try (Listener winner = winners.getFirst();
            SocketChannel _ = SocketChannel.open(UnixDomainSocketAddress.of(path));
            SocketChannel accepted = winner.channel().accept()) {
          assertNotNull(accepted);
        }
        assertEquals(List.of(), files(), "round " + round);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0.0.0.0:0", "[::]:0", "[::ffff:0.0.0.0]:0", "0:0", "[0:0:0:0:0:0:0:0]:0"})
  void whoeverListensForEverybodyMustNameTheFrontEnds(String everybody) throws Exception {
    Endpoint endpoint = Endpoint.parse(everybody);
    String said =
        assertThrows(IOException.class, () -> Listener.open(endpoint, PeerFilter.OPEN))
            .getMessage();
    assertTrue(said.contains("refusing to listen for everybody"), said);
    assertTrue(said.contains("FCGI_WEB_SERVER_ADDRS"), said);
    Listener.open(endpoint, PeerFilter.parse("127.0.0.1")).close();
  }

  @Test
  void withoutAnInheritedSocketItIsSaidWhoCouldHandOneOver() {
    String said =
        assertThrows(
                IOException.class,
                () -> Listener.open(new Endpoint.Inherited(), PeerFilter.OPEN).close())
            .getMessage();
    assertTrue(said.contains("file descriptor 0 is not a listening socket"), said);
    assertFalse(said.isEmpty());
  }
}
