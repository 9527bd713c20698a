package io.culvert.container.frontend;

/** Text of nested blocks. */
final class Lines {
  private final StringBuilder text = new StringBuilder();
  private final String indent;
  private int depth;

  Lines(String indent) {
    this.indent = indent;
  }

  /** Adds lines at the present depth. */
  Lines add(String lines) {
    lines.lines().forEach(this::addLine);
    return this;
  }

  private void addLine(String line) {
    if (!line.isEmpty()) {
      text.append(indent.repeat(depth)).append(line);
    }
    text.append('\n');
  }

  Lines blank() {
    text.append('\n');
    return this;
  }

  Lines open(String line) {
    addLine(line);
    depth++;
    return this;
  }

  Lines close(String line) {
    depth--;
    addLine(line);
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
