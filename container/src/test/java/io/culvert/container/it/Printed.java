package io.culvert.container.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.culvert.container.attach.ProcessTable;
import io.culvert.container.cli.Cli;
import io.culvert.container.cli.Style;
import io.culvert.container.cli.Surroundings;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What {@code culvert frontend} prints, without a process for it. */
final class Printed {
  private Printed() {}

  /**
   * The configuration of a web server that serves on {@code port} and is nobody special.
   *
   * @param work for all that the web server writes
   * @param options what it is told of Culvert
   */
  static String configuration(FrontEnd product, Path work, int port, String... options) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Surroundings surroundings =
        new Surroundings(
            new Surroundings.Folders(work, work),
            Map.of(),
            new Surroundings.Streams(InputStream.nullInputStream(), out, out, Style.PLAIN),
            (_, _) -> false);
    Stream<String> line =
        Stream.of(
                List.of("frontend", product.product()),
                List.of(options),
                List.of("--unprivileged", work.toString(), "--port", Integer.toString(port)))
            .flatMap(List::stream);
    int status =
        new Cli(
                surroundings,
                (_, _, _) -> {
                  throw new AssertionError("a configuration starts no server");
                },
                new ProcessTable())
            .run(line.toArray(String[]::new));
    assertEquals(0, status, out.toString(StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8);
  }
}
