package io.culvert.connector.wire;

/**
 * How much a peer may make us keep when it sends name-value pairs.
 *
 * @param totalBytes bytes of encoded content, over all records of the stream
 * @param nameBytes bytes of one name
 * @param valueBytes bytes of one value
 * @param pairs number of pairs
 */
public record PairLimits(int totalBytes, int nameBytes, int valueBytes, int pairs) {

  /** 256 KiB in all, names of 256 bytes, values of 64 KiB, 1000 pairs. */
  public static final PairLimits DEFAULT = new PairLimits(256 * 1024, 256, 64 * 1024, 1000);

  public PairLimits {
    if (totalBytes < 1 || nameBytes < 1 || valueBytes < 1 || pairs < 1) {
      throw new IllegalArgumentException(
          "limits of name-value pairs must be at least 1, but are: total %d, name %d, value %d, pairs %d"
              .formatted(totalBytes, nameBytes, valueBytes, pairs));
    }
  }
}
