package io.culvert.container.descriptor;

import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;
import org.jspecify.annotations.Nullable;

/**
 * An XML reader that trusts nobody: it opens no external entity, refuses documents that declare
 * entities of their own (and with them every entity bomb), and bounds depth and attributes.
 *
 * <p>The JDK's own StAX parser is asked for by name, since a service lookup could find a parser
 * that an application brought along.
 */
final class GuardedReader extends StreamReaderDelegate {
  private static final int MAX_DEPTH = 64;
  private static final int MAX_ATTRIBUTES = 64;

  private final String rootElement;
  private boolean rootSeen;

  private GuardedReader(XMLStreamReader reader, String rootElement) {
    super(reader);
    this.rootElement = rootElement;
  }

  /**
   * @param rootElement the local name that the document's root must have
   */
  static GuardedReader open(DescriptorSource source, Doctype doctype, String rootElement)
      throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    factory.setProperty(XMLInputFactory.IS_VALIDATING, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty("jdk.xml.maxElementDepth", String.valueOf(MAX_DEPTH));
    factory.setProperty("jdk.xml.elementAttributeLimit", String.valueOf(MAX_ATTRIBUTES));
    // the document type tells the version of a 2.2 or 2.3 descriptor, so it is read, but resolved
    // to nothing
    factory.setXMLResolver(doctype);
    return new GuardedReader(factory.createXMLStreamReader(source.open()), rootElement);
  }

  @Override
  public int next() throws XMLStreamException {
    int event = super.next();
    if (event == XMLStreamConstants.DTD) {
      refuseEntities(getProperty("javax.xml.stream.entities"));
    }
    if (event == XMLStreamConstants.START_ELEMENT && !rootSeen) {
      rootSeen = true;
      requireRoot();
    }
    return event;
  }

  private void refuseEntities(@Nullable Object entities) throws XMLStreamException {
    if (entities instanceof List<?> declared && !declared.isEmpty()) {
      throw new XMLStreamException(
          "the document type declares entities, which are not accepted", getLocation());
    }
  }

  private void requireRoot() throws XMLStreamException {
    if (!getLocalName().equals(rootElement)) {
      throw new XMLStreamException(
          "the root element is <%s> where <%s> is expected".formatted(getLocalName(), rootElement),
          getLocation());
    }
  }
}
