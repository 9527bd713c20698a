package io.culvert.container.descriptor;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jboss.metadata.parser.servlet.WebFragmentMetaDataParser;
import org.jboss.metadata.parser.servlet.WebMetaDataParser;
import org.jboss.metadata.property.PropertyReplacers;
import org.jboss.metadata.web.spec.WebFragmentMetaData;
import org.jboss.metadata.web.spec.WebMetaData;

/**
 * Reads {@code web.xml} (2.2 to 6.1) and {@code web-fragment.xml} (3.0 to 6.1). Elements that no
 * version of the schema knows are an error: a misspelt security constraint must not go unnoticed.
 */
public final class DescriptorReader {
  // the JDK's parser puts its own position before the message, in two lines
  private static final Pattern JDK_PREFIX =
      Pattern.compile("^ParseError at \\[row,col]:\\[\\d+,\\d+]\\s+Message: ", Pattern.DOTALL);

  /**
   * Reads a {@code web.xml}.
   *
   * @throws DescriptorException with file and line, if it is not well-formed or not a web.xml
   */
  public WebMetaData webXml(DescriptorSource source) throws DescriptorException {
    Doctype doctype = new Doctype();
    return read(
        source,
        doctype,
        "web-app",
        reader -> WebMetaDataParser.parse(reader, doctype, PropertyReplacers.noop()));
  }

  /**
   * Reads a {@code web-fragment.xml}.
   *
   * @throws DescriptorException with file and line, if it is not well-formed or not a fragment
   */
  public WebFragmentMetaData fragment(DescriptorSource source) throws DescriptorException {
    return read(
        source,
        new Doctype(),
        "web-fragment",
        reader -> WebFragmentMetaDataParser.parse(reader, PropertyReplacers.noop()));
  }

  private static <T> T read(
      DescriptorSource source, Doctype doctype, String rootElement, Parser<T> parser)
      throws DescriptorException {
    XMLStreamReader reader = null;
    try {
      reader = GuardedReader.open(source, doctype, rootElement);
      T descriptor = parser.parse(reader);
      while (reader.getEventType() != XMLStreamConstants.END_DOCUMENT) {
        reader.next();
      }
      return descriptor;
    } catch (XMLStreamException e) {
      throw new DescriptorException(where(source, line(e)), problem(e), e);
    } catch (RuntimeException e) {
      // values out of range and missing children surface in the parser as unchecked exceptions
      int line = reader == null ? 0 : reader.getLocation().getLineNumber();
      throw new DescriptorException(where(source, line), "is not understood: " + e, e);
    }
  }

  static String where(DescriptorSource source, int line) {
    return line > 0 ? source.name() + ":" + line : source.name();
  }

  private static int line(XMLStreamException e) {
    return e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
  }

  private static String problem(XMLStreamException e) {
    String message = e.getMessage() == null ? e.toString() : e.getMessage();
    Matcher matcher = JDK_PREFIX.matcher(message);
    return matcher.replaceFirst("").replaceAll("\\s+", " ").strip();
  }

  /** One of the parsers of the metadata library. */
  @FunctionalInterface
  private interface Parser<T> {
    T parse(XMLStreamReader reader) throws XMLStreamException;
  }
}
