package io.culvert.container.deploy;

import java.util.HashMap;
import java.util.Map;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.Index;
import org.jspecify.annotations.Nullable;

/**
 * Who extends whom among all classes of an application. Where a chain of supertypes leaves the
 * application's own jars, because a class extends one that the server or the Java runtime brings,
 * it is followed by loading that class.
 */
final class ClassHierarchy {
  private static final DotName OBJECT = DotName.createSimple(Object.class);

  private final Map<DotName, ClassInfo> classes = new HashMap<>();

  private ClassHierarchy() {}

  static ClassHierarchy of(Scanned scanned) {
    ClassHierarchy hierarchy = new ClassHierarchy();
    hierarchy.add(scanned.classes());
    for (LibraryJar jar : scanned.jars()) {
      hierarchy.add(jar.index());
    }
    return hierarchy;
  }

  private void add(Index index) {
    for (ClassInfo info : index.getKnownClasses()) {
      classes.putIfAbsent(info.name(), info); // as the loader does: the first one counts
    }
  }

  @Nullable ClassInfo find(DotName name) {
    return classes.get(name);
  }

  /** A test that remembers its answers, for one type. */
  SubtypeTest subtypesOf(Class<?> type, ClassLoader loader) {
    return new SubtypeTest(type, loader);
  }

  /** Tells whether classes are subtypes of one type, or that type itself. */
  final class SubtypeTest {
    private final Class<?> type;
    private final ClassLoader loader;
    private final Map<DotName, Boolean> known = new HashMap<>();

    private SubtypeTest(Class<?> type, ClassLoader loader) {
      this.type = type;
      this.loader = loader;
      known.put(OBJECT, type.equals(Object.class));
      known.put(DotName.createSimple(type), true);
    }

    boolean holds(@Nullable DotName name) {
      if (name == null) {
        return false;
      }
      Boolean answer = known.get(name);
      if (answer == null) {
        known.put(name, false); // a hostile class file may name itself as its supertype
        answer = compute(name);
        known.put(name, answer);
      }
      return answer;
    }

    private boolean compute(DotName name) {
      ClassInfo info = classes.get(name);
      if (info == null) {
        return isLoadedSubtype(name);
      }
      if (holds(info.superName())) {
        return true;
      }
      for (DotName each : info.interfaceNames()) {
        if (holds(each)) {
          return true;
        }
      }
      return false;
    }

    private boolean isLoadedSubtype(DotName name) {
      try {
        return type.isAssignableFrom(Class.forName(name.toString(), false, loader));
      } catch (ClassNotFoundException | LinkageError _) {
        return false; // a supertype that is nowhere: the class itself will not load either
      }
    }
  }
}
