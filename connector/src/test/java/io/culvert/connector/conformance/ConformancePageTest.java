package io.culvert.connector.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page that says what is promised names every case, and only tests that are there. */
class ConformancePageTest {
  private static final Path PAGE = Path.of("../docs/conformance.md");
  private static final int CASES = 85;
  private static final Pattern ROW = Pattern.compile("\\| (\\d+)[a-z]? \\| (.+) \\| (.+) \\|");
  private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+)\\.(\\w+)`");

  private static List<Matcher> rows() throws IOException {
    return Files.readAllLines(PAGE).stream().map(ROW::matcher).filter(Matcher::matches).toList();
  }

  @Test
  void everyCaseIsListedInOrder() throws IOException {
    List<Integer> numbers = rows().stream().map(row -> Integer.valueOf(row.group(1))).toList();
    assertEquals(
        IntStream.rangeClosed(1, CASES).boxed().toList(), numbers.stream().distinct().toList());
    assertEquals(numbers.stream().sorted().toList(), numbers);
  }

  @Test
  void everyCaseIsProvedByTestsThatAreThere() throws IOException {
    Map<String, String> sources = sourcesOfTests();
    List<String> missing = new ArrayList<>();
    for (Matcher row : rows()) {
      List<MatchResult> tests = TEST.matcher(row.group(3)).results().toList();
      assertTrue(!tests.isEmpty(), "case " + row.group(1) + " is proved by nothing");
      tests.stream()
          .filter(test -> !isThere(sources.getOrDefault(test.group(1), ""), test.group(2)))
          .forEach(test -> missing.add(test.group()));
    }
    assertEquals(List.of(), missing);
  }

  /** A page that lists tests would soon forget the new ones. */
  @Test
  void everyTestOfThisPackageProvesSomethingThatIsPromised() throws IOException {
    String page = Files.readString(PAGE);
    Set<String> own = Set.of(ConformancePageTest.class.getSimpleName());
    Set<String> unnamed = new TreeSet<>();
    try (Stream<Path> files = Files.list(Path.of("src/test/java", packagePath()))) {
      files
          .map(file -> file.getFileName().toString().replace(".java", ""))
          .filter(name -> name.endsWith("Test") && !own.contains(name))
          .filter(name -> !page.contains("`" + name + "."))
          .forEach(unnamed::add);
    }
    assertEquals(Set.of(), unnamed);
  }

  private static String packagePath() {
    return ConformancePageTest.class.getPackageName().replace('.', '/');
  }

  private static boolean isThere(String source, String method) {
    return Pattern.compile("[\\w>] " + method + "\\(").matcher(source).find();
  }

  private static Map<String, String> sourcesOfTests() throws IOException {
    Map<String, String> sources = new HashMap<>();
    for (String module : List.of("connector", "container")) {
      try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "test", "java"))) {
        for (Path file : files.filter(found -> found.toString().endsWith(".java")).toList()) {
          String name = file.getFileName().toString().replace(".java", "");
          sources.merge(name, Files.readString(file), String::concat);
        }
      }
    }
    return sources;
  }
}
