package io.culvert.container.logging;

import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;

/**
 * Formats by a pattern, as JBoss LogManager's own does, and makes the result safe: control
 * characters are escaped, and what follows the first line of an entry begins with a tab. So an
 * application may log what a client sent, as it is, and the client can still not forge an entry.
 */
public final class LineFormatter extends ExtFormatter {
  private final PatternFormatter formatter = new PatternFormatter();

  /** The pattern, in the syntax of {@link PatternFormatter}. */
  public String getPattern() {
    return formatter.getPattern();
  }

  /** Sets the pattern; called when {@code conf/logging.properties} is read. */
  public void setPattern(String pattern) {
    formatter.setPattern(pattern);
  }

  @Override
  public String format(ExtLogRecord record) {
    return Escaped.lines(formatter.format(record));
  }

  @Override
  public boolean isCallerCalculationRequired() {
    return formatter.isCallerCalculationRequired();
  }
}
