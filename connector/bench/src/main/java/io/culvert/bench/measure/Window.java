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

  /**
   * Warms up without measuring.
   *
   * @throws BenchException when any request failed
   */
  public void warmUp(URI target, int connections, Duration time)
      throws BenchException, InterruptedException {
    wrk.send(target, connections, time);
  }

  /**
   * Measures.
   *
   * @param server the process whose processor time and memory count
   * @throws BenchException when any request failed or the server ended
   */
  public Sample measure(Child server, URI target, int connections, Duration time)
      throws BenchException, InterruptedException, IOException {
    List<Long> pids = server.pids();
    Duration before = processes.cpuTime(pids);
    Load load = wrk.send(target, connections, time);
    Duration cpu = processes.cpuTime(pids).minus(before);
    server.mustLive();
    return Sample.of(load, cpu, processes.residentBytes(pids));
  }
}
