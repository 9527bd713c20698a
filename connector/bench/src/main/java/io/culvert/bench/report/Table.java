package io.culvert.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A Markdown table that is also readable as it stands: columns are padded, numbers to the right.
 */
final class Table {
  private final List<List<String>> rows = new ArrayList<>();

  Table(String... titles) {
    rows.add(List.of(titles));
  }

  void row(String... cells) {
    if (cells.length != rows.getFirst().size()) {
      throw new IllegalArgumentException("a row has as many cells as there are titles");
    }
    rows.add(List.of(cells));
  }

  /** Its lines, each with a line feed. */
  String text() {
    int columns = rows.getFirst().size();
    int[] widths =
        IntStream.range(0, columns)
            .map(i -> rows.stream().mapToInt(row -> row.get(i).length()).max().orElseThrow())
            .toArray();
    StringBuilder text = new StringBuilder(line(rows.getFirst(), widths));
    text.append(
        IntStream.range(0, columns)
            .mapToObj(i -> "-".repeat(widths[i] + 1) + (i == 0 ? "-" : ":"))
            .collect(Collectors.joining("|", "|", "|\n")));
    rows.subList(1, rows.size()).forEach(row -> text.append(line(row, widths)));
    return text.toString();
  }

  private static String line(List<String> cells, int[] widths) {
    return IntStream.range(0, widths.length)
        .mapToObj(i -> pad(cells.get(i), i == 0 ? -widths[i] : widths[i]))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  private static String pad(String cell, int width) {
    return ("%" + width + "s").formatted(cell);
  }
}
