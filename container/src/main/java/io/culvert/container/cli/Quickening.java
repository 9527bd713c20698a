package io.culvert.container.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * What Java could remember of Culvert's classes (its AOT cache, JEP 514) and does not yet: {@code
 * culvert quicken} makes it, in a process of its own beside the server, which takes no part in it.
 * Of servers that start at once one has it made. Any thread.
 */
public final class Quickening {
  private static final Logger LOG = Logger.getLogger(Quickening.class);

  /** It takes some seconds of a processor, and gets what the server and others leave. */
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final Optional<Path> memory;
  private final List<String> command;
  private boolean ended;
  private Optional<Process> running = Optional.empty();

  /**
   * Of a server that is about to start.
   *
   * @param memory the file to be made; nothing if there is one, or none is wanted
   * @param launcher the script to call
   */
  public Quickening(Optional<Path> memory, Path launcher) {
    this.memory = memory;
    this.command = List.of(launcher.toString(), "quicken");
  }

  /** Has the file made if it is wanted, and returns at once. */
  void begin() {
    if (memory.isPresent()) {
      Thread.ofPlatform().name("quickening").daemon().start(this::make);
    }
  }

  /** Nobody waits for it any more. Nothing is begun afterwards. */
  synchronized void end() {
    ended = true;
    running.ifPresent(Quickening::kill);
  }

  /** Returns when the file is there, or cannot be made. */
  void make() {
    memory.ifPresent(this::make);
  }

  private void make(Path file) {
    try {
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      makeAlone(file);
    } catch (IOException e) {
      LOG.infof(
          "starts do not become quicker, as %s cannot be written; the owner of %s can call"
              + " 'culvert quicken', and CULVERT_AOT_CACHE=off ends this message",
          e.getMessage(), command.getFirst());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** The file itself is what servers lock, while it is empty. */
  private void makeAlone(Path file) throws IOException, InterruptedException {
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock == null || Files.size(file) > 0) {
        return; // another server has it made, or had
      }
      Optional<Process> begun = launch();
      if (begun.isPresent()) {
        await(begun.get());
      }
      if (Files.size(file) > 0) {
        LOG.infof("the next starts are quicker: Java has made %s", file);
        return;
      }
      Files.delete(file);
      if (!isEnded()) {
        LOG.info("starts do not become quicker; 'culvert quicken' says why");
      }
    }
  }

  private synchronized boolean isEnded() {
    return ended;
  }

  private synchronized Optional<Process> launch() throws IOException {
    if (!ended) {
      running =
          Optional.of(
              new ProcessBuilder(command)
                  .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                  .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                  .redirectError(ProcessBuilder.Redirect.DISCARD)
                  .start());
    }
    return running;
  }

  private static void await(Process process) throws InterruptedException {
    if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      kill(process);
      process.waitFor();
    }
  }

  /** The script tidies up when what it waits for is gone. */
  private static void kill(Process script) {
    List<ProcessHandle> others = script.descendants().toList();
    script.destroy();
    others.forEach(ProcessHandle::destroyForcibly);
  }
}
