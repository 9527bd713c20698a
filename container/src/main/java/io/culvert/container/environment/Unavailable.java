package io.culvert.container.environment;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.AnnotationTarget.Kind;
import org.jboss.jandex.DotName;
import org.jboss.jandex.Index;

/**
 * Members of classes that want to be given what this server never has. The annotations are read
 * from class files: where an application has no class for them, the Java runtime keeps silent about
 * them.
 */
final class Unavailable {
  private static final Map<String, String> WANTED =
      Map.of(
          "jakarta.ejb.EJB", "there are no enterprise beans here",
          "jakarta.persistence.PersistenceContext", "there is no persistence provider here",
          "jakarta.persistence.PersistenceUnit", "there is no persistence provider here",
          "jakarta.xml.ws.WebServiceRef", "there are no web service references here");

  private final Map<String, String> byClass = new HashMap<>();

  Unavailable(List<Index> indexes) {
    for (Index index : indexes) {
      WANTED.forEach(
          (name, why) -> {
            DotName annotation = DotName.createSimple(name);
            for (AnnotationInstance each : index.getAnnotations(annotation)) {
              add(each.target(), annotation, why);
            }
          });
    }
  }

  private void add(AnnotationTarget target, DotName annotation, String why) {
    String text = "@%s cannot be given: %s".formatted(annotation.withoutPackagePrefix(), why);
    if (target.kind() == Kind.FIELD) {
      String owner = target.asField().declaringClass().name().toString();
      byClass.put(owner, "%s.%s: %s".formatted(owner, target.asField().name(), text));
    } else if (target.kind() == Kind.METHOD) {
      String owner = target.asMethod().declaringClass().name().toString();
      byClass.put(owner, "%s.%s: %s".formatted(owner, target.asMethod().name(), text));
    }
  }

  /** What a class wants and cannot have. */
  Optional<String> in(Class<?> type) {
    return Optional.ofNullable(byClass.get(type.getName()));
  }
}
