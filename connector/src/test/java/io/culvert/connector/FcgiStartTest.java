package io.culvert.connector;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.culvert.connector.connection.ConnectionEvents;
import io.culvert.connector.transport.Endpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FcgiStartTest {
  @TempDir private Path folder;

  @Test
  void aServerThatCannotAcceptLeavesNoThreadBehind() throws IOException {
    FcgiServerConfig config = FcgiServerConfig.on(new Endpoint.Unix(folder.resolve("s"), 0600));
    Listeners closed = Listeners.open(config);
    closed.close();
    Set<Thread> before = threads();
    assertThrows(
        IOException.class,
        () ->
            FcgiServer.start(
                config, closed, (_, response) -> response.truncate(), ConnectionEvents.NONE));
    while (!before.containsAll(threads())) {
      Thread.onSpinWait();
    }
  }

  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("culvert-"))
        .collect(Collectors.toSet());
  }
}
