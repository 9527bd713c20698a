package io.culvert.container.cli;

import io.culvert.container.logging.Escaped;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Rows under a head, each column as wide as its widest cell; numbers stand at its right. */
final class Table {
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();

  Table(String... head) {
    rows.add(List.of(head));
  }

  void add(String... cells) {
    if (cells.length != rows.getFirst().size()) {
      throw new IllegalArgumentException("%d cells in a table".formatted(cells.length));
    }
    rows.add(Stream.of(cells).map(Escaped::line).toList());
  }

  /** Prints it; states are set off. */
  void print(PrintWriter out, Style style) {
    int[] widths = new int[rows.getFirst().size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], width(row.get(i)));
      }
    }
    out.println(style.faint(line(rows.getFirst(), widths, UnaryOperator.identity())));
    rows.stream().skip(1).forEach(row -> out.println(line(row, widths, style::state)));
  }

  private String line(List<String> row, int[] widths, UnaryOperator<String> look) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = row.get(i);
      String padding = " ".repeat(widths[i] - width(cell));
      String shown = look.apply(cell);
      line.append(i == 0 ? "" : GAP).append(isNumeric(i) ? padding + shown : shown + padding);
    }
    return line.toString().stripTrailing();
  }

  private boolean isNumeric(int column) {
    return rows.size() > 1
        && rows.stream().skip(1).allMatch(row -> row.get(column).matches("[0-9].*|–|"));
  }

  private static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
