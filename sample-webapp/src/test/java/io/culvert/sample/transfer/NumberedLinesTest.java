package io.culvert.sample.transfer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberedLinesTest {
  private static byte[] bytes(long length) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new NumberedLines(length).writeTo(out);
    return out.toByteArray();
  }

  @Test
  void staticFileHoldsTheSameText() throws IOException {
    assertArrayEquals(
        Files.readAllBytes(Path.of("src/main/webapp/assets/lines.txt")), bytes(65_536));
  }

  @Test
  void everyLineSaysWhereItStands() throws IOException {
    String text = new String(bytes(40_000), StandardCharsets.US_ASCII);
    long offset = 0;
    for (String line : text.lines().limit(40_000 / NumberedLines.LINE).toList()) {
      assertEquals(
          "byte %012d line %012d of the numbered sample text".formatted(offset, offset / 64 + 1),
          line);
      offset += NumberedLines.LINE;
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 63, 64, 65, 16_383, 16_384, 16_385, 1_000_000})
  void thereIsExactlyAsMuchAsAskedForAndTheChecksumIsItsOwn(long length) throws IOException {
    Digest digest = Digest.of(new ByteArrayInputStream(bytes(length)));
    assertEquals(length, digest.length());
    assertEquals(new NumberedLines(length).sha256(), digest.sha256());
  }
}
