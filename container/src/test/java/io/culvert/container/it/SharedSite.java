package io.culvert.container.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/** The sample and the gate behind a web server: started when first needed, ended with the run. */
final class SharedSite implements AutoCloseable {
  private final FrontEnd kind;
  private final Transport transport;
  private @Nullable Site site;
  private @Nullable Path folder;
  private @Nullable Throwable failure;

  SharedSite(FrontEnd kind, Transport transport) {
    this.kind = kind;
    this.transport = transport;
  }

  FrontEnd kind() {
    return kind;
  }

  Transport transport() {
    return transport;
  }

  /** The running site; what kept it from starting is told to every test that asks. */
  synchronized Site get() throws IOException, InterruptedException {
    if (failure != null) {
      throw new IllegalStateException(this + " did not start", failure);
    }
    if (site == null) {
      try {
        kind.assumeInstalled();
        folder = Files.createTempDirectory("culvert");
        String gate = "/gate:" + GateWar.write(folder.resolve("gate.war"));
        site = Site.start(kind, transport, folder, Map.of(), "/:" + Artifacts.sample(), gate);
      } catch (TestAbortedException e) {
        throw e;
      } catch (IOException | RuntimeException | AssertionError e) {
        failure = e;
        throw e;
      }
    }
    return site;
  }

  @Override
  public synchronized void close() throws IOException {
    if (site != null) {
      site.close();
    }
    if (folder != null) {
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted((a, b) -> b.compareTo(a)).forEach(SharedSite::deleteOne);
    }
  }

  private static void deleteOne(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return kind + " over " + transport;
  }
}
