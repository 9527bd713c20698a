package io.culvert.container.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A page of the documentation.
 *
 * @param file where it is, absolute
 * @param lines its lines
 */
record DocPage(Path file, List<String> lines) {
  /** The top of the checkout. */
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final String FENCE = "```";
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern SPAN = Pattern.compile("`([^`]+)`");

  /**
   * A fenced block of code.
   *
   * @param line of its fence, from 1
   * @param info what stands behind the fence: the language, and what this test shall do with it
   * @param text what is in it
   */
  record Block(DocPage page, int line, String info, String text) {
    boolean is(String kind) {
      return info.equals(kind) || info.startsWith(kind + " ");
    }

    @Override
    public String toString() {
      return ROOT.relativize(page.file()) + ":" + line;
    }
  }

  /** The readme and everything below {@code docs}. */
  static List<DocPage> all() {
    try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
      return Stream.concat(Stream.of(ROOT.resolve("README.md")), files)
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .map(DocPage::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DocPage read(Path file) {
    try {
      return new DocPage(file, Files.readAllLines(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All blocks of code of all pages. */
  static Stream<Block> allBlocks() {
    return all().stream().flatMap(page -> page.blocks().stream());
  }

  /** The only block of its kind on a page. */
  static String block(String page, String kind) {
    List<Block> found =
        read(ROOT.resolve(page)).blocks().stream().filter(block -> block.is(kind)).toList();
    if (found.size() != 1) {
      throw new AssertionError(page + " has " + found.size() + " blocks of " + kind);
    }
    return found.getFirst().text();
  }

  List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    int open = -1;
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).startsWith(FENCE)) {
        continue;
      }
      if (open < 0) {
        open = i;
      } else {
        String info = lines.get(open).substring(FENCE.length()).strip();
        String text = String.join("\n", lines.subList(open + 1, i)) + "\n";
        blocks.add(new Block(this, open + 1, info, text));
        open = -1;
      }
    }
    return blocks;
  }

  /** The page without its blocks of code. */
  String prose() {
    StringBuilder prose = new StringBuilder();
    boolean inBlock = false;
    for (String line : lines) {
      if (line.startsWith(FENCE)) {
        inBlock = !inBlock;
      } else if (!inBlock) {
        prose.append(line).append('\n');
      }
    }
    return prose.toString();
  }

  /** Where its links lead, as they are written. */
  List<String> links() {
    return LINK.matcher(prose()).results().map(result -> result.group(1)).toList();
  }

  /** What is set as code within the text. */
  List<String> spans() {
    return SPAN.matcher(prose()).results().map((MatchResult result) -> result.group(1)).toList();
  }

  /** The names of its headings in links, as forges make them. */
  Set<String> anchors() {
    return prose()
        .lines()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
        .map(title -> title.replaceAll("[^a-z0-9 _-]", "").replace(' ', '-'))
        .collect(Collectors.toSet());
  }

  @Override
  public String toString() {
    return ROOT.relativize(file).toString();
  }
}
