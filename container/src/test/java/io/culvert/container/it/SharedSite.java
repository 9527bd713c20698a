package io.culvert.container.it;

import io.culvert.connector.transport.Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/** A web server before the shared Culvert: started when first needed, ended with the run. */
final class SharedSite implements AutoCloseable {
  private static final String SPAWNING =
      """
      server.modules = ( "mod_fastcgi" )
      server.document-root = "${folder}"
      server.bind = "127.0.0.1"
      server.port = ${port}
      server.errorlog = "${folder}/error.log"
      server.stream-response-body = 1
      fastcgi.server = ( "" => ((
          ${address},
          "bin-path" => "${command} run",
          "bin-copy-environment" => ( "PATH", "JAVA_HOME" ),
          "bin-environment" => (
              "CULVERT_LISTEN" => "fd:0",
              "CULVERT_APPLICATIONS" => "${applications}",
              "CULVERT_WORK" => "${folder}/work"
          ),
          "max-procs" => 1,
          "check-local" => "disable"
      )))
      """;

  private final Variant variant;
  private final SharedCulvert server;
  private @Nullable Door door;
  private @Nullable Throwable failure;

  SharedSite(Variant variant, SharedCulvert server) {
    this.variant = variant;
    this.server = server;
  }

  Variant variant() {
    return variant;
  }

  /** The running site; what kept it from starting is told to every test that asks. */
  synchronized Door get() throws IOException, InterruptedException {
    if (failure != null) {
      throw new IllegalStateException(this + " did not start", failure);
    }
    if (door == null) {
      try {
        variant.frontEnd().assumeInstalled();
        door = variant.spawns() ? spawning() : started();
      } catch (TestAbortedException e) {
        throw e;
      } catch (IOException | RuntimeException | AssertionError e) {
        failure = e;
        throw e;
      }
    }
    return door;
  }

  private Door started() throws IOException, InterruptedException {
    Culvert culvert = server.get();
    int port = Ports.free();
    Spawned frontEnd =
        variant
            .frontEnd()
            .start(Dist.find(), work(), port, culvert.options(), variant::configuration);
    return new Door(variant, frontEnd, port);
  }

  private Door spawning() throws IOException, InterruptedException {
    String socket = "\"socket\" => \"" + work().resolve("s") + "\"";
    String address =
        switch (Endpoint.parse(server.get().address())) {
          case Endpoint.Unix _ -> socket;
          default -> "\"host\" => \"127.0.0.1\", \"port\" => " + Ports.free();
        };
    int port = Ports.free();
    String text =
        SPAWNING
            .replace("${folder}", work().toString())
            .replace("${port}", Integer.toString(port))
            .replace("${address}", address)
            .replace("${command}", Dist.find().command())
            .replace("${applications}", String.join(",", server.applications()));
    Spawned frontEnd = variant.frontEnd().startWith(work(), port, variant.configuration(text));
    return new Door(variant, frontEnd, port);
  }

  /** The process of Culvert that answers here. */
  ProcessHandle culvert() throws IOException, InterruptedException {
    long web = get().frontEnd().pid();
    return variant.spawns()
        ? ProcessHandle.of(web).orElseThrow().children().findFirst().orElseThrow()
        : ProcessHandle.of(server.get().process().pid()).orElseThrow();
  }

  private Path work() throws IOException {
    Path work = server.folder().resolve(variant.name().toLowerCase(Locale.ROOT));
    return Files.createDirectories(work);
  }

  /** Waits for a server that the web server has started, too: it tidies up its folder. */
  @Override
  public synchronized void close() {
    if (door != null) {
      List<ProcessHandle> spawned =
          ProcessHandle.of(door.frontEnd().pid()).stream()
              .flatMap(ProcessHandle::descendants)
              .toList();
      door.frontEnd().close();
      spawned.forEach(ProcessHandle::destroy);
      spawned.forEach(each -> each.onExit().join());
    }
  }

  @Override
  public String toString() {
    return variant + " over " + server.transport();
  }
}
