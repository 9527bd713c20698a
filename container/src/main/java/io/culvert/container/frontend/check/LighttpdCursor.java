package io.culvert.container.frontend.check;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A place among the tokens of a configuration of lighttpd, and the values that stand there. */
final class LighttpdCursor {
  /** How deep lists may lie in each other. */
  private static final int NESTING = 32;

  private final Path file;
  private final List<Token> tokens;
  private final Map<String, LighttpdValue> variables;
  private int at;

  /**
   * A cursor at the first token.
   *
   * @param variables what has been assigned so far
   */
  LighttpdCursor(Path file, List<Token> tokens, Map<String, LighttpdValue> variables) {
    this.file = file;
    this.tokens = tokens;
    this.variables = variables;
  }

  boolean isAtEnd() {
    return at >= tokens.size();
  }

  boolean sees(String sign) {
    return !isAtEnd() && tokens.get(at).is(sign);
  }

  boolean skip(String sign) {
    boolean seen = sees(sign);
    if (seen) {
      at++;
    }
    return seen;
  }

  /** Where the next token stands, or the last one if there is none. */
  Place place() {
    int line = tokens.isEmpty() ? 1 : tokens.get(Math.min(at, tokens.size() - 1)).line();
    return new Place(file, line);
  }

  UnreadableException unexpected() {
    String what = isAtEnd() ? "the end" : "'%s'".formatted(tokens.get(at).text());
    return new UnreadableException(place(), what + " is unexpected");
  }

  /** The next token, which must be a word. */
  String word() throws UnreadableException {
    if (isAtEnd() || tokens.get(at).quoted() || !tokens.get(at).text().matches("[$\\w.-]+")) {
      throw unexpected();
    }
    return tokens.get(at++).text();
  }

  /** All tokens before the sign, written together; the sign is passed. */
  String upTo(String sign) throws UnreadableException {
    StringBuilder passed = new StringBuilder();
    while (!skip(sign)) {
      if (isAtEnd() || sees("}")) {
        throw unexpected();
      }
      passed.append(' ').append(tokens.get(at++).text());
    }
    return passed.toString();
  }

  LighttpdValue value() throws UnreadableException {
    return value(0);
  }

  /** Texts are put together, lists are joined. */
  private LighttpdValue value(int nesting) throws UnreadableException {
    LighttpdValue value = term(nesting);
    while (skip("+")) {
      LighttpdValue next = term(nesting);
      if (value instanceof LighttpdValue.Items || next instanceof LighttpdValue.Items) {
        List<LighttpdValue.Item> items = new ArrayList<>(value.items());
        items.addAll(next.items());
        value = new LighttpdValue.Items(items);
      } else {
        value = new LighttpdValue.Text(value.text() + next.text());
      }
    }
    return value;
  }

  private LighttpdValue term(int nesting) throws UnreadableException {
    if (nesting > NESTING) {
      throw unexpected();
    }
    if (skip("(")) {
      return items(nesting);
    }
    if (!isAtEnd() && tokens.get(at).quoted()) {
      return new LighttpdValue.Text(tokens.get(at++).text());
    }
    String word = word();
    boolean variable = word.startsWith("var.") || variables.containsKey(word);
    return variable
        ? variables.getOrDefault(word, new LighttpdValue.Text(""))
        : new LighttpdValue.Text(word);
  }

  private LighttpdValue items(int nesting) throws UnreadableException {
    List<LighttpdValue.Item> items = new ArrayList<>();
    while (!skip(")")) {
      Place place = place();
      LighttpdValue first = value(nesting + 1);
      items.add(
          skip("=>")
              ? new LighttpdValue.Item(place, first.text(), value(nesting + 1))
              : new LighttpdValue.Item(place, "", first));
      if (!skip(",") && !sees(")")) {
        throw unexpected();
      }
    }
    return new LighttpdValue.Items(items);
  }
}
