package io.culvert.container.identity;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/** Users that do not change. */
public final class UserTable implements Users {
  /** Nobody. */
  public static final UserTable EMPTY = new UserTable(List.of());

  private final Map<String, User> byName = new HashMap<>();
  private final Map<X500Principal, User> byCertificate = new HashMap<>();
  private final Map<String, Set<DigestAlgorithm>> algorithms = new HashMap<>();

  /** Takes the users; a name or certificate that is listed twice counts as it is listed last. */
  public UserTable(List<User> users) {
    for (User user : users) {
      byName.put(user.identity().name(), user);
      user.certificates().forEach(each -> byCertificate.put(each, user));
      for (DigestSecret each : user.digests()) {
        algorithms
            .computeIfAbsent(each.realm(), _ -> EnumSet.noneOf(DigestAlgorithm.class))
            .add(each.algorithm());
      }
    }
  }

  @Override
  public Optional<User> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  @Override
  public Optional<User> certified(X500Principal subject) {
    return Optional.ofNullable(byCertificate.get(subject));
  }

  @Override
  public Set<DigestAlgorithm> digests(String realm) {
    return algorithms.getOrDefault(realm, Set.of());
  }
}
