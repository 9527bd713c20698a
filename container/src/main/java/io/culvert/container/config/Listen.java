package io.culvert.container.config;

import io.culvert.connector.ListenAddress;
import io.culvert.connector.connection.Trust;
import io.culvert.connector.transport.Endpoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * An address to listen on, as it is written: an {@link Endpoint}, with {@code
 * ?trust=remote-user+tls} where it differs from what holds for all.
 *
 * @param endpoint the socket
 * @param trust what is believed of those who come by there; nothing if the address does not say
 */
record Listen(Endpoint endpoint, Optional<Trust> trust) {
  private static final String OPTION = "trust=";

  /**
   * Reads an address.
   *
   * @throws IllegalArgumentException if it is none; the message is for the operator
   */
  static Listen parse(String text) {
    int query = text.indexOf('?');
    if (query < 0) {
      return new Listen(Endpoint.parse(text), Optional.empty());
    }
    List<String> others = new ArrayList<>();
    Optional<Trust> trust = Optional.empty();
    for (String option : text.substring(query + 1).split("&", -1)) {
      if (!option.startsWith(OPTION)) {
        others.add(option);
      } else if (trust.isPresent()) {
        throw wrong(text, "'trust' stands there twice");
      } else {
        trust = Optional.of(trust(text, option.substring(OPTION.length())));
      }
    }
    String rest = others.isEmpty() ? "" : "?" + String.join("&", others);
    return new Listen(Endpoint.parse(text.substring(0, query) + rest), trust);
  }

  private static Trust trust(String text, String claims) {
    if (claims.equals("none")) {
      return Trust.NOTHING;
    }
    List<String> named = Arrays.asList(claims.split("\\+", -1));
    if (!List.of("remote-user", "tls").containsAll(named)) {
      throw wrong(text, "'trust=' must be followed by remote-user, tls, remote-user+tls or none");
    }
    return new Trust(named.contains("remote-user"), named.contains("tls"));
  }

  private static IllegalArgumentException wrong(String text, String why) {
    return new IllegalArgumentException(
        "'%s' is not an address to listen on: %s".formatted(text, why));
  }

  /** The same with what holds for all where the address does not say. */
  ListenAddress orTrusting(Trust usual) {
    return new ListenAddress(endpoint, trust.orElse(usual));
  }
}
