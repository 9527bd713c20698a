package io.culvert.container.deploy.pages;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jasper.compiler.Localizer;

/**
 * Why a page does not compile.
 *
 * @param page the page
 * @param file the file that is wrong: the page, or something it includes
 * @param line the line, or 0 where that is not known
 * @param message what is wrong, in one line
 */
public record PageFailure(String page, String file, int line, String message) {
  /** As Jasper begins a message about a directive or an action: file, line, column, what. */
  private static final Pattern TRANSLATING =
      Pattern.compile(
          "(?s)^(?:[^\\n]*?: )?(/[^\\n]*?) \\("
              + localized("jsp.error.location", "(\\d+)", "\\d+")
              + "\\) (.*)");

  /** As it begins one about Java: line, file or file, line, and what in the next line. */
  private static final Pattern COMPILING =
      Pattern.compile(
          "(?s).*?" + localized("jsp.error.single.line.number", "(\\d+)", "([^\\]]+)") + "\\R(.*)");

  /** Reads the place out of Jasper's message, which may be in the language of the machine. */
  public static PageFailure of(String page, Throwable thrown) {
    String text = String.valueOf(thrown.getMessage() == null ? thrown : thrown.getMessage());
    Matcher translating = TRANSLATING.matcher(text);
    if (translating.matches()) {
      return at(page, translating.group(1), translating.group(2), translating.group(3));
    }
    Matcher compiling = COMPILING.matcher(text);
    if (compiling.matches()) {
      boolean lineFirst = compiling.group(1).chars().allMatch(Character::isDigit);
      return at(
          page,
          compiling.group(lineFirst ? 2 : 1),
          compiling.group(lineFirst ? 1 : 2),
          compiling.group(3));
    }
    return new PageFailure(page, page, 0, firstLine(text));
  }

  private static PageFailure at(String page, String file, String line, String text) {
    return new PageFailure(page, file, Integer.parseInt(line), firstLine(text));
  }

  private static String firstLine(String text) {
    return text.strip().lines().findFirst().orElse("no reason is given");
  }

  /** Jasper's own text as a pattern, with its two parameters in whatever order. */
  private static String localized(String key, String first, String second) {
    String text = Localizer.getMessage(key, "\u0001", "\u0002");
    return Pattern.quote(text)
        .replace("\u0001", "\\E" + first + "\\Q")
        .replace("\u0002", "\\E" + second + "\\Q");
  }

  /** For people: {@code /shop/cart.jsp:12: what is wrong}. */
  @Override
  public String toString() {
    String place = line > 0 ? file + ":" + line : file;
    return place + ": " + message + (file.equals(page) ? "" : " (included by " + page + ")");
  }
}
