package io.culvert.container.deploy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipException;

/**
 * The directory at the end of a zip file, read for what {@link java.util.zip.ZipFile} does not
 * tell: which entries are symbolic links (PKWARE APPNOTE 4.3.12 and 4.4.15, where Unix keeps its
 * file mode in the upper half of the external attributes).
 *
 * @param bytes the directory's headers
 */
record CentralDirectory(ByteBuffer bytes) {
  private static final int HEADER = 0x02014b50;
  private static final int HEADER_SIZE = 46;
  private static final int END = 0x06054b50;
  private static final int END_SIZE = 22;
  private static final int LONGEST_COMMENT = 0xFFFF;
  private static final int FILE_TYPE = 0170000;
  private static final int SYMBOLIC_LINK = 0120000;

  /**
   * Reads the directory of a file that {@code ZipFile} has accepted.
   *
   * @throws IOException also if the archive is in Zip64 form, which only archives beyond 65,535
   *     entries or 4 GiB need
   */
  static CentralDirectory of(Path zip) throws IOException {
    try (FileChannel file = FileChannel.open(zip)) {
      long size = file.size();
      int tailSize = (int) Math.min(size, END_SIZE + LONGEST_COMMENT);
      ByteBuffer tail = read(file, size - tailSize, tailSize);
      int end = endOf(tail);
      long directorySize = Integer.toUnsignedLong(tail.getInt(end + 12));
      long start = size - tailSize + end - directorySize;
      if (directorySize == 0xFFFF_FFFFL || start < 0 || directorySize > Integer.MAX_VALUE) {
        throw new ZipException("Zip64 archives are not supported");
      }
      return new CentralDirectory(read(file, start, (int) directorySize));
    }
  }

  /** The name of the first symbolic link. */
  Optional<String> symbolicLink() throws IOException {
    int at = 0;
    while (at < bytes.limit()) {
      if (bytes.limit() - at < HEADER_SIZE || bytes.getInt(at) != HEADER) {
        throw new ZipException("damaged directory");
      }
      int nameLength = Short.toUnsignedInt(bytes.getShort(at + 28));
      int fileMode = bytes.getInt(at + 38) >>> 16;
      if ((fileMode & FILE_TYPE) == SYMBOLIC_LINK) {
        return Optional.of(nameAt(at + HEADER_SIZE, nameLength));
      }
      int extraLength = Short.toUnsignedInt(bytes.getShort(at + 30));
      int commentLength = Short.toUnsignedInt(bytes.getShort(at + 32));
      at += HEADER_SIZE + nameLength + extraLength + commentLength;
    }
    return Optional.empty();
  }

  private String nameAt(int start, int length) throws ZipException {
    if (start + length > bytes.limit()) {
      throw new ZipException("damaged directory");
    }
    byte[] name = new byte[length];
    bytes.get(start, name);
    return new String(name, StandardCharsets.UTF_8);
  }

  private static int endOf(ByteBuffer tail) throws ZipException {
    for (int at = tail.limit() - END_SIZE; at >= 0; at--) {
      if (tail.getInt(at) == END
          && at + END_SIZE + Short.toUnsignedInt(tail.getShort(at + 20)) == tail.limit()) {
        return at;
      }
    }
    throw new ZipException("its end is missing");
  }

  private static ByteBuffer read(FileChannel file, long from, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (file.read(buffer, from + buffer.position()) < 0) {
        throw new ZipException("its end is missing");
      }
    }
    return buffer.flip();
  }
}
