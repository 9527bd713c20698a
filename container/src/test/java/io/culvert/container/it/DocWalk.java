package io.culvert.container.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Somebody who does what a page says, in a folder with {@code bin} and {@code shop.war}. Ports that
 * the page names are replaced by ones that are free here.
 */
final class DocWalk implements AutoCloseable {
  private static final Pattern PORT = Pattern.compile("(?<=[ :])[89]\\d{3}\\b");

  /** Where Culvert listens if nobody says where. */
  private static final String DEFAULT_PORT = "9000";

  private final Path folder;
  private final Map<String, Integer> ports = new HashMap<>();
  private final Deque<Spawned> servers = new ArrayDeque<>();
  private int steps;

  private DocWalk(Path folder) {
    this.folder = folder;
  }

  static DocWalk prepare(Path folder) throws IOException {
    Path command = Files.createDirectories(folder.resolve("bin")).resolve("culvert");
    Files.writeString(command, "#!/bin/sh\nexec \"%s\" \"$@\"\n".formatted(Dist.find().command()));
    Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwx------"));
    Files.copy(Artifacts.sample(), folder.resolve("shop.war"));
    return new DocWalk(folder);
  }

  /** Runs a block to its end, which must be a good one. */
  void run(DocPage.Block block) throws IOException, InterruptedException {
    try (Spawned step = start(local(block.text()))) {
      assertEquals(0, step.exitStatus(), () -> block + ":\n" + step.output());
    }
  }

  /** Starts the server of a block and waits until it answers at all ports behind its fence. */
  void serve(DocPage.Block block) throws IOException {
    Spawned server = start("exec " + local(block.text()));
    servers.push(server);
    Matcher named = PORT.matcher(block.info());
    while (named.find()) {
      int port = port(named.group());
      server.awaitUntil(() -> Ports.answers(port));
    }
    if (block.text().contains("culvert run")) {
      // its sockets are open before anybody can administer it
      server.awaitUntil(() -> server.output().contains(" started in "));
    }
  }

  private Spawned start(String script) throws IOException {
    Map<String, String> environment =
        Map.of(
            "CULVERT_LISTEN", "127.0.0.1:" + port(DEFAULT_PORT),
            "CULVERT_WORK", folder.resolve("work").toString(),
            "PATH", System.getenv("PATH") + ":/usr/local/sbin:/usr/sbin:/sbin");
    return Spawned.start(
        folder, "step" + ++steps, environment, List.of("/bin/bash", "-euc", script));
  }

  private String local(String text) throws IOException {
    StringBuilder local = new StringBuilder();
    Matcher named = PORT.matcher(text);
    while (named.find()) {
      named.appendReplacement(local, Integer.toString(port(named.group())));
    }
    return named.appendTail(local).toString();
  }

  private int port(String named) throws IOException {
    Integer known = ports.get(named);
    if (known != null) {
      return known;
    }
    int free = Ports.free();
    ports.put(named, free);
    return free;
  }

  @Override
  public void close() {
    servers.forEach(Spawned::close);
  }
}
