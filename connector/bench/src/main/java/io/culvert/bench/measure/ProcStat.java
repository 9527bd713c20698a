package io.culvert.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** What Linux tells about processes in {@code /proc/PID} (proc(5)). */
public final class ProcStat {
  /** USER_HZ, the unit of utime and stime: 100 on every Linux architecture that Java runs on. */
  private static final Duration TICK = Duration.ofMillis(10);

  // counted from the field behind the command's name, which is the third of proc_pid_stat(5)
  private static final int UTIME = 14 - 3;
  private static final int STIME = 15 - 3;

  private final Path proc;

  /** Reads below {@code proc}, which is {@code /proc} but in tests. */
  public ProcStat(Path proc) {
    this.proc = proc;
  }

  /**
   * Processor time, user and system, that the processes have used so far with all their threads, in
   * steps of 10 ms. A process that has ended counts nothing.
   */
  public Duration cpuTime(Collection<Long> pids) throws IOException {
    long ticks = 0;
    for (long pid : pids) {
      ticks += readLines(pid, "stat").stream().mapToLong(ProcStat::ticks).sum();
    }
    return TICK.multipliedBy(ticks);
  }

  /** Resident memory of the processes in bytes, pages shared by several counted for each. */
  public long residentBytes(Collection<Long> pids) throws IOException {
    long kibibytes = 0;
    for (long pid : pids) {
      kibibytes +=
          readLines(pid, "status").stream()
              .filter(line -> line.startsWith("VmRSS:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
              .sum();
    }
    return kibibytes * 1024;
  }

  private static long ticks(String stat) {
    // the command's name stands in parentheses and may itself hold blanks and parentheses
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return Long.parseLong(fields[UTIME]) + Long.parseLong(fields[STIME]);
  }

  private List<String> readLines(long pid, String file) throws IOException {
    try {
      return Files.readAllLines(proc.resolve(Long.toString(pid)).resolve(file));
    } catch (NoSuchFileException _) {
      return List.of();
    }
  }
}
