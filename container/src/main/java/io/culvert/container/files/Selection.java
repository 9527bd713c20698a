package io.culvert.container.files;

/** What of a file is to be sent, as the {@code Range} field of the request asks for it. */
sealed interface Selection {
  /** All of it. */
  record Whole(long length) implements Selection {}

  /**
   * Some of it.
   *
   * @param start the first byte, counted from 0
   * @param length how many bytes, at least 1
   * @param total how long the file is
   */
  record Part(long start, long length, long total) implements Selection {
    String contentRange() {
      return "bytes %d-%d/%d".formatted(start, start + length - 1, total);
    }
  }

  /** Bytes that the file does not have (RFC 9110 §15.5.17). */
  record Unsatisfiable(long total) implements Selection {
    String contentRange() {
      return "bytes */" + total;
    }
  }
}
