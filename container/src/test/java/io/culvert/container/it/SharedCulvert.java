package io.culvert.container.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sample and the gate, served for all web servers of a transport: ended with the run. */
final class SharedCulvert implements AutoCloseable {
  private final Transport transport;
  private @Nullable Path folder;
  private @Nullable Culvert culvert;
  private @Nullable Throwable failure;

  SharedCulvert(Transport transport) {
    this.transport = transport;
  }

  Transport transport() {
    return transport;
  }

  /** A folder for all that belongs to this server and the web servers in front of it. */
  synchronized Path folder() throws IOException {
    if (folder == null) {
      folder = Files.createTempDirectory("culvert");
    }
    return folder;
  }

  /** What is served: the sample at the root, the tests' pages below {@code /gate}. */
  List<String> applications() throws IOException {
    Path war = folder().resolve("gate.war");
    if (!Files.exists(war)) {
      GateWar.write(war);
    }
    return List.of("/:" + Artifacts.sample(), "/gate:" + war);
  }

  /** The running server; what kept it from starting is told to everybody who asks. */
  synchronized Culvert get() throws IOException {
    if (failure != null) {
      throw new IllegalStateException("the server on " + transport + " did not start", failure);
    }
    if (culvert == null) {
      try {
        culvert =
            transport.start(Dist.find(), folder(), Map.of(), applications().toArray(String[]::new));
      } catch (IOException | RuntimeException | AssertionError e) {
        failure = e;
        throw e;
      }
    }
    return culvert;
  }

  /** Starts another one at the same address when the running one has been killed. */
  synchronized void restart() throws IOException {
    culvert = get().again(Dist.find(), folder(), applications().toArray(String[]::new));
  }

  @Override
  public synchronized void close() throws IOException {
    if (culvert != null) {
      culvert.close();
    }
    if (folder != null) {
      TemporaryFolder.delete(folder);
    }
  }
}
