package io.culvert.container.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Only the command that is called is made, and nobody may notice. */
class CliTest {
  private static final String LIST = "Commands:";

  @TempDir Path home;

  @Test
  void helpKnowsAllCommandsAndEachAnswersToItsName() {
    Terminal terminal = Terminal.without(home);
    assertEquals(ExitCode.SUCCESS, terminal.run("--help"));
    List<String> names =
        terminal
            .out()
            .lines()
            .dropWhile(line -> !line.equals(LIST))
            .skip(1)
            .takeWhile(line -> line.startsWith("  "))
            .filter(line -> line.matches("  \\S.*"))
            .map(line -> line.strip().replaceAll("[ ,].*", ""))
            .toList();
    assertTrue(
        names.containsAll(List.of("run", "frontend", "undeploy", "version")), names::toString);
    for (String name : names) {
      assertEquals(ExitCode.SUCCESS, terminal.run(name, "--help"), name);
      assertTrue(terminal.out().contains("Usage: culvert " + name), terminal::out);
    }
  }

  @Test
  void aWrongNameIsComparedWithThoseOfAllCommands() {
    Terminal terminal = Terminal.without(home);
    assertEquals(ExitCode.USAGE, terminal.run("statsu"));
    assertTrue(terminal.err().contains("culvert status"), terminal::err);
    assertEquals(ExitCode.USAGE, terminal.run("undeply"));
    assertTrue(terminal.err().contains("culvert undeploy"), terminal::err);
  }
}
