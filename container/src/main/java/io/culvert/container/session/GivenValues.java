package io.culvert.container.session;

import io.culvert.session.Change;
import io.culvert.session.SessionSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The objects that requests of one generation got from one session. They may change them in place
 * and say nothing; that is found by comparing what would be written with what was.
 */
final class GivenValues {
  private record Given(Attribute attribute, Object value) {}

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
   * What has to be saved of them: those whose attribute is as it was, but held by somebody else,
   * while the object has changed since it was written down for him.
   */
  List<Change<Attribute>> changedInPlace(
      SessionSnapshot<Attribute> session, Generation generation) {
    List<Change<Attribute>> changes = new ArrayList<>();
    given.forEach(
        (name, each) -> {
          boolean unbound = session.attributes().get(name) != each.attribute();
          if (unbound || each.attribute().holds(each.value())) {
            return;
          }
          changed(new Place(session.id(), name), each, generation).ifPresent(changes::add);
        });
    return changes;
  }

  private static Optional<Change<Attribute>> changed(
      Place place, Given each, Generation generation) {
    return generation
        .peek(place, each.value())
        .filter(bytes -> !Fingerprint.of(bytes).equals(each.attribute().written()))
        .map(bytes -> new Change.Put<>(place.name(), Attribute.of(bytes)));
  }
}
