package io.culvert.container.frontend.check;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads a configuration of nginx with all it includes. */
final class NginxReader {
  /** How deep blocks may lie in each other. */
  private static final int NESTING = 64;

  private final Sources sources;
  private final List<Finding> missing = new ArrayList<>();

  NginxReader(Sources sources) {
    this.sources = sources;
  }

  /** The directives of the file, includes replaced by what they include. */
  List<Directive> read(Path file) throws UnreadableException {
    return read(file, 0);
  }

  /** Includes that led nowhere. */
  List<Finding> missing() {
    return missing;
  }

  private List<Directive> read(Path file, int depth) throws UnreadableException {
    if (depth > Sources.DEPTH) {
      throw new UnreadableException(file + ": files include each other too deeply");
    }
    return new Parser(file, NginxTokens.of(file, sources.read(file)), depth).file();
  }

  private final class Parser {
    private final Path file;
    private final List<Token> tokens;
    private final int depth;
    private int at;

    Parser(Path file, List<Token> tokens, int depth) {
      this.file = file;
      this.tokens = tokens;
      this.depth = depth;
    }

    List<Directive> file() throws UnreadableException {
      List<Directive> all = block(0);
      if (at < tokens.size()) {
        throw new UnreadableException(place(tokens.get(at)), "'}' without '{'");
      }
      return all;
    }

    private Place place(Token token) {
      return new Place(file, token.line());
    }

    /** Up to the closing brace, which is not taken. */
    private List<Directive> block(int nesting) throws UnreadableException {
      List<Directive> all = new ArrayList<>();
      while (at < tokens.size() && !tokens.get(at).is("}")) {
        directive(nesting, all);
      }
      return all;
    }

    private void directive(int nesting, List<Directive> all) throws UnreadableException {
      Token name = tokens.get(at++);
      if (name.is(";") || name.is("{") || nesting > NESTING) {
        throw new UnreadableException(place(name), "'%s' is unexpected".formatted(name.text()));
      }
      List<String> arguments = new ArrayList<>();
      while (at < tokens.size()) {
        Token next = tokens.get(at++);
        if (next.is(";")) {
          end(new Directive(place(name), name.text(), arguments, List.of()), all);
          return;
        }
        if (next.is("{")) {
          List<Directive> block = block(nesting + 1);
          if (at++ >= tokens.size()) {
            throw new UnreadableException(place(next), "'{' without '}'");
          }
          all.add(new Directive(place(name), name.text(), arguments, block));
          return;
        }
        if (next.is("}")) {
          break;
        }
        arguments.add(next.text());
      }
      throw new UnreadableException(
          place(name), "directive '%s' has no ';'".formatted(name.text()));
    }

    private void end(Directive directive, List<Directive> all) throws UnreadableException {
      all.add(directive);
      if (!directive.is("include")) {
        return;
      }
      String pattern = directive.argument(0);
      List<Path> files = sources.matching(directive.place(), pattern);
      for (Path included : files) {
        all.addAll(read(included, depth + 1));
      }
      if (files.isEmpty() && !pattern.contains("*")) {
        missing.add(
            new Finding(
                directive.place(),
                Severity.WARNING,
                "'%s' is not there, so what it says is not known".formatted(pattern),
                "include with a full path, or run the check where the file is"));
      }
    }
  }
}
