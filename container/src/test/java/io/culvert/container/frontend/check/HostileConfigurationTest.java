package io.culvert.container.frontend.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Files that are no configuration, or are made to harm. */
@Timeout(60)
final class HostileConfigurationTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "NGINX | server { | main.conf:1: '{' without '}'",
        "NGINX | a b; } | main.conf:1: '}' without '{'",
        "NGINX | a 'b | main.conf:1: the quotation has no end",
        "NGINX | a b | main.conf:1: directive 'a' has no ';'",
        "NGINX | a { b } | main.conf:1: directive 'b' has no ';'",
        "NGINX | ; | main.conf:1: ';' is unexpected",
        "LIGHTTPD | a = ( | main.conf:1: the end is unexpected",
        "LIGHTTPD | a = \"b | main.conf:1: the quotation has no end",
        "LIGHTTPD | a b | main.conf:1: 'b' is unexpected",
        "LIGHTTPD | $HTTP[\"url\"] { | main.conf:1: the end is unexpected",
        "LIGHTTPD | a = 1 } | main.conf:1: '}' is unexpected",
        "LIGHTTPD | a = ; | main.conf:1: ';' is unexpected"
      })
  void whatIsBrokenIsNamedWithItsLine(Language language, String text, String problem)
      throws IOException {
    String found = new Checked(folder, language).problem(text);
    assertTrue(found.endsWith(problem), found);
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void filesThatIncludeThemselvesEnd(Language language) throws IOException {
    String include = language == Language.NGINX ? "include main.conf;" : "include \"main.conf\"\n";
    String found = new Checked(folder, language).problem(include + "\n" + include);
    assertTrue(found.endsWith("files include each other too deeply"), found);
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void deepNestingIsNoHarm(Language language) throws IOException {
    String deep = language == Language.NGINX ? "a {" : "$HTTP[\"a\"] == \"b\" {";
    assertTrue(new Checked(folder, language).problem(deep.repeat(100_000)).contains("unexpected"));
    String lists = "a = " + "(".repeat(100_000);
    assertTrue(new Checked(folder, Language.LIGHTTPD).problem(lists).contains("unexpected"));
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void noiseIsReadOrRefusedButNeverFails(Language language) throws IOException {
    Random random = new Random(42);
    String signs = "{}()[];\"'\\#$=>+,~! \nabc.=include server fastcgi_pass ";
    for (int i = 0; i < 300; i++) {
      StringBuilder noise = new StringBuilder();
      for (int j = random.nextInt(80); j > 0; j--) {
        noise.append(signs.charAt(random.nextInt(signs.length())));
      }
      Path file = Files.writeString(folder.resolve("noise"), noise);
      CheckResult result = new FrontEndCheck(Optional.of(language), 0).of(file);
      if (result instanceof CheckResult.Unreadable unreadable) {
        assertTrue(unreadable.problem().startsWith(file.toString()), unreadable.problem());
      }
    }
  }

  @Test
  void whatIsNoTextOrTooLargeOrNotThereIsRefused() throws IOException {
    FrontEndCheck check = new FrontEndCheck(Optional.empty(), 0);
    Path zeros = Files.write(folder.resolve("zeros"), new byte[10]);
    assertProblem("this is no text", check.of(zeros));
    Path large = Files.writeString(folder.resolve("large"), "# x\n".repeat(2_000_000));
    assertProblem("the configuration is larger than 4194304 bytes", check.of(large));
    assertProblem("can't be read: ", check.of(folder.resolve("none")));
    assertProblem("can't be read: ", check.of(folder));
  }

  private static void assertProblem(String expected, CheckResult result) {
    String problem = assertInstanceOf(CheckResult.Unreadable.class, result).problem();
    assertTrue(problem.contains(expected), problem);
  }

  @Test
  void theLanguageIsFoundOut() {
    assertEquals(Language.NGINX, Language.of("http {\n server { listen 80; } }"));
    assertEquals(Language.LIGHTTPD, Language.of("# c\n  server.port = 80\n"));
    assertEquals(Language.LIGHTTPD, Language.of("$HTTP[\"url\"] == \"/\" { }"));
    assertEquals(Language.NGINX, Language.of(""));
  }
}
