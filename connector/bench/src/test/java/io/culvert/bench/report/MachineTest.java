package io.culvert.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {
  @Test
  void theKernelsFilesBecomeFacts(@TempDir Path root) throws IOException {
    Files.createDirectories(root.resolve("proc"));
    Files.createDirectories(root.resolve("etc"));
    Files.writeString(
        root.resolve("proc/cpuinfo"), "model\t\t: 2\nmodel name\t: Abacus: II\nmodel name\t: x\n");
    Files.writeString(root.resolve("proc/meminfo"), "MemTotal:       25165824 kB\nMemFree: 1 kB\n");
    Files.writeString(root.resolve("proc/loadavg"), "0.10 0.20 0.30 1/99 1234\n");
    Files.writeString(root.resolve("etc/os-release"), "NAME=\"x\"\nPRETTY_NAME=\"Some Linux 1\"\n");
    Map<String, String> facts = new Machine(root).facts();
    assertEquals("Abacus: II", facts.get("CPU"));
    assertEquals("24.0 GiB", facts.get("Memory"));
    assertEquals("0.10 0.20 0.30", facts.get("Load average before"));
    assertEquals("Some Linux 1", facts.get("System"));
  }
}
