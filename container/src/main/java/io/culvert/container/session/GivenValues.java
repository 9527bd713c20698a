package io.culvert.container.session;

import io.culvert.session.Change;
import io.culvert.session.SaveResult;
import io.culvert.session.SessionSnapshot;
import io.culvert.session.SessionStore;
import io.culvert.session.SessionUpdate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The objects that requests of one generation got from one session. They may change them in place
 * and say nothing; that is found by comparing what would be written with what was.
 */
final class GivenValues {
  private record Given(Attribute attribute, Object value) {}

  /**
   * A value that has changed.
   *
   * @param now what has to be saved of it
   */
  private record Changed(String name, Given before, Attribute now) {
    Change<Attribute> change() {
      return new Change.Put<>(name, now);
    }

    /** Whether nobody has bound something else to the name meanwhile, or nothing. */
    @SuppressWarnings("ReferenceEquality") // what is bound anew is another attribute
    boolean concerns(SessionSnapshot<Attribute> session) {
      return session.attributes().get(name) == before.attribute();
    }
  }

  private final Map<String, Given> given = new ConcurrentHashMap<>();

  void note(String name, Attribute attribute, Object value) {
    if (!isImmutable(value)) {
      given.put(name, new Given(attribute, value));
    }
  }

  private static boolean isImmutable(Object value) {
    return value instanceof String
        || value instanceof Number
        || value instanceof Boolean
        || value instanceof Character
        || value instanceof Enum;
  }

  /**
   * Saves those whose attribute is as it was, while the object has changed since it was written
   * down: for a copy of the store's, or for another generation that holds the attribute now. What
   * others remove or replace while values are compared stays so.
   *
   * @param compared the session, in the store
   */
  void saveChangedInPlace(
      SessionSnapshot<Attribute> compared, Generation generation, SessionStore<Attribute> store) {
    List<Changed> changed = changedInPlace(compared, generation, store.keepsCopies());
    Optional<SessionSnapshot<Attribute>> now = Optional.of(compared);
    while (now.isPresent()) {
      SessionSnapshot<Attribute> base = now.get();
      List<Changed> valid = changed.stream().filter(each -> each.concerns(base)).toList();
      if (valid.isEmpty()) {
        return;
      }
      List<Change<Attribute>> changes = valid.stream().map(Changed::change).toList();
      if (store.save(SessionUpdate.basedOn(base, changes)) instanceof SaveResult.Saved) {
        valid.forEach(this::saved);
        return;
      }
      now = store.find(base.id());
    }
  }

  @SuppressWarnings("ReferenceEquality") // what is bound anew is another attribute
  private List<Changed> changedInPlace(
      SessionSnapshot<Attribute> session, Generation generation, boolean copies) {
    List<Changed> changes = new ArrayList<>();
    given.forEach(
        (name, each) -> {
          if (!isAsItWas(session.attributes().get(name), each.attribute())) {
            return;
          }
          boolean own = each.attribute().holds(each.value());
          if (!own || (copies && each.attribute().wasCopied())) {
            changed(new Place(session.id(), name), each, generation)
                .map(bytes -> own ? Attribute.of(each.value(), generation) : Attribute.of(bytes))
                .ifPresent(now -> changes.add(new Changed(name, each, now)));
          }
        });
    return changes;
  }

  /** A store that has forgotten an attribute and read it again holds another one, written alike. */
  private static boolean isAsItWas(@Nullable Attribute now, Attribute then) {
    return now == then || (now != null && then.wasCopied() && now.written().equals(then.written()));
  }

  private static Optional<byte[]> changed(Place place, Given each, Generation generation) {
    return generation
        .peek(place, each.value())
        .filter(bytes -> !Fingerprint.of(bytes).equals(each.attribute().written()));
  }

  /** Notes that this was saved, unless a request was given something else by now. */
  @SuppressWarnings("ReferenceEquality") // equals() would be the application's
  private void saved(Changed change) {
    given.computeIfPresent(
        change.name(),
        (_, each) -> each == change.before() ? new Given(change.now(), each.value()) : each);
  }
}
