package io.culvert.container.identity;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.security.auth.x500.X500Principal;

/** Users that are kept in several places: whom the first one knows the others are not asked for. */
public record UserChain(List<Users> places) implements Users {
  public UserChain {
    places = List.copyOf(places);
  }

  @Override
  public Optional<User> find(String name) {
    return places.stream().flatMap(each -> each.find(name).stream()).findFirst();
  }

  @Override
  public Optional<User> certified(X500Principal subject) {
    return places.stream().flatMap(each -> each.certified(subject).stream()).findFirst();
  }

  @Override
  public Set<DigestAlgorithm> digests(String realm) {
    return places.stream()
        .flatMap(each -> each.digests(realm).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
