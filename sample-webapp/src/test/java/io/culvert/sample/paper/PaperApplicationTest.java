package io.culvert.sample.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PaperApplicationTest {
  private final PaperApplication paper = PaperApplication.over(PaperApplicationTest::open);

  private static InputStream open(String resource) {
    try {
      return Files.newInputStream(Path.of("src/main/webapp" + resource));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterEach
  void close() {
    paper.close();
  }

  private Answer ask(String name, String password, Cell cell) {
    return paper.serve(new Visitor.WithPassword(name, password), ContentFile.HOME, cell);
  }

  @ParameterizedTest
  @EnumSource
  void everyCellServesTheSamePage(Cell cell) {
    Answer expected = ask("user0007", "secret0007", Cell.REOPENED_UNCACHED);
    // twice, so that a cache is filled and then used
    assertEquals(expected, ask("user0007", "secret0007", cell));
    assertEquals(expected, ask("user0007", "secret0007", cell));
  }

  @ParameterizedTest
  @EnumSource
  void passwordIsCheckedInEveryCell(Cell cell) {
    assertInstanceOf(Answer.Page.class, ask("user0007", "secret0007", cell));
    assertInstanceOf(Answer.WrongPassword.class, ask("user0007", "secret0008", cell));
    assertInstanceOf(Answer.WrongPassword.class, ask("nobody", "secret0007", cell));
    assertInstanceOf(Answer.WrongPassword.class, ask("' OR '1'='1", "x", cell));
  }

  @Test
  void attributesOfTheUserAreInThePageEscaped() {
    String html =
        assertInstanceOf(Answer.Page.class, ask("user0003", "secret0003", Cell.KEPT_CACHED)).html();
    User user = paper.logIn("user0003", "secret0003").orElseThrow();
    assertEquals("<canals>", user.interest());
    assertTrue(html.contains("&lt;canals&gt;"));
    assertFalse(html.contains("<canals>"));
    assertFalse(html.contains("{{"));
  }

  @Test
  void everyUserUpToTheLastOneCanLogIn() {
    assertTrue(paper.logIn("user0001", "secret0001").isPresent());
    assertTrue(paper.logIn("user1000", "secret1000").isPresent());
    assertTrue(paper.logIn("user1001", "secret1001").isEmpty());
  }

  @Test
  void onlyPagesThatWereServedAreTimed() {
    ask("user0001", "secret0001", Cell.KEPT_UNCACHED);
    ask("user0001", "wrong", Cell.KEPT_UNCACHED);
    assertEquals(1, paper.summary(Cell.KEPT_UNCACHED).requests());
    assertEquals(0, paper.summary(Cell.KEPT_CACHED).requests());
  }

  @Test
  void measurementServesThePapersLoadAndLeavesTheLiveNumbersAlone() {
    assertEquals(1_000, paper.measure(Cell.KEPT_CACHED).requests());
    assertEquals(0, paper.summary(Cell.KEPT_CACHED).requests());
  }
}
