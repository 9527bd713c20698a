package io.culvert.container.descriptor;

import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads from {@code WEB-INF/jboss-web.xml}, which applications for WildFly bring, what their
 * references refer to. The rest of the file is about that server.
 */
public final class ResourceMappings {
  private ResourceMappings() {}

  /**
   * Reads one file.
   *
   * @return the global names by the names of the references
   * @throws DescriptorException with file and line, if it is not well-formed or something else
   */
  public static Map<String, String> read(DescriptorSource source) throws DescriptorException {
    Map<String, String> mappings = new HashMap<>();
    try {
      XMLStreamReader reader = GuardedReader.open(source, new Doctype(), "jboss-web");
      while (reader.hasNext()) {
        if (reader.next() == XMLStreamConstants.START_ELEMENT
            && (reader.getLocalName().equals("resource-ref")
                || reader.getLocalName().equals("resource-env-ref"))) {
          add(reader, reader.getLocalName(), mappings);
        }
      }
      return mappings;
    } catch (XMLStreamException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
      throw new DescriptorException(
          DescriptorReader.where(source, line), String.valueOf(e.getMessage()), e);
    }
  }

  private static void add(XMLStreamReader reader, String element, Map<String, String> mappings)
      throws XMLStreamException {
    String name = "";
    String target = "";
    while (reader.next() != XMLStreamConstants.END_ELEMENT
        || !reader.getLocalName().equals(element)) {
      if (reader.getEventType() == XMLStreamConstants.START_ELEMENT) {
        switch (reader.getLocalName()) {
          case "res-ref-name", "resource-env-ref-name" -> name = reader.getElementText().strip();
          case "jndi-name", "mapped-name", "lookup-name" ->
              target = reader.getElementText().strip();
          default -> {
            // descriptions and types
          }
        }
      }
    }
    if (!name.isEmpty() && !target.isEmpty()) {
      mappings.put(name, target);
    }
  }
}
