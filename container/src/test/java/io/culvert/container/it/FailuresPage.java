package io.culvert.container.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes {@code docs/front-ends/failures.md}. */
final class FailuresPage {
  private static final String INTRODUCTION =
      """
      # What clients see of a server that fails

      Each row is something a FastCGI server may do for a GET instead of answering it well, each cell what the client of a
      web server gets then. `FailuresIT` plays all of it with a scripted server, over TCP, before real web servers in the
      configuration that `culvert frontend` prints and the versions of Debian 12, and fails if this page says anything else.
      *Cut* means that the client can see that the response is not whole, or that there is none; *200* that it cannot. The
      page explains why Culvert gives every refusal a `Status`, never ends a request with `END_REQUEST` alone, and puts
      eight zero bytes behind a response that breaks off. The last rows are Culvert itself, with an application that throws.

      """;

  /** What lighttpd makes of an end that it may see together with the head, or after it. */
  static final String CUT_OR_NOT = "cut, or 200 ¹";

  /** What it makes of an end that Culvert has made late. */
  static final String LATE_CUT = "cut ²";

  private static final String NOTES =
      """

      ¹ lighttpd 1.4 passes the head on with a length if it finds the end of the connection together with the head: the
      response then looks whole. If it has passed the head on before it finds the end, the client sees the cut. Which of
      both happens is a matter of microseconds while a response is short, and certain to be the cut once the head has left.
      A reset in the place of a close is no way out: over TCP 23 of 100 responses still looked whole, and Unix sockets have none.

      ² So Culvert lets 20 ms pass between the last bytes of a response that breaks off and the end of the connection. Of 100
      responses 61 to 92 looked whole before, and none when the end was only a millisecond late. If lighttpd itself is held up
      for longer than that, one may still look whole.

      HAProxy 2.6 sees the ends with 504, and the ends of requests inside a response of known length, only when
      `timeout server` is over. One row it is spared, because it did not answer anybody any more after that.
      """;

  private final Map<String, Map<FrontEnd, String>> rows = new LinkedHashMap<>();

  void add(Failure failure, FrontEnd frontEnd, String outcome) {
    rows.computeIfAbsent(failure.title(), _ -> new EnumMap<>(FrontEnd.class))
        .put(frontEnd, outcome);
  }

  /** {@code -Dculvert.docs.write} rewrites the page. */
  void assertIs(Path file) throws IOException {
    String page = render();
    if (System.getProperty("culvert.docs.write") != null) {
      Files.writeString(file, page);
    }
    assertEquals(Files.readString(file), page);
  }

  private String render() {
    String head = row("", Stream.of(FrontEnd.values()).map(FrontEnd::title));
    String line = "|" + "---|".repeat(1 + FrontEnd.values().length) + "\n";
    String body =
        rows.entrySet().stream()
            .map(
                row ->
                    row(
                        row.getKey(),
                        Stream.of(FrontEnd.values())
                            .map(frontEnd -> row.getValue().getOrDefault(frontEnd, "not played"))))
            .collect(Collectors.joining());
    return INTRODUCTION + head + line + body + NOTES;
  }

  private static String row(String title, Stream<String> cells) {
    return cells.collect(Collectors.joining(" | ", "| " + title + " | ", " |\n"));
  }
}
