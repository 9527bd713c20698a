package io.culvert.container.environment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.metadata.javaee.spec.DataSourceMetaData;
import org.jboss.metadata.javaee.spec.DataSourcesMetaData;
import org.jboss.metadata.javaee.spec.PropertyMetaData;
import org.jspecify.annotations.Nullable;

/** The {@code data-source} elements of a descriptor. */
final class DescribedDefinitions {
  private DescribedDefinitions() {}

  static List<Definition> read(@Nullable DataSourcesMetaData elements) throws DeclarationException {
    List<Definition> found = new ArrayList<>();
    if (elements != null) {
      for (DataSourceMetaData element : elements) {
        found.add(read(element));
      }
    }
    return found;
  }

  private static Definition read(DataSourceMetaData element) throws DeclarationException {
    String name = Declared.text(element.getName());
    String className = Declared.text(element.getClassName());
    if (className.isEmpty()) {
      throw new DeclarationException("name", name, "the data-source needs a class-name");
    }
    Definition.Told told =
        new Definition.Told()
            .text("url", Declared.text(element.getUrl()))
            .text("user", Declared.text(element.getUser()))
            .text("password", Declared.text(element.getPassword()))
            .text("databaseName", Declared.text(element.getDatabaseName()))
            .text("serverName", Declared.text(element.getServerName()))
            .number("portNumber", element.getPortNumber())
            .number("loginTimeout", element.getLoginTimeout());
    if (element.getProperties() != null) {
      for (PropertyMetaData each : element.getProperties()) {
        told.text(Declared.text(each.getName()), Declared.text(each.getValue()));
      }
    }
    return new Definition(
        name,
        className,
        told.properties(),
        Optional.ofNullable(element.getIsolationLevel()).map(Enum::name),
        element.getMinPoolSize(),
        element.getMaxPoolSize(),
        element.getMaxIdleTime());
  }
}
