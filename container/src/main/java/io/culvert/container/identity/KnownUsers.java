package io.culvert.container.identity;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/**
 * Checks logins by what is kept of users. A name that nobody has costs as much as a wrong password
 * of somebody whose hash was made here, a password that was right a moment ago costs next to
 * nothing, and who fails too often is turned away for a while without a look at what they show.
 */
public final class KnownUsers implements IdentitySource {
  private final Users users;
  private final boolean byCommonName;
  private final FailedLogins failures;
  private final VerifiedPasswords verified;
  private final PasswordHash nobodys;

  /**
   * @param byCommonName whether a certificate that nobody has listed is that of the user with its
   *     common name
   */
  public KnownUsers(Users users, boolean byCommonName, SecureRandom random) {
    this(users, byCommonName, FailedLogins.usual(), VerifiedPasswords.usual(random), random);
  }

  KnownUsers(
      Users users,
      boolean byCommonName,
      FailedLogins failures,
      VerifiedPasswords verified,
      SecureRandom random) {
    this.users = users;
    this.byCommonName = byCommonName;
    this.failures = failures;
    this.verified = verified;
    this.nobodys = PasswordHash.ofNobody(random);
  }

  @Override
  public Optional<Identity> authenticate(String name, Proof proof, InetAddress client) {
    if (failures.mustWait(name, client)) {
      return Optional.empty();
    }
    Optional<User> user = users.find(name);
    if (proof instanceof Proof.Password password && isRemembered(user, password)) {
      failures.forgive(name, client);
      return user.map(User::identity);
    }
    return guess(name, client, user, proof);
  }

  private boolean isRemembered(Optional<User> user, Proof.Password password) {
    return user.flatMap(User::password)
        .filter(kept -> verified.remembers(kept, password.characters()))
        .isPresent();
  }

  /** What was not right a moment ago may be a guess. */
  private Optional<Identity> guess(
      String name, InetAddress client, Optional<User> user, Proof proof) {
    Optional<FailedLogins.Guess> begun = failures.begin(name, client);
    if (begun.isEmpty()) {
      return Optional.empty();
    }
    try (FailedLogins.Guess guess = begun.get()) {
      boolean proved = isProof(user, proof);
      if (!proved || user.isEmpty()) {
        guess.failed();
        return Optional.empty();
      }
      guess.succeeded();
      return user.map(User::identity);
    }
  }

  private boolean isProof(Optional<User> user, Proof proof) {
    return switch (proof) {
      case Proof.Password password -> isPassword(user, password.characters());
      case Proof.Digest digest -> isDigest(user, digest);
    };
  }

  private boolean isPassword(Optional<User> user, char[] password) {
    PasswordHash kept = user.flatMap(User::password).orElse(nobodys);
    return verified.matches(kept, password);
  }

  private static boolean isDigest(Optional<User> user, Proof.Digest digest) {
    Optional<DigestSecret> kept =
        user.flatMap(each -> each.digest(digest.algorithm(), digest.realm()));
    String compared = kept.map(DigestSecret::hash).orElse(digest.algorithm().hash(""));
    return digest.matches().test(compared) && kept.isPresent();
  }

  @Override
  public Optional<Identity> find(String name) {
    return users.find(name).map(User::identity);
  }

  @Override
  public Optional<Identity> certified(X500Principal subject) {
    Optional<User> listed = users.certified(subject);
    return listed
        .or(() -> byCommonName ? commonName(subject).flatMap(users::find) : Optional.empty())
        .map(User::identity);
  }

  /** Nothing if there is none, or several, so that nobody can choose. */
  private static Optional<String> commonName(X500Principal subject) {
    try {
      var names =
          new LdapName(subject.getName(X500Principal.RFC2253))
              .getRdns().stream()
                  .filter(each -> each.getType().equalsIgnoreCase("CN") && each.size() == 1)
                  .map(Rdn::getValue)
                  .toList();
      return names.size() == 1 && names.getFirst() instanceof String name
          ? Optional.of(name)
          : Optional.empty();
    } catch (InvalidNameException _) {
      return Optional.empty();
    }
  }

  @Override
  public Set<DigestAlgorithm> digests(String realm) {
    return users.digests(realm);
  }
}
