package io.culvert.container.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * What a command sees of its process.
 *
 * @param folders where it is installed and where it was called
 * @param environment its variables
 * @param streams what it reads and writes
 * @param lifetime when it ends
 */
public record Surroundings(
    Folders folders, Map<String, String> environment, Streams streams, Lifetime lifetime) {
  public Surroundings {
    environment = Map.copyOf(environment);
  }

  /**
   * Where things are.
   *
   * @param home the folder of the installation, with {@code conf} and {@code webapps}
   * @param current the folder that relative file names are relative to
   */
  public record Folders(Path home, Path current) {}

  /**
   * Input and output.
   *
   * @param in standard input
   * @param out what was asked for
   * @param err what else is to be said
   * @param style how it is said
   */
  public record Streams(InputStream in, OutputStream out, OutputStream err, Style style) {
    PrintWriter outWriter() {
      return new PrintWriter(out, true, StandardCharsets.UTF_8);
    }

    PrintWriter errWriter() {
      return new PrintWriter(err, true, StandardCharsets.UTF_8);
    }
  }

  /** When the process ends. */
  public interface Lifetime {
    /**
     * Begins something that lasts until the process is asked to end, and waits for that.
     *
     * @param begin returns whether it has begun; if not there is nothing to wait for
     * @param end called when the process is asked to end, maybe on another thread while {@code
     *     begin} has not returned yet
     * @return what {@code begin} returned
     */
    boolean span(BooleanSupplier begin, Runnable end);

    /**
     * Asks the process to end, as its operating system would, and returns at once. What has no
     * process of its own does nothing.
     */
    default void requestEnd() {}
  }
}
