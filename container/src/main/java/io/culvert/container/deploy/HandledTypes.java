package io.culvert.container.deploy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.Index;
import org.jboss.jandex.Type;

/**
 * Resolves {@code @HandlesTypes} (Servlet 6.1 §8.2.4): the classes that extend, implement or are
 * annotated with a type, wherever in the application's hierarchy it stands. A class that does not
 * load is reported and left out, as the specification asks for.
 */
final class HandledTypes {
  private static final DotName HANDLES_TYPES =
      DotName.createSimple("jakarta.servlet.annotation.HandlesTypes");

  private final AppClassLoader loader;
  private final ClassHierarchy hierarchy;
  private final List<Index> candidates = new ArrayList<>();
  private final Consumer<String> remarks;

  /**
   * @param orderedJars the jars whose classes may be handled; those excluded by the ordering may
   *     not, but the hierarchy of the others can lead through them
   */
  HandledTypes(Scanned scanned, List<LibraryJar> orderedJars, Consumer<String> remarks) {
    this.loader = scanned.loader();
    this.hierarchy = ClassHierarchy.of(scanned);
    this.remarks = remarks;
    candidates.add(scanned.classes());
    for (LibraryJar jar : orderedJars) {
      candidates.add(jar.index());
    }
  }

  /** Whether this initializer handles WebSocket endpoints; asked without loading it. */
  boolean wantsWebSockets(String initializer) {
    for (DotName type : wanted(initializer)) {
      if (type.toString().startsWith("jakarta.websocket.")) {
        return true;
      }
    }
    return false;
  }

  /** The classes that this initializer is to be given. */
  Set<Class<?>> of(String initializer) {
    Set<DotName> names = new TreeSet<>();
    for (DotName type : wanted(initializer)) {
      names.addAll(matches(type));
    }
    Set<Class<?>> classes = new LinkedHashSet<>();
    for (DotName name : names) {
      try {
        classes.add(Class.forName(name.toString(), false, loader));
      } catch (ClassNotFoundException | LinkageError e) {
        remarks.accept("%s: is not given to %s: %s".formatted(name, initializer, e));
      }
    }
    return classes;
  }

  private List<DotName> wanted(String initializer) {
    ClassInfo info = hierarchy.find(DotName.createSimple(initializer));
    AnnotationInstance annotation = info == null ? null : info.declaredAnnotation(HANDLES_TYPES);
    AnnotationValue value = annotation == null ? null : annotation.value();
    List<DotName> names = new ArrayList<>();
    if (value != null) {
      for (Type type : value.asClassArray()) {
        names.add(type.name());
      }
    }
    return names;
  }

  private Collection<DotName> matches(DotName type) {
    Class<?> wanted;
    try {
      wanted = Class.forName(type.toString(), false, loader);
    } catch (ClassNotFoundException | LinkageError e) {
      remarks.accept("%s: nothing is handled for it: %s".formatted(type, e));
      return List.of();
    }
    return wanted.isAnnotation() ? annotated(type) : subtypes(wanted);
  }

  private Collection<DotName> annotated(DotName annotation) {
    Set<DotName> names = new LinkedHashSet<>();
    for (Index index : candidates) {
      for (AnnotationInstance instance : index.getAnnotations(annotation)) {
        ClassInfo declaring =
            switch (instance.target().kind()) {
              case CLASS -> instance.target().asClass();
              case FIELD -> instance.target().asField().declaringClass();
              case METHOD -> instance.target().asMethod().declaringClass();
              case METHOD_PARAMETER ->
                  instance.target().asMethodParameter().method().declaringClass();
              case RECORD_COMPONENT -> instance.target().asRecordComponent().declaringClass();
              case TYPE -> null;
            };
        if (declaring != null) {
          names.add(declaring.name());
        }
      }
    }
    return names;
  }

  private Collection<DotName> subtypes(Class<?> wanted) {
    Set<DotName> names = new LinkedHashSet<>();
    ClassHierarchy.SubtypeTest test = hierarchy.subtypesOf(wanted, loader);
    for (Index index : candidates) {
      for (ClassInfo candidate : index.getKnownClasses()) {
        if (!candidate.name().toString().equals(wanted.getName()) && test.holds(candidate.name())) {
          names.add(candidate.name());
        }
      }
    }
    return names;
  }
}
