package io.culvert.container.identity;

import java.util.function.Predicate;

/** What somebody shows to prove who they are. */
public sealed interface Proof {
  /** A password, which its owner may wipe out afterwards. */
  final class Password implements Proof {
    private final char[] characters;

    /**
     * @param characters not copied, and not kept by whoever checks them
     */
    public Password(char[] characters) {
      this.characters = characters;
    }

    char[] characters() {
      return characters;
    }

    @Override
    public String toString() {
      return "Password[]"; // never what it is
    }
  }

  /**
   * An answer to a challenge, computed from a secret that is not told (RFC 7616).
   *
   * @param algorithm of the secret
   * @param realm of the secret
   * @param matches whether the answer was computed from the secret that it is given: {@code H(A1)}
   *     in lower-case hexadecimal
   */
  record Digest(DigestAlgorithm algorithm, String realm, Predicate<String> matches)
      implements Proof {}
}
