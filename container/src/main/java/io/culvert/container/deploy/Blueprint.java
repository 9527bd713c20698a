package io.culvert.container.deploy;

import io.culvert.container.descriptor.DescriptorException;
import io.culvert.container.descriptor.DescriptorLines;
import io.culvert.container.descriptor.DescriptorSource;
import java.util.ArrayList;
import java.util.List;
import org.jboss.metadata.web.spec.WebMetaData;

/**
 * What the parts of {@link Assemble} work from: the merged descriptor, the classes it names, and
 * how to complain about it.
 */
final class Blueprint {
  private final Described described;
  private final Remarks remarks;

  Blueprint(Described described, Remarks remarks) {
    this.described = described;
    this.remarks = remarks;
  }

  WebMetaData descriptor() {
    return described.descriptor();
  }

  Described described() {
    return described;
  }

  void remark(String line) {
    remarks.remark(described.scanned().exploded().spec(), line);
  }

  /** An error in the meaning of {@code <element>text</element>}, with its file and line. */
  DeploymentException error(String element, String text, String problem) {
    return new DeploymentException(
        "%s: <%s> %s: %s".formatted(where(element, text), element, text, problem));
  }

  /** The file and line of {@code <element>text</element>}. */
  String where(String element, String text) {
    List<DescriptorSource> sources = new ArrayList<>();
    try {
      DescriptorSource.webXml(described.scanned().exploded().root()).ifPresent(sources::add);
      for (LibraryJar jar : described.orderedJars()) {
        jar.fragment().ifPresent(sources::add);
      }
    } catch (DescriptorException _) {
      // they were readable a moment ago; the error that is looked for matters more
    }
    return new DescriptorLines(sources).where(element, text);
  }

  /**
   * Loads a class that the descriptor names, without initialising it.
   *
   * @param element the element that names it
   */
  <T> Class<? extends T> load(String element, String className, Class<T> type)
      throws DeploymentException {
    Class<?> loaded;
    try {
      loaded = Class.forName(className, false, described.scanned().loader());
    } catch (ClassNotFoundException _) {
      throw error(element, className, "there is no such class in WEB-INF/classes or WEB-INF/lib");
    } catch (LinkageError e) {
      throw error(element, className, "the class cannot be loaded: " + hint(e));
    }
    if (!type.isAssignableFrom(loaded)) {
      throw error(element, className, "the class is not a " + type.getName());
    }
    return loaded.asSubclass(type);
  }

  private static String hint(LinkageError e) {
    String text = e.toString();
    return text.contains("javax/servlet")
        ? text + "; it is made for javax.servlet and must be migrated to jakarta.servlet"
        : text;
  }
}
