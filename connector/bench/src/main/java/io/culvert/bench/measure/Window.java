package io.culvert.bench.measure;

import io.culvert.bench.process.BenchException;
import io.culvert.bench.process.Child;
import io.culvert.bench.process.Children;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Loads one server for some seconds and reads from the kernel what that cost it. */
public final class Window {
  private final Wrk wrk;
  private final ProcStat processes = new ProcStat(Path.of("/proc"));

  /** Starts wrk among {@code children}. */
  public Window(Children children) {
    this.wrk = new Wrk(children);
  }

  /** Loads a server without measuring it, which warms it up. */
  public Load load(URI target, Path script, int connections, Duration time)
      throws BenchException, InterruptedException {
    return wrk.send(target, script, connections, time);
  }

  /**
   * Measures, after a short warm-up that counts only if it fails.
   *
   * @param server the process whose processor time and memory count
   * @param script what wrk is told
   * @throws BenchException when the server ended
   */
  public Turn measure(Child server, URI target, Path script, int connections, Duration time)
      throws BenchException, InterruptedException, IOException {
    Load before = wrk.send(target, script, connections, Plan.BEFORE_A_TURN);
    if (!before.clean()) {
      return Spoilt.by(before);
    }
    List<Long> pids = server.pids();
    Duration used = processes.cpuTime(pids);
    Load load = wrk.send(target, script, connections, time);
    Duration cpu = processes.cpuTime(pids).minus(used);
    server.mustLive();
    return load.clean() ? Sample.of(load, cpu, processes.residentBytes(pids)) : Spoilt.by(load);
  }
}
