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

  /** Starts wrk among {@code children}, with {@code script} being a copy of done.lua. */
  public Window(Children children, Path script) {
    this.wrk = new Wrk(children, script);
  }

  /** Warms a server up without measuring; how well it answers is seen when it is measured. */
  public void warmUp(URI target, int connections, Duration time)
      throws BenchException, InterruptedException {
    wrk.send(target, connections, time);
  }

  /**
   * Measures, after a short warm-up that counts only if it fails.
   *
   * @param server the process whose processor time and memory count
   * @throws BenchException when the server ended
   */
  public Turn measure(Child server, URI target, int connections, Duration time)
      throws BenchException, InterruptedException, IOException {
    Load before = wrk.send(target, connections, Plan.BEFORE_A_TURN);
    if (!before.clean()) {
      return Spoilt.by(before);
    }
    List<Long> pids = server.pids();
    Duration used = processes.cpuTime(pids);
    Load load = wrk.send(target, connections, time);
    Duration cpu = processes.cpuTime(pids).minus(used);
    server.mustLive();
    return load.clean() ? Sample.of(load, cpu, processes.residentBytes(pids)) : Spoilt.by(load);
  }
}
