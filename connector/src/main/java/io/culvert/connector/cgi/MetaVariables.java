package io.culvert.connector.cgi;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.culvert.connector.wire.NameValuePairs;
import java.util.EnumSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The meta-variables of one request. A variable that was sent several times has its last value,
 * because that is how people override a line of an included configuration; an empty one counts as
 * absent (RFC 3875 §4.1).
 */
final class MetaVariables {

  /** Names of variables, shared by all requests. */
  static final class Names {

    private final NameTable<MetaVariable> table =
        new NameTable<>(
            EnumSet.allOf(MetaVariable.class).stream()
                .collect(toUnmodifiableMap(Enum::name, variable -> variable)));

    @Nullable MetaVariable get(NameValuePairs pairs, int pair) {
      return table.get(pairs, pair);
    }
  }

  private static final int COUNT = MetaVariable.values().length;

  private final NameValuePairs pairs;

  /** By ordinal: the pair's index plus one, zero for an absent variable. */
  private final int[] places = new int[COUNT];

  MetaVariables(NameValuePairs pairs) {
    this.pairs = pairs;
  }

  NameValuePairs pairs() {
    return pairs;
  }

  /**
   * Notes that a pair holds a variable; null is none of ours.
   *
   * @throws Refusal if a second content length or host contradicts the first: the front end may
   *     have decided by the one that we would ignore
   */
  void put(@Nullable MetaVariable variable, int pair) throws Refusal {
    if (variable == null || pairs.valueLength(pair) == 0) {
      return;
    }
    if ((variable == MetaVariable.CONTENT_LENGTH || variable == MetaVariable.HTTP_HOST)
        && has(variable)
        && !pairs.value(pair).equals(raw(variable))) {
      throw Refusal.badRequest(variable + " was sent twice with different values");
    }
    places[place(variable)] = pair + 1;
  }

  boolean has(MetaVariable variable) {
    return places[place(variable)] != 0;
  }

  /** Where a variable is that {@link #has} says is there. */
  int pair(MetaVariable variable) {
    return places[place(variable)] - 1;
  }

  /** The value, empty if absent, as it was sent: it may have any character but NUL. */
  String raw(MetaVariable variable) {
    return has(variable) ? pairs.value(pair(variable)) : "";
  }

  Optional<String> find(MetaVariable variable) {
    return has(variable) ? Optional.of(raw(variable)) : Optional.empty();
  }

  /**
   * The value, empty if absent.
   *
   * @throws Refusal if it has a line break
   */
  String text(MetaVariable variable) throws Refusal {
    return has(variable) ? Line.checked(pairs, pair(variable)) : "";
  }

  /** Refuses a line break in a value that is only read later. */
  void checkLine(MetaVariable variable) throws Refusal {
    if (has(variable)) {
      Line.checked(pairs, pair(variable));
    }
  }

  @SuppressWarnings("EnumOrdinal") // lives no longer than a request, and an EnumMap would box
  private static int place(MetaVariable variable) {
    return variable.ordinal();
  }
}
