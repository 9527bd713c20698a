package io.culvert.container.session;

import io.culvert.session.Change;
import io.culvert.session.SessionSnapshot;
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
   * What has to be saved of them: those whose attribute is as it was, while the object has changed
   * since it was written down, for a copy or for another generation that holds the attribute now.
   *
   * @param copies whether the store keeps copies of values that this generation holds
   */
  List<Change<Attribute>> changedInPlace(
      SessionSnapshot<Attribute> session, Generation generation, boolean copies) {
    List<Change<Attribute>> changes = new ArrayList<>();
    given.forEach(
        (name, each) -> {
          if (!isAsItWas(session.attributes().get(name), each.attribute())) {
            return;
          }
          boolean own = each.attribute().holds(each.value());
          if (!own || (copies && each.attribute().wasCopied())) {
            changed(new Place(session.id(), name), each, generation)
                .map(bytes -> own ? Attribute.of(each.value(), generation) : Attribute.of(bytes))
                .ifPresent(
                    now -> {
                      changes.add(new Change.Put<>(name, now));
                      given.put(name, new Given(now, each.value()));
                    });
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
}
