package io.culvert.bench.measure;

import io.culvert.bench.process.BenchException;
import io.culvert.bench.process.Children;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The load: wrk with one thread. */
final class Wrk {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Children children;

  Wrk(Children children) {
    this.children = children;
  }

  /**
   * Sends as many requests as are answered.
   *
   * @param script begins as done.lua, which prints what {@link Load#parse} reads
   * @param window in whole seconds, at least one
   * @throws BenchException when wrk itself failed
   */
  Load send(URI target, Path script, int connections, Duration window)
      throws BenchException, InterruptedException {
    String output =
        children.run(
            "wrk",
            window.plus(PATIENCE),
            List.of(
                "wrk",
                "--threads=1",
                "--connections=" + connections,
                "--duration=" + window.toSeconds() + "s",
                "--script=" + script,
                target.toString()));
    return Load.parse(output);
  }
}
