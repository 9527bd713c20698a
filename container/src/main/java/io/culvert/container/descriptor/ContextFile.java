package io.culvert.container.descriptor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads the names of what stands in Tomcat's {@code META-INF/context.xml}, which has no schema.
 * Values are not kept but for names: they may be passwords.
 */
public final class ContextFile {
  private ContextFile() {}

  /**
   * An element that stands in it.
   *
   * @param attributes by their names; only {@code name} has its value
   */
  public record Element(String name, int line, Map<String, String> attributes) {
    public Element {
      attributes = Map.copyOf(attributes);
    }
  }

  /**
   * The root, which is {@code Context}, and what stands immediately in it.
   *
   * @throws DescriptorException if it is not well-formed, or something else
   */
  public static List<Element> read(DescriptorSource source) throws DescriptorException {
    try {
      return elements(GuardedReader.open(source, new Doctype(), "Context"));
    } catch (XMLStreamException e) {
      throw new DescriptorException(
          source.name(), String.valueOf(e.getMessage()).replaceAll("\\s+", " "), e);
    }
  }

  private static List<Element> elements(XMLStreamReader reader) throws XMLStreamException {
    List<Element> elements = new ArrayList<>();
    int depth = 0;
    while (reader.hasNext()) {
      int event = reader.next();
      if (event == XMLStreamConstants.START_ELEMENT && depth++ < 2) {
        elements.add(element(reader));
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        depth--;
      }
    }
    return elements;
  }

  private static Element element(XMLStreamReader reader) {
    Map<String, String> attributes = new LinkedHashMap<>();
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      String name = reader.getAttributeLocalName(i);
      attributes.put(name, name.equals("name") ? reader.getAttributeValue(i) : "");
    }
    return new Element(reader.getLocalName(), reader.getLocation().getLineNumber(), attributes);
  }
}
