package io.culvert.container.identity;

/**
 * What is kept of a password for Digest logins in one realm. As good as the password there, so it
 * is to be kept as secret.
 *
 * @param hash {@code H(A1)} in lower-case hexadecimal (RFC 7616 §3.4.2)
 */
public record DigestSecret(DigestAlgorithm algorithm, String realm, String hash) {
  public DigestSecret {
    if (!algorithm.isSecret(hash)) {
      throw new IllegalArgumentException(
          "a digest is ALGORITHM:REALM:HASH, with a hash of %s in lower-case hexadecimal"
              .formatted(algorithm.token()));
    }
  }

  /**
   * Reads {@code ALGORITHM:REALM:HASH}. The realm may have colons.
   *
   * @throws IllegalArgumentException if it is none; the message does not repeat it
   */
  public static DigestSecret parse(String text) {
    int first = text.indexOf(':');
    int last = text.lastIndexOf(':');
    if (first < 0 || first == last) {
      throw new IllegalArgumentException("a digest is ALGORITHM:REALM:HASH");
    }
    DigestAlgorithm algorithm =
        DigestAlgorithm.named(text.substring(0, first))
            .orElseThrow(
                () -> new IllegalArgumentException("the algorithm must be SHA-256 or MD5"));
    return new DigestSecret(algorithm, text.substring(first + 1, last), text.substring(last + 1));
  }

  /** As {@link #parse} reads it. */
  public String text() {
    return algorithm.token() + ":" + realm + ":" + hash;
  }

  @Override
  public String toString() {
    return "DigestSecret[" + algorithm + ", " + realm + "]"; // never the hash
  }
}
