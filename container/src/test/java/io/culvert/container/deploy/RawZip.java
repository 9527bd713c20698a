package io.culvert.container.deploy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Writes zip files that no well-behaved tool would write. Entries are stored, not compressed. */
final class RawZip {
  private final ByteArrayOutputStream content = new ByteArrayOutputStream();
  private final ByteArrayOutputStream directory = new ByteArrayOutputStream();
  private int entries;

  RawZip file(String name, String text) {
    return entry(name, text, 0100644, checksum(text));
  }

  RawZip link(String name, String target) {
    return entry(name, target, 0120777, checksum(target));
  }

  RawZip damagedFile(String name, String text) {
    return entry(name, text, 0100644, checksum(text) + 1);
  }

  byte[] bytes() {
    int directoryStart = content.size();
    content.writeBytes(directory.toByteArray());
    append(content, 4, 0x06054b50, 4, 0, 2, entries, 2, entries);
    append(content, 4, directory.size(), 4, directoryStart, 2, 0);
    return content.toByteArray();
  }

  private RawZip entry(String name, String text, int unixMode, int checksum) {
    byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
    byte[] textBytes = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream common = new ByteArrayOutputStream();
    append(common, 2, 0x0800, 2, 0, 4, 0x21, 4, checksum);
    append(common, 4, textBytes.length, 4, textBytes.length, 2, nameBytes.length, 2, 0);
    int start = content.size();
    append(content, 4, 0x04034b50, 2, 20);
    content.writeBytes(common.toByteArray());
    content.writeBytes(nameBytes);
    content.writeBytes(textBytes);
    int madeByUnix = 3 << 8 | 20;
    append(directory, 4, 0x02014b50, 2, madeByUnix, 2, 20);
    directory.writeBytes(common.toByteArray());
    append(directory, 2, 0, 2, 0, 2, 0, 4, unixMode << 16, 4, start);
    directory.writeBytes(nameBytes);
    entries++;
    return this;
  }

  /** Appends little-endian numbers, each given by its size in bytes and its value. */
  private static void append(ByteArrayOutputStream out, int... sizesAndValues) {
    for (int i = 0; i < sizesAndValues.length; i += 2) {
      for (int shift = 0; shift < 8 * sizesAndValues[i]; shift += 8) {
        out.write(sizesAndValues[i + 1] >>> shift);
      }
    }
  }

  private static int checksum(String text) {
    CRC32 checksum = new CRC32();
    checksum.update(text.getBytes(StandardCharsets.UTF_8));
    return (int) checksum.getValue();
  }
}
