package io.culvert.bench.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildrenTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir private Path logs;
  private Children children;

  @BeforeEach
  void start() {
    children = new Children(logs);
  }

  @AfterEach
  void end() {
    children.close();
  }

  @Test
  void closingEndsWhatAChildHasStartedToo() throws Exception {
    // the shell waits for cat, which waits for its input
    Child shell = children.start("shell", List.of("sh", "-c", "cat; true"));
    children.run("look", LIMIT, awaitGrandchild(shell.pids().getFirst()));
    List<Long> pids = shell.pids();
    assertEquals(2, pids.size());
    children.close();
    for (long pid : pids) {
      Optional<ProcessHandle> process = ProcessHandle.of(pid);
      assertFalse(process.isPresent() && process.get().isAlive(), "left behind: " + pid);
    }
  }

  @Test
  void nothingIsStartedAfterClosing() {
    children.close();
    assertThrows(BenchException.class, () -> children.start("late", List.of("true")));
  }

  @Test
  void aCommandsOutputIsReturnedFromBothStreams() throws Exception {
    String output = children.run("echo", LIMIT, List.of("sh", "-c", "echo out; echo err >&2"));
    assertEquals("out\nerr\n", output);
  }

  @Test
  void aFailedCommandSaysWhatItWrote() {
    BenchException failed =
        assertThrows(
            BenchException.class,
            () -> children.run("sh", LIMIT, List.of("sh", "-c", "echo the reason; exit 3")));
    assertEquals("sh ended with exit code 3:\nthe reason", failed.getMessage());
  }

  @Test
  void aCommandThatTakesTooLongIsEnded() {
    assertThrows(
        BenchException.class, () -> children.run("cat", Duration.ofMillis(1), List.of("cat")));
  }

  @Test
  void aProgramThatIsNotThereIsNamed() {
    BenchException missing =
        assertThrows(
            BenchException.class, () -> children.start("ghost", List.of("/nonexistent/ghost")));
    assertTrue(String.valueOf(missing.getMessage()).startsWith("ghost can't be started"));
  }

  private static List<String> awaitGrandchild(long pid) {
    // the kernel lists the children of a thread; empty until the shell has forked
    String file = "/proc/" + pid + "/task/" + pid + "/children";
    return List.of("sh", "-c", "until [ -n \"$(cat " + file + ")\" ]; do :; done");
  }
}
