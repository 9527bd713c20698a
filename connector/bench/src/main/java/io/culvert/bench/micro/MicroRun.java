package io.culvert.bench.micro;

import io.culvert.bench.report.MicroReport.Row;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the micro benchmarks, each in a process of its own. */
public final class MicroRun {
  private static final String ALLOCATED = "gc.alloc.rate.norm";
  private static final int ITERATIONS = 5;

  private final int seconds;

  /**
   * @param seconds length of an iteration; there are five to warm up and five that count
   */
  public MicroRun(int seconds) {
    this.seconds = seconds;
  }

  /**
   * Measures all of them.
   *
   * @throws RunnerException when one failed
   */
  public List<Row> measure() throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .addProfiler(GCProfiler.class)
            .forks(1)
            .jvmArgsAppend("--sun-misc-unsafe-memory-access=allow")
            .warmupIterations(ITERATIONS)
            .warmupTime(TimeValue.seconds(seconds))
            .measurementIterations(ITERATIONS)
            .measurementTime(TimeValue.seconds(seconds))
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT);
    for (Class<?> benchmarks :
        List.of(CodecBenchmark.class, RequestBenchmark.class, SessionBenchmark.class)) {
      options.include(benchmarks.getName());
    }
    Collection<RunResult> results = new Runner(options.build()).run();
    return results.stream().map(MicroRun::row).toList();
  }

  private static Row row(RunResult result) {
    Result<?> time = result.getPrimaryResult();
    Result<?> allocated = result.getSecondaryResults().get(ALLOCATED);
    if (allocated == null) {
      throw new IllegalStateException("JMH's gc profiler told no " + ALLOCATED);
    }
    return new Row(time.getLabel(), time.getScore(), time.getScoreError(), allocated.getScore());
  }
}
