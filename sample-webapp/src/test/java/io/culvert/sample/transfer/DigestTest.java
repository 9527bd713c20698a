package io.culvert.sample.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigestTest {
  /** The examples of FIPS 180-4. */
  @ParameterizedTest
  @CsvSource({
    "'', e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "abc, ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
  })
  void knownTextHasItsKnownDigest(String text, String sha256) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    assertEquals(new Digest(bytes.length, sha256), Digest.of(new ByteArrayInputStream(bytes)));
  }
}
