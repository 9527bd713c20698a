package io.culvert.container.environment;

import io.culvert.container.naming.Bound;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.naming.InvalidNameException;
import javax.naming.NameAlreadyBoundException;

/**
 * Knows what is done to the objects of each class of an application (Servlet 6.1 §15.5): what the
 * descriptor says, and the annotations of the class and of all it extends, as far as they count.
 */
public final class Injector {
  private final Surroundings surroundings;
  private final References references;
  private final DescribedTargets described;
  private final Unavailable unavailable;
  private final Callbacks afterwards;
  private final Callbacks before;

  Injector(
      Surroundings surroundings,
      References references,
      DescribedTargets described,
      Callbacks afterwards,
      Callbacks before) {
    this.surroundings = surroundings;
    this.references = references;
    this.described = described;
    this.unavailable = new Unavailable(surroundings.annotated());
    this.afterwards = afterwards;
    this.before = before;
  }

  /**
   * What is done to the objects of a class. What its annotations name gets its name by this.
   *
   * @throws InjectionException if it wants what there is not
   */
  public Recipe recipe(Class<?> type) {
    Lineage lineage = new Lineage(type);
    List<Injection> injections = new ArrayList<>();
    for (Class<?> each : lineage.classes()) {
      Set<Member> taken = new HashSet<>();
      for (DescribedTargets.Target target : described.of(each)) {
        taken.add(target.member());
        find(target.path()).ifPresent(what -> injections.add(Injection.of(target.member(), what)));
      }
      if (surroundings.counts().test(each)) {
        addAnnotated(each, lineage, taken, injections);
      }
    }
    return new Recipe(injections, afterwards.of(type), before.of(type));
  }

  private void addAnnotated(
      Class<?> type, Lineage lineage, Set<Member> taken, List<Injection> injections) {
    unavailable
        .in(type)
        .ifPresent(
            problem -> {
              throw new InjectionException(problem);
            });
    AnnotatedTargets targets = new AnnotatedTargets(type);
    for (Reference reference : targets.references()) {
      bind("%s: @Resource".formatted(type.getName()), reference);
    }
    for (AnnotatedTargets.Target each : targets.members()) {
      boolean isLost = each.member() instanceof Method method && lineage.overrides(method);
      if (!isLost && !taken.contains(each.member())) {
        resolve(each).ifPresent(what -> injections.add(Injection.of(each.member(), what)));
      }
    }
  }

  /** Nothing for an entry to which the descriptor gives no value: then the member keeps its own. */
  private Optional<Bound> resolve(AnnotatedTargets.Target target) {
    Reference reference = target.reference();
    boolean isEntry = EntryType.of(Injection.typeOf(target.member())).isPresent();
    if (isEntry && reference.target().isEmpty()) {
      return find(reference.path());
    }
    return Optional.of(bind(Injection.describe(target.member()), reference));
  }

  private Bound bind(String who, Reference reference) {
    try {
      return references
          .bind(reference)
          .orElseThrow(() -> new InjectionException(unresolved(who, reference)));
    } catch (NameAlreadyBoundException | InvalidNameException e) {
      throw new InjectionException("%s: %s".formatted(who, e.getMessage()), e);
    }
  }

  private String unresolved(String who, Reference reference) {
    return "%s: %s cannot be given: %s"
        .formatted(who, reference.name(), references.problem(reference));
  }

  private Optional<Bound> find(String path) {
    try {
      return surroundings.names().find(path);
    } catch (InvalidNameException e) {
      throw new InjectionException("'%s' is no name".formatted(path), e);
    }
  }
}
