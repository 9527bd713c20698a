package io.culvert.container.frontend.check;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a configuration of lighttpd into strings, words and signs. */
final class LighttpdTokens {
  private static final Pattern SPACE = Pattern.compile("\\s++|#[^\\n]*+");
  private static final Pattern SIGN_OR_WORD =
      Pattern.compile("=>|==|!=|=~|!~|=\\^|=\\$|\\+=|:=|[=+(),{}\\[\\]]|[$A-Za-z0-9_.-]++");

  private final Path file;
  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private int line = 1;

  private LighttpdTokens(Path file, String text) {
    this.file = file;
    this.text = text;
  }

  static List<Token> of(Path file, String text) throws UnreadableException {
    LighttpdTokens cutter = new LighttpdTokens(file, text);
    cutter.cut();
    return cutter.tokens;
  }

  private void cut() throws UnreadableException {
    Matcher space = SPACE.matcher(text);
    Matcher other = SIGN_OR_WORD.matcher(text);
    while (at < text.length()) {
      if (text.charAt(at) == '"') {
        string();
      } else if (space.region(at, text.length()).lookingAt()) {
        line += (int) space.group().chars().filter(c -> c == '\n').count();
        at = space.end();
      } else if (other.region(at, text.length()).lookingAt()) {
        tokens.add(new Token(line, other.group(), false));
        at = other.end();
      } else {
        throw new UnreadableException(
            new Place(file, line), "'%s' is unexpected".formatted(printable(text.charAt(at))));
      }
    }
  }

  /** Only the quotation mark loses its backslash; regular expressions keep what they have. */
  private void string() throws UnreadableException {
    int start = line;
    StringBuilder content = new StringBuilder();
    for (at++; at < text.length(); at++) {
      char next = text.charAt(at);
      if (next == '"') {
        at++;
        tokens.add(new Token(start, content.toString(), true));
        return;
      }
      if (next == '\n') {
        line++;
      }
      boolean escaped = next == '\\' && at + 1 < text.length();
      if (escaped && text.charAt(at + 1) == '"') {
        content.append('"');
        at++;
      } else if (escaped && text.charAt(at + 1) == '\\') {
        content.append("\\\\");
        at++;
      } else {
        content.append(next);
      }
    }
    throw new UnreadableException(new Place(file, start), "the quotation has no end");
  }

  private static String printable(char c) {
    return c >= ' ' && c < 127 ? String.valueOf(c) : "\\x%02x".formatted((int) c);
  }
}
