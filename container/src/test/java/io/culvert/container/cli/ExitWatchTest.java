package io.culvert.container.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application that ends the process, as the JVM itself tells of it. */
class ExitWatchTest {
  @TempDir Path folder;

  @Test
  void applicationThatEndsTheProcessOnAVirtualThreadIsNamedAndTheEndIsAFailure() throws Exception {
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                    ExitingProgram.class.getName()))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it has not ended");
      String said = Files.readString(output);
      assertEquals(1, process.exitValue(), said);
      assertTrue(
          said.contains(
              "application /shop has called System.exit, in %s.run("
                  .formatted(ExitingProgram.Call.class.getName())),
          said);
    } finally {
      process.destroyForcibly();
    }
  }
}
