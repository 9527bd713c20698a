package io.culvert.container.environment;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.DotName;
import org.jboss.jandex.Index;

/** The {@code DataSourceDefinition} annotations of an application's classes. */
final class AnnotatedDefinitions {
  private static final DotName ONE =
      DotName.createSimple("jakarta.annotation.sql.DataSourceDefinition");
  private static final DotName SEVERAL =
      DotName.createSimple("jakarta.annotation.sql.DataSourceDefinitions");

  private static final Map<Integer, String> ISOLATION =
      Map.of(
          Connection.TRANSACTION_READ_UNCOMMITTED, "TRANSACTION_READ_UNCOMMITTED",
          Connection.TRANSACTION_READ_COMMITTED, "TRANSACTION_READ_COMMITTED",
          Connection.TRANSACTION_REPEATABLE_READ, "TRANSACTION_REPEATABLE_READ",
          Connection.TRANSACTION_SERIALIZABLE, "TRANSACTION_SERIALIZABLE");

  private AnnotatedDefinitions() {}

  static List<Definition> read(List<Index> indexes) {
    List<Definition> found = new ArrayList<>();
    for (Index index : indexes) {
      for (AnnotationInstance one : index.getAnnotations(ONE)) {
        found.add(read(one));
      }
      for (AnnotationInstance several : index.getAnnotations(SEVERAL)) {
        for (AnnotationInstance one : several.value().asNestedArray()) {
          found.add(read(one));
        }
      }
    }
    return found;
  }

  private static Definition read(AnnotationInstance one) {
    Definition.Told told =
        new Definition.Told()
            .text("url", text(one, "url"))
            .text("user", text(one, "user"))
            .text("password", text(one, "password"))
            .text("databaseName", text(one, "databaseName"))
            .text("serverName", text(one, "serverName"))
            .number("portNumber", number(one, "portNumber"))
            .number("loginTimeout", number(one, "loginTimeout"));
    AnnotationValue properties = one.value("properties");
    for (String each : properties == null ? new String[0] : properties.asStringArray()) {
      int equals = each.indexOf('=');
      if (equals > 0) {
        told.text(each.substring(0, equals).strip(), each.substring(equals + 1).strip());
      }
    }
    return new Definition(
        text(one, "name"),
        text(one, "className"),
        told.properties(),
        Optional.ofNullable(ISOLATION.get(number(one, "isolationLevel"))),
        number(one, "minPoolSize"),
        number(one, "maxPoolSize"),
        number(one, "maxIdleTime"));
  }

  private static String text(AnnotationInstance one, String name) {
    AnnotationValue value = one.value(name);
    return value == null ? "" : value.asString().strip();
  }

  private static int number(AnnotationInstance one, String name) {
    AnnotationValue value = one.value(name);
    return value == null ? -1 : value.asInt();
  }
}
