package io.culvert.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcStatTest {
  @TempDir private Path proc;
  private ProcStat processes;

  @BeforeEach
  void aProcessWithAnAwkwardName() throws IOException {
    processes = new ProcStat(proc);
    write(7, "stat", "7 (a) b (c)) S 1 7 7 0 -1 4194560 900 0 0 0 250 150 9 9 20 0 5 0 100 1 2\n");
    write(7, "status", "Name:\ta) b (c)\nVmHWM:\t  9000 kB\nVmRSS:\t    2048 kB\n");
    write(8, "stat", "8 (b) R 7 7 7 0 -1 4194560 900 0 0 0 1 1 0 0 20 0 5 0 100 1 2\n");
    write(8, "status", "Name:\tb\nVmRSS:\t    1024 kB\n");
  }

  @Test
  void userAndSystemTimeOfAllProcessesAreAdded() throws IOException {
    assertEquals(Duration.ofSeconds(4), processes.cpuTime(List.of(7L)));
    assertEquals(Duration.ofMillis(4_020), processes.cpuTime(List.of(7L, 8L)));
  }

  @Test
  void residentMemoryIsTheCurrentNotTheHighest() throws IOException {
    assertEquals(2048 * 1024, processes.residentBytes(List.of(7L)));
    assertEquals(3072 * 1024, processes.residentBytes(List.of(7L, 8L)));
  }

  @Test
  void aProcessThatHasEndedCountsNothing() throws IOException {
    assertEquals(Duration.ofMillis(20), processes.cpuTime(List.of(8L, 9L)));
    assertEquals(1024 * 1024, processes.residentBytes(List.of(8L, 9L)));
  }

  @Test
  void thisVeryProcessUsesMemory() throws IOException {
    ProcStat real = new ProcStat(Path.of("/proc"));
    assertTrue(real.residentBytes(List.of(ProcessHandle.current().pid())) > 1024 * 1024);
  }

  private void write(long pid, String file, String content) throws IOException {
    Path process = Files.createDirectories(proc.resolve(Long.toString(pid)));
    Files.writeString(process.resolve(file), content);
  }
}
