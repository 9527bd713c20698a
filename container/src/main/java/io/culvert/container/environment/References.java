package io.culvert.container.environment;

import io.culvert.container.datasource.PooledSource;
import io.culvert.container.naming.Bound;
import io.culvert.container.naming.NameSpace;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.NameAlreadyBoundException;
import javax.sql.DataSource;

/** Finds what references refer to, and gives it the name by which the application looks it up. */
final class References {
  private static final String DATA_SOURCE = DataSource.class.getName();

  /** {@code java:comp/DefaultDataSource} (Jakarta EE 11 Platform §5.20). */
  private static final String DEFAULT = "default";

  private final Surroundings surroundings;
  private final Services services;

  References(Surroundings surroundings, Services services) {
    this.surroundings = surroundings;
    this.services = services;
  }

  /**
   * Binds the name of a reference, unless it has been bound already.
   *
   * @return what it refers to, or nothing if that is not to be found
   */
  Optional<Bound> bind(Reference reference) throws NameAlreadyBoundException, InvalidNameException {
    NameSpace names = surroundings.names();
    Optional<Bound> known = names.find(reference.path());
    if (known.isPresent()) {
      return known;
    }
    Optional<Bound> found = resolve(reference);
    if (found.isPresent()) {
      names.bind(reference.path(), found.get());
    }
    return found;
  }

  /** Why a reference could not be bound, and what to do about it. */
  String problem(Reference reference) {
    String target = target(reference);
    String called = target.isEmpty() ? reference.name() : target;
    if (reference.type().equals(DATA_SOURCE)) {
      return "there is no data source '%s'; write a table [datasource.\"%s\"] into culvert.toml"
          .formatted(called, called);
    }
    return target.isEmpty()
        ? "the server has nothing of the type %s"
            .formatted(reference.type().isEmpty() ? "that was not said" : reference.type())
        : "there is no '%s' here".formatted(target);
  }

  private Optional<Bound> resolve(Reference reference) throws InvalidNameException {
    String target = target(reference);
    if (!target.isEmpty()) {
      return ofTarget(reference, target);
    }
    if (isDataSource(reference)) {
      Optional<PooledSource> own = surroundings.dataSources().find(reference.name());
      return own.or(() -> surroundings.dataSources().find(DEFAULT)).map(References::bound);
    }
    return services.ofType(reference.type());
  }

  private Optional<Bound> ofTarget(Reference reference, String target) throws InvalidNameException {
    NameSpace names = surroundings.names();
    Optional<Bound> named = names.find(Reference.path(target));
    if (named.isPresent()) {
      return Optional.of(Bound.link(named.get().type(), names, Reference.path(target)));
    }
    if (isDataSource(reference)) {
      return surroundings.dataSources().find(target).map(References::bound);
    }
    return reference.type().equals(URL.class.getName()) ? url(target) : Optional.empty();
  }

  private String target(Reference reference) {
    return surroundings.mappings().getOrDefault(reference.name(), reference.target());
  }

  private static boolean isDataSource(Reference reference) {
    return reference.type().isEmpty() || reference.type().equals(DATA_SOURCE);
  }

  static Bound bound(PooledSource source) {
    return new Bound(DataSource.class, () -> source);
  }

  private static Optional<Bound> url(String target) {
    try {
      URL url = URI.create(target).toURL();
      return Optional.of(Bound.to(url));
    } catch (MalformedURLException | IllegalArgumentException _) {
      return Optional.empty(); // it is no URL, and what it else could be is not known
    }
  }
}
