package io.culvert.container.environment;

import io.culvert.container.naming.Bound;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.NameAlreadyBoundException;
import org.jboss.metadata.javaee.spec.EnvironmentEntryMetaData;
import org.jboss.metadata.javaee.spec.EnvironmentRefsGroupMetaData;

/**
 * Binds the {@code env-entry} elements of a descriptor. One without a value or a name to look up
 * does not exist (Jakarta EE 11 Platform §5.4.1.3).
 *
 * @param surroundings the application
 * @param targets takes the injection targets
 */
record Entries(Surroundings surroundings, DescribedTargets targets) {
  private static final String NAME = "env-entry-name";

  void bind(EnvironmentRefsGroupMetaData refs) throws DeclarationException {
    for (EnvironmentEntryMetaData each : Declared.all(refs.getEnvironmentEntries())) {
      String name = Declared.text(each.getEnvEntryName());
      Optional<Class<?>> ofTarget = targets.add(name, each.getInjectionTargets());
      Optional<Bound> value = value(name, each, ofTarget);
      if (value.isPresent()) {
        bind(name, value.get());
      }
    }
  }

  private void bind(String name, Bound value) throws DeclarationException {
    try {
      surroundings.names().bind(Reference.path(name), value);
    } catch (InvalidNameException | NameAlreadyBoundException e) {
      throw new DeclarationException(NAME, name, String.valueOf(e.getMessage()));
    }
  }

  private Optional<Bound> value(
      String name, EnvironmentEntryMetaData entry, Optional<Class<?>> ofTarget)
      throws DeclarationException {
    String lookup = Declared.text(entry.getLookupName());
    if (!lookup.isEmpty()) {
      Class<?> type = type(name, entry, ofTarget).orElse(Object.class);
      return Optional.of(Bound.link(type, surroundings.names(), Reference.path(lookup)));
    }
    String text = entry.getValue();
    if (text == null) {
      return Optional.empty();
    }
    Class<?> wanted =
        type(name, entry, ofTarget)
            .orElseThrow(
                () ->
                    new DeclarationException(
                        NAME, name, "needs an env-entry-type or an injection-target"));
    EntryType type =
        EntryType.of(wanted)
            .orElseThrow(
                () ->
                    new DeclarationException(
                        NAME, name, "there are no entries of the type " + wanted.getName()));
    try {
      return Optional.of(Bound.to(type.value(text, surroundings.loader())));
    } catch (IllegalArgumentException e) {
      throw new DeclarationException(NAME, name, String.valueOf(e.getMessage()));
    }
  }

  private Optional<Class<?>> type(
      String name, EnvironmentEntryMetaData entry, Optional<Class<?>> ofTarget)
      throws DeclarationException {
    String className = Declared.text(entry.getType());
    if (className.isEmpty()) {
      return ofTarget;
    }
    try {
      return Optional.of(Class.forName(className, false, surroundings.loader()));
    } catch (ClassNotFoundException | LinkageError e) {
      throw new DeclarationException(
          NAME, name, "its type '%s' cannot be loaded".formatted(className));
    }
  }
}
