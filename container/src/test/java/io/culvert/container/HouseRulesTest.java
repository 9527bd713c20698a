package io.culvert.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What no compiler checks: the size of files, and names that say nothing. */
class HouseRulesTest {
  private static final int MOST_LINES = 400;
  private static final int MEDIAN_LINES = 120;
  private static final Pattern EMPTY_NAMES =
      // SessionManager is Undertow's word for what stands behind its interface of that name
      Pattern.compile(".*(Utils?|Helpers?|Impl|(?<!Session)Manager)\\.java");
  private static final Pattern UNFINISHED =
      Pattern.compile("\\b(TO" + "DO|FIX" + "ME|X" + "XX)\\b|@Dis" + "abled|printStack" + "Trace");

  private final List<Path> sources = sources();

  private static List<Path> sources() {
    List<Path> all = new ArrayList<>();
    for (String module : List.of("connector", "session-store", "container", "sample-webapp")) {
      Path source = Path.of("..", module, "src");
      try (Stream<Path> files = Files.walk(source)) {
        files.filter(file -> file.toString().endsWith(".java")).forEach(all::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return all;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Path> mainSources() {
    return sources.stream().filter(file -> file.toString().contains("/src/main/")).toList();
  }

  @Test
  void thereAreSources() {
    assertTrue(sources.size() > 50, "found only " + sources.size());
  }

  @Test
  void noFileIsTooLongToBeRead() {
    assertEquals(
        List.of(), sources.stream().filter(file -> lines(file).size() > MOST_LINES).toList());
  }

  @Test
  void theMedianFileFitsTheEye() {
    int[] sizes = mainSources().stream().mapToInt(file -> lines(file).size()).sorted().toArray();
    int median = sizes[sizes.length / 2];
    assertTrue(median <= MEDIAN_LINES, "the median of main sources is " + median + " lines");
  }

  @Test
  void noTypeHasANameThatSaysNothing() {
    assertEquals(
        List.of(),
        mainSources().stream()
            .filter(file -> EMPTY_NAMES.matcher(file.getFileName().toString()).matches())
            .toList());
  }

  @Test
  void nothingIsLeftUnfinished() {
    assertEquals(
        List.of(),
        sources.stream()
            .filter(file -> lines(file).stream().anyMatch(line -> UNFINISHED.matcher(line).find()))
            .toList());
  }
}
