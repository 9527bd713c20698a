package io.culvert.sample.paper;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A row of the user table: 100 characters, as in the paper. The people are invented, and so are
 * their passwords, which is the only reason why these may be kept as they are.
 */
record User(
    String name,
    String password,
    String fullName,
    String city,
    String language,
    String interest,
    String memberSince) {

  /** Compares in constant time, out of habit. */
  boolean hasPassword(String tried) {
    return MessageDigest.isEqual(
        password.getBytes(StandardCharsets.UTF_8), tried.getBytes(StandardCharsets.UTF_8));
  }
}
