package io.culvert.container.descriptor;

import java.util.List;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Finds again where a descriptor says something. The merged descriptor has forgotten its lines, so
 * an error in its meaning is looked up by element and text; this costs a second reading, but only
 * when there is something to complain about.
 */
public final class DescriptorLines {
  private final List<DescriptorSource> sources;

  /**
   * Takes the descriptors to search.
   *
   * @param sources in the order in which they are searched; {@code web.xml} first
   */
  public DescriptorLines(List<DescriptorSource> sources) {
    this.sources = List.copyOf(sources);
  }

  /**
   * Where {@code <element>text</element>} stands.
   *
   * @return a file and line as {@code WEB-INF/web.xml:12}, or {@code annotations} when no file says
   *     it
   */
  public String where(String element, String text) {
    for (DescriptorSource source : sources) {
      int line = line(source, element, text);
      if (line > 0) {
        return DescriptorReader.where(source, line);
      }
    }
    return "annotations";
  }

  private static int line(DescriptorSource source, String element, String text) {
    try {
      String root = source.name().endsWith("web.xml") ? "web-app" : "web-fragment";
      XMLStreamReader reader = GuardedReader.open(source, new Doctype(), root);
      while (reader.hasNext()) {
        if (reader.next() == XMLStreamConstants.START_ELEMENT
            && reader.getLocalName().equals(element)) {
          int line = reader.getLocation().getLineNumber();
          if (text(reader).equals(text)) {
            return line;
          }
        }
      }
      return 0;
    } catch (XMLStreamException _) {
      return 0; // it was readable a moment ago; the message goes without a line
    }
  }

  private static String text(XMLStreamReader reader) throws XMLStreamException {
    StringBuilder text = new StringBuilder();
    while (reader.next() == XMLStreamConstants.CHARACTERS
        || reader.getEventType() == XMLStreamConstants.COMMENT) {
      if (reader.getEventType() == XMLStreamConstants.CHARACTERS) {
        text.append(reader.getText());
      }
    }
    return text.toString().strip();
  }
}
