package io.culvert.container.deploy;

/**
 * How large a WAR may become when it is unpacked; beyond that it is taken for a decompression bomb
 * and refused.
 *
 * @param entries the most files and folders
 * @param bytes the most bytes of all files together
 * @param ratio how many times larger than its compressed form a file may be; small files, which may
 *     well be all alike, are not held to it
 */
public record UnpackLimits(int entries, long bytes, int ratio) {
  private static final long SMALL_FILE = 4L << 20;

  public UnpackLimits {
    if (entries < 1 || bytes < 1 || ratio < 1) {
      throw new IllegalArgumentException(
          "limits for unpacking must be positive: %d entries, %d bytes, ratio %d"
              .formatted(entries, bytes, ratio));
    }
  }

  /** 100,000 entries, 4 GiB, and 200 to 1: twice what deflate makes of real-world text. */
  public static UnpackLimits defaults() {
    return new UnpackLimits(100_000, 4L << 30, 200);
  }

  /** Whether a file that has grown to {@code size} bytes so far cannot be an honest one. */
  boolean isBomb(long size, long compressedSize) {
    return size > SMALL_FILE && size / ratio > compressedSize;
  }
}
