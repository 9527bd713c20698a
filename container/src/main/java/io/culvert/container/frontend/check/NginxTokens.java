package io.culvert.container.frontend.check;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Cuts a configuration of nginx into words, {@code ;}, <code>{</code> and <code>}</code>. */
final class NginxTokens {
  private final Path file;
  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private int line = 1;

  private NginxTokens(Path file, String text) {
    this.file = file;
    this.text = text;
  }

  static List<Token> of(Path file, String text) throws UnreadableException {
    NginxTokens cutter = new NginxTokens(file, text);
    cutter.cut();
    return cutter.tokens;
  }

  private void cut() throws UnreadableException {
    while (at < text.length()) {
      char next = text.charAt(at);
      switch (next) {
        case '#' -> skipComment();
        case ';', '{', '}' -> {
          tokens.add(new Token(line, String.valueOf(next), false));
          at++;
        }
        case '"', '\'' -> quoted(next);
        default -> {
          if (Character.isWhitespace(next)) {
            advance();
          } else {
            word();
          }
        }
      }
    }
  }

  private char advance() {
    char passed = text.charAt(at++);
    if (passed == '\n') {
      line++;
    }
    return passed;
  }

  private void skipComment() {
    while (at < text.length() && text.charAt(at) != '\n') {
      at++;
    }
  }

  private void quoted(char quote) throws UnreadableException {
    int start = line;
    StringBuilder content = new StringBuilder();
    at++;
    while (at < text.length()) {
      char next = advance();
      if (next == quote) {
        tokens.add(new Token(start, content.toString(), true));
        return;
      }
      if (next == '\\' && at < text.length()) {
        escaped(content);
      } else {
        content.append(next);
      }
    }
    throw new UnreadableException(new Place(file, start), "the quotation has no end");
  }

  /** Only quotes and the backslash lose theirs; regular expressions keep what they have. */
  private void escaped(StringBuilder content) {
    char next = advance();
    if (next != '"' && next != '\'' && next != '\\') {
      content.append('\\');
    }
    content.append(next);
  }

  private void word() {
    int start = line;
    StringBuilder content = new StringBuilder();
    while (at < text.length() && !endsWord(content)) {
      char next = advance();
      if (next == '\\' && at < text.length()) {
        escaped(content);
      } else {
        content.append(next);
      }
    }
    tokens.add(new Token(start, content.toString(), false));
  }

  /** A brace belongs to the word after a dollar, as in <code>${name}</code>. */
  private boolean endsWord(StringBuilder content) {
    char next = text.charAt(at);
    boolean variable = content.length() > 0 && content.charAt(content.length() - 1) == '$';
    return Character.isWhitespace(next) || next == ';' || (next == '{' && !variable);
  }
}
