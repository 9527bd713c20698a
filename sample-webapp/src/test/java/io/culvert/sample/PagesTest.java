package io.culvert.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every page and tag file of the WAR, read as text. */
class PagesTest {
  private static final Path WEBAPP = Path.of("src/main/webapp");

  /** Expressions in the attributes of our own tags are escaped inside the tag. */
  private static final Pattern OWN_TAG = Pattern.compile("<t:[^>]*>");

  private static final Pattern EXPRESSION = Pattern.compile("\\$\\{[^}]*}");

  static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.walk(WEBAPP)) {
      return files.filter(f -> f.toString().matches(".*\\.(jsp|tag)")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyExpressionInAPageIsEscaped(Path page) throws IOException {
    String markup = OWN_TAG.matcher(Files.readString(page)).replaceAll("");
    List<String> unescaped =
        EXPRESSION
            .matcher(markup)
            .results()
            .map(MatchResult::group)
            .filter(e -> !e.startsWith("${f:esc("))
            .toList();
    assertEquals(List.of(), unescaped);
  }

  @ParameterizedTest
  @MethodSource("pages")
  void noPageStartsASessionExceptTheOneThatIsAboutIt(Path page) throws IOException {
    String directive =
        Files.readString(page)
            .lines()
            .filter(line -> line.startsWith("<%@"))
            .findFirst()
            .orElseThrow();
    boolean startsOne =
        !directive.startsWith("<%@ tag ") && !directive.contains("session=\"false\"");
    assertEquals(page.endsWith("implicit-session.jsp"), startsOne);
  }

  @ParameterizedTest
  @MethodSource("pages")
  void noPageFetchesAnythingFromElsewhere(Path page) throws IOException {
    assertFalse(Files.readString(page).matches("(?s).*(src|href|action)=\"(https?:)?//.*"));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void noPageHasScriptsOrStylesThatThePolicyWouldBlock(Path page) throws IOException {
    assertFalse(
        Files.readString(page).matches("(?si).*(<style| style=\"| on[a-z]+=\"|<script>).*"));
  }

  @Test
  void thereArePages() throws IOException {
    assertTrue(pages().size() > 10);
  }
}
