package io.culvert.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the run runs on, as the kernel tells it. */
public final class Machine {
  private static final long KIB_PER_GIB = 1024L * 1024;

  private final Path root;

  /** Reads below {@code root}, which is {@code /} but in tests. */
  public Machine(Path root) {
    this.root = root;
  }

  /** Title and value of each fact; load average as of now, before the run adds to it. */
  public Map<String, String> facts() throws IOException {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("CPU", field("proc/cpuinfo", "model name", ":"));
    facts.put("Cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
    String kib = field("proc/meminfo", "MemTotal", ":").replaceAll("\\D", "");
    facts.put("Memory", "%.1f GiB".formatted((double) Long.parseLong(kib) / KIB_PER_GIB));
    facts.put("Kernel", "Linux " + System.getProperty("os.version"));
    facts.put("System", field("etc/os-release", "PRETTY_NAME", "=").replace("\"", ""));
    String[] load = Files.readString(root.resolve("proc/loadavg")).split(" ", 4);
    facts.put("Load average before", String.join(" ", load[0], load[1], load[2]));
    return facts;
  }

  private String field(String file, String name, String separator) throws IOException {
    return Files.readAllLines(root.resolve(file)).stream()
        .filter(line -> line.startsWith(name) && line.contains(separator))
        .map(line -> line.substring(line.indexOf(separator) + 1).strip())
        .findFirst()
        .orElse("0 (not told)");
  }
}
