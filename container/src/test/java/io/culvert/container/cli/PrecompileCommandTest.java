package io.culvert.container.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrecompileCommandTest {
  @TempDir Path home;
  private Path shop;

  @BeforeEach
  void applicationWithPages() throws IOException {
    shop = Files.createDirectories(home.resolve("shop/WEB-INF")).resolveSibling(".").normalize();
    Files.writeString(shop.resolve("a.jsp"), "a");
    Files.writeString(shop.resolve("b.jsp"), "b");
  }

  private Terminal run(int expected, String... arguments) {
    return run(Terminal.without(home), expected, arguments);
  }

  private static Terminal run(Terminal terminal, int expected, String... arguments) {
    assertEquals(expected, terminal.run(arguments), terminal::err);
    return terminal;
  }

  @Test
  void compilesWhatIsNotCompiledYet() {
    String first = run(0, "precompile", "shop").out();
    assertTrue(first.matches("shop: 2 pages: 2 compiled, 0 compiled before, in \\d+ ms\n"), first);
    String second = run(0, "precompile", "shop").out();
    assertTrue(second.contains("0 compiled, 2 compiled before"), second);
    assertTrue(run(0, "cache", "ls").out().contains(" page "));
  }

  @Test
  void namesPagesThatDoNotCompileAndFails() throws IOException {
    Files.writeString(shop.resolve("c.jsp"), "fine\n<%= noSuchVariable %>");
    Terminal terminal = run(1, "precompile", "shop");
    assertEquals(
        "shop!/c.jsp:2: noSuchVariable cannot be resolved to a variable\n", terminal.err());
    assertTrue(terminal.out().contains("3 pages: 2 compiled"), terminal.out());
  }

  @Test
  void aWarThatCannotBeReadKeepsNoOtherFromIt() {
    Terminal terminal = run(1, "precompile", "none.war", "shop");
    assertEquals(home.resolve("none.war") + ": there is no such file or folder\n", terminal.err());
    assertTrue(terminal.out().startsWith("shop: 2 pages: 2 compiled"), terminal.out());
  }

  @Test
  void showsHowFarItIsWhereThatCanBeRewritten() {
    Terminal terminal = run(Terminal.without(home).withColours(), 0, "precompile", "shop");
    assertTrue(terminal.err().contains("1 of 2 pages: /"), terminal.err());
    assertTrue(terminal.err().contains("2 of 2 pages: /"), terminal.err());
  }

  @Test
  void asksForAWar() {
    assertTrue(run(2, "precompile").err().contains("WAR"));
  }
}
