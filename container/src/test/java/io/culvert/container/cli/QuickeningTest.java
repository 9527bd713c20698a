package io.culvert.container.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With scripts in the place of the launcher that say when they were called. */
final class QuickeningTest {
  @TempDir Path folder;

  @Test
  void theLauncherIsAskedToMakeWhatIsMissing() throws Exception {
    Path memory = folder.resolve("cache/1/culvert-1.aot");

    of(memory, "echo \"$*\" >'" + memory + "'").make();

    assertEquals("quicken\n", Files.readString(memory));
  }

  @Test
  void whatAnotherServerHasHadMadeMeanwhileStays() throws Exception {
    Path memory = Files.writeString(folder.resolve("culvert-1.aot"), "made");

    of(memory, "echo again >'" + memory + "'").make();

    assertEquals("made", Files.readString(memory));
  }

  @Test
  void aFailureLeavesNothingSoThatTheNextServerTries() throws Exception {
    Path memory = folder.resolve("culvert-1.aot");
    Path called = folder.resolve("called");
    Quickening quickening = of(memory, "touch '" + called + "'; exit 1");

    quickening.make();

    assertTrue(Files.exists(called));
    assertFalse(Files.exists(memory));
  }

  @Test
  void whereNothingCanBeWrittenNothingIsCalled() throws Exception {
    Path file = Files.createFile(folder.resolve("a file"));
    Path called = folder.resolve("called");

    of(file.resolve("culvert-1.aot"), "touch '" + called + "'").make();

    assertFalse(Files.exists(called));
  }

  @Test
  void whatIsGoingOnEndsWithTheServer() throws Exception {
    Path memory = folder.resolve("culvert-1.aot");
    Path begun = folder.resolve("begun");
    Quickening quickening = of(memory, "touch '" + begun + "'; sleep 600");
    Thread maker = Thread.ofPlatform().start(quickening::make);
    while (!Files.exists(begun)) {
      Thread.onSpinWait();
    }

    quickening.end();

    maker.join(); // the process has ended, and not by itself
    assertFalse(Files.exists(memory));
  }

  @Test
  void nothingIsBegunForAServerThatHasEnded() throws Exception {
    Path memory = folder.resolve("culvert-1.aot");
    Path called = folder.resolve("called");
    Quickening quickening = of(memory, "touch '" + called + "'");

    quickening.end();
    quickening.make();

    assertFalse(Files.exists(memory));
    assertFalse(Files.exists(called));
  }

  private Quickening of(Path memory, String script) throws IOException {
    return new Quickening(Optional.of(memory), launcher(script));
  }

  private Path launcher(String script) throws IOException {
    Path launcher = Files.createTempFile(folder, "launcher", "");
    Files.writeString(launcher, "#!/bin/sh\n" + script + "\n");
    assertTrue(launcher.toFile().setExecutable(true));
    return launcher;
  }
}
