package io.culvert.container.environment;

import io.culvert.container.datasource.DataSources;
import io.culvert.container.naming.NameSpace;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jboss.jandex.Index;
import org.jboss.metadata.web.spec.WebMetaData;

/**
 * What an application's environment is made from.
 *
 * @param application how messages call it
 * @param module {@code java:module/ModuleName}
 * @param descriptor the merged descriptor
 * @param mappings what the deployer of another server was told: names of references, and the names
 *     of what they refer to
 * @param loader its class loader
 * @param names its names, still empty
 * @param annotated the classes whose annotations count
 * @param counts whether the annotations of a class count
 * @param dataSources those of the server
 * @param notes takes what people should know
 */
public record Surroundings(
    String application,
    String module,
    WebMetaData descriptor,
    Map<String, String> mappings,
    ClassLoader loader,
    NameSpace names,
    List<Index> annotated,
    Predicate<Class<?>> counts,
    DataSources dataSources,
    Notes notes) {
  /** Takes what people should know of a declaration that has no effect. */
  @FunctionalInterface
  public interface Notes {
    /** Takes a note on {@code <element>text</element>}. */
    void about(String element, String text, String problem);
  }

  public Surroundings {
    mappings = Map.copyOf(mappings);
    annotated = List.copyOf(annotated);
  }
}
