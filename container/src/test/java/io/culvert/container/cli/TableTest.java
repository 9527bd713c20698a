package io.culvert.container.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TableTest {
  private final StringWriter printed = new StringWriter();

  private String printed(Table table, Style style) {
    table.print(new PrintWriter(printed), style);
    return printed.toString();
  }

  @Test
  void textStandsLeftAndNumbersStandRight() {
    Table table = new Table("APPLICATION", "STATE", "FAILED");
    table.add("/", "RUNNING", "7");
    table.add("/größe", "FAILED", "1200");
    assertEquals(
        """
        APPLICATION  STATE    FAILED
        /            running       7
        /größe       failed     1200
        """,
        printed(table, Style.PLAIN));
  }

  @Test
  void coloursTakeNoRoom() {
    Table table = new Table("STATE", "X");
    table.add("RUNNING", "a");
    assertEquals(
        "\033[2mSTATE    X\033[0m\n\033[32mrunning\033[0m  a\n", printed(table, new Style(true)));
  }

  @Test
  void whatAServerSaysCannotMoveTheCursor() {
    Table table = new Table("WAR");
    table.add("a\033[2Jb\nc");
    assertEquals("WAR\na\\u001B[2Jb\\u000Ac\n", printed(table, Style.PLAIN));
  }

  @Test
  void aRowHasACellForEachColumn() {
    Table table = new Table("A", "B");
    assertThrows(IllegalArgumentException.class, () -> table.add("a"));
  }
}
