package io.culvert.container.identity;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A fixed list of users, for small installations and tests. Passwords are compared in a time that
 * tells nothing about them; they are kept as digests only, so that a heap dump does not show them.
 */
public final class MemoryIdentities implements IdentitySource {
  private final Map<String, User> users = new HashMap<>();

  /** One user as the configuration lists them. */
  public record Credentials(Identity identity, String password) {
    @Override
    public String toString() {
      return "Credentials[" + identity + "]"; // never the password
    }
  }

  private record User(Identity identity, Digest password) {}

  /** Takes the users; a name that is listed twice counts as it is listed last. */
  public MemoryIdentities(List<Credentials> credentials) {
    for (Credentials each : credentials) {
      Digest password = Digest.of(each.password().toCharArray());
      users.put(each.identity().name(), new User(each.identity(), password));
    }
  }

  @Override
  public Optional<Identity> authenticate(String name, char[] password) {
    Digest given = Digest.of(password); // also for unknown names, which shall cost the same
    User user = users.get(name);
    return user != null && user.password().matches(given)
        ? Optional.of(user.identity())
        : Optional.empty();
  }

  @Override
  public Optional<Identity> find(String name) {
    return Optional.ofNullable(users.get(name)).map(User::identity);
  }

  private static final class Digest {
    private final byte[] sha256;

    private Digest(byte[] sha256) {
      this.sha256 = sha256;
    }

    static Digest of(char[] password) {
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(CharBuffer.wrap(password));
      try {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(bytes);
        return new Digest(digest.digest());
      } catch (NoSuchAlgorithmException e) {
        throw new AssertionError("every Java runtime has SHA-256", e);
      }
    }

    boolean matches(Digest other) {
      return MessageDigest.isEqual(sha256, other.sha256);
    }
  }
}
