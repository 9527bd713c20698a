package io.culvert.bench.report;

import io.culvert.bench.process.BenchException;
import io.culvert.bench.process.Children;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks the tools for their versions. */
public final class Versions {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final String FIRST_LINE = " 2>&1 | sed -n 1p";

  private final Children children;

  /** Runs the tools among {@code children}. */
  public Versions(Children children) {
    this.children = children;
  }

  /** Title and version of everything beside the servers, which have it in their own titles. */
  public Map<String, String> ofTools() throws BenchException, InterruptedException {
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("JDK", System.getProperty("java.vm.name") + " " + Runtime.version());
    versions.put("nginx", firstLine("nginx -v").replace("nginx version: ", ""));
    versions.put("wrk", firstLine("wrk -v").replaceAll(" Copyright.*", ""));
    versions.put("gcc", firstLine("gcc --version"));
    versions.put("libfcgi", firstLine("dpkg-query -W -f='${Version}' libfcgi-dev"));
    return versions;
  }

  /** What Culvert's launcher says of itself. */
  public String ofCulvert(Path launcher) throws BenchException, InterruptedException {
    String quoted = "'" + launcher.toString().replace("'", "'\\''") + "'";
    return firstLine(quoted + " version");
  }

  private String firstLine(String command) throws BenchException, InterruptedException {
    // the exit code does not count: wrk -v ends with 1
    return children.run("version", LIMIT, List.of("sh", "-c", command + FIRST_LINE)).strip();
  }
}
