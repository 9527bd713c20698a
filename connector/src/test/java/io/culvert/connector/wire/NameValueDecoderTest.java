package io.culvert.connector.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameValueDecoderTest {

  private final NameValueDecoder decoder = new NameValueDecoder(PairLimits.DEFAULT);

  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "01014142, A=B",
    "010041, A=",
    "0201414243, AB=C",
    "8000000380000000414243, ABC=",
    "80000001014142, A=B",
    "01800000014142, A=B",
    "0101414201014344, A=B C=D",
    "0101414201014143, A=B A=C",
    "000141, ''",
    "0000, ''",
    "00000101414200024344, A=B",
    "0102 41 E4FF, A=äÿ",
  })
  void bytesBecomePairs(String hex, String expected) {
    StringBuilder pairs = new StringBuilder();
    NameValuePairs decoded = pairs(decode(HexFormat.of().parseHex(hex.replace(" ", ""))));
    for (int i = 0; i < decoded.size(); i++) {
      pairs.append(i == 0 ? "" : " ").append(decoded.name(i)).append('=').append(decoded.value(i));
    }
    assertEquals(expected, pairs.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "01", // no length of the value
        "0101", // no name
        "010141", // no value
        "02024142", // half a value
        "80", // a length cut after its first byte
        "800000", // and after its third
        "0180000001", // name and value missing
        "0180", // the second length cut
        "0101414201", // a good pair, then half a one
        "0001", // nameless, and its value missing
        "0101000A", // NUL as a name
        "01014100", // NUL as a value
        "010A4130313233343536373800", // NUL as the tenth byte
        "00014100", // a nameless pair, then a lone length
      })
  void brokenPairsAreABadRequest(String hex) {
    assertEquals(400, malformed(decode(HexFormat.of().parseHex(hex))).status());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 9, 15, 16, 17, 30})
  void aNulIsFoundAtEveryPlaceOfAValue(int at) {
    StringBuilder value = new StringBuilder("x".repeat(31));
    assertEquals(1, pairs(decode(EncodedPairs.of("N", value.toString()).bytes())).size());
    value.setCharAt(at, '\0');
    assertEquals(400, malformed(decode(EncodedPairs.of("N", value.toString()).bytes())).status());
  }

  @Test
  void lengthsWhoseSumOverflowsAnIntAllocateNothing() {
    byte[] hostile = HexFormat.of().parseHex("FFFFFFFFFFFFFFFF4142434445464748");
    decoder.append(ByteBuffer.wrap(hostile));
    assertEquals(431, malformed(decoder.end()).status());
    PairLimits unlimited =
        new PairLimits(1 << 20, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);
    NameValueDecoder trusting = new NameValueDecoder(unlimited);
    trusting.append(ByteBuffer.wrap(hostile));
    assertEquals(400, malformed(trusting.end()).status());
  }

  @Test
  void everySplitIntoTwoPiecesGivesTheSamePairs() {
    EncodedPairs encoded = EncodedPairs.of("REQUEST_METHOD", "GET", "QUERY_STRING", "", "", "x");
    byte[] bytes = encoded.addLong("HTTP_COOKIE", "c".repeat(200)).add("N", "last").bytes();
    Map<String, String> whole = pairs(decode(bytes)).toMap();
    assertEquals("last", whole.get("N"));
    for (int split = 0; split <= bytes.length; split++) {
      decoder.append(ByteBuffer.wrap(bytes, 0, split));
      decoder.append(ByteBuffer.wrap(bytes, split, bytes.length - split));
      assertEquals(whole, pairs(decoder.end()).toMap(), "split at " + split);
    }
  }

  @Test
  void everyTruncationIsEitherABadRequestOrFewerPairs() {
    byte[] bytes =
        EncodedPairs.of("A", "1").addLong("BB", "22").add("CCC", "3".repeat(130)).bytes();
    int whole = 0;
    for (int end = 0; end < bytes.length; end++) {
      decoder.append(ByteBuffer.wrap(bytes, 0, end));
      switch (decoder.end()) {
        case NameValuePairs pairs -> whole += pairs.size() + 1;
        case MalformedPairs malformed -> assertEquals(400, malformed.status());
      }
    }
    assertEquals(1 + 2 + 3, whole, "complete exactly at the start and after a pair");
  }

  @Test
  void oneByteAtATimeIsEnough() {
    byte[] bytes = EncodedPairs.of("A", "1", "LONG", "v".repeat(300)).bytes();
    for (byte b : bytes) {
      decoder.append(ByteBuffer.wrap(new byte[] {b}));
    }
    assertEquals(Map.of("A", "1", "LONG", "v".repeat(300)), pairs(decoder.end()).toMap());
  }

  @Test
  void aDirectBufferIsReadToItsLimitAndNoFurther() {
    ByteBuffer piece = ByteBuffer.allocateDirect(64);
    piece.put((byte) 9).put(EncodedPairs.of("A", "1").bytes()).put((byte) 9).flip();
    piece.position(1).limit(piece.limit() - 1);
    decoder.append(piece);
    assertEquals(0, piece.remaining());
    assertEquals(Map.of("A", "1"), pairs(decoder.end()).toMap());
  }

  @Test
  void aValueOf40000BytesStaysWhole() {
    String value = "x".repeat(39_999) + "y";
    NameValuePairs decoded = pairs(decode(EncodedPairs.of("HTTP_COOKIE", value, "B", "c").bytes()));
    assertEquals(value, decoded.value(0));
    assertEquals("c", decoded.value(1));
  }

  @Test
  void contentUpToTheTotalLimitIsTakenAndOneByteMoreIsNot() {
    PairLimits small = new PairLimits(100, 50, 50, 10);
    NameValueDecoder limited = new NameValueDecoder(small);
    byte[] bytes = EncodedPairs.of("A", "x".repeat(45), "B", "y".repeat(49)).bytes();
    assertEquals(100, bytes.length);
    limited.append(ByteBuffer.wrap(bytes));
    assertFalse(limited.isOverLimit());
    assertEquals(2, pairs(limited.end()).size());
    limited.append(ByteBuffer.wrap(bytes));
    ByteBuffer more = ByteBuffer.wrap(new byte[1]);
    limited.append(more);
    assertTrue(limited.isOverLimit());
    assertEquals(0, more.remaining());
    assertEquals(431, malformed(limited.end()).status());
  }

  @Test
  void theDecoderIsReadyForTheNextStreamAfterAFailure() {
    assertEquals(400, malformed(decode(new byte[] {1})).status());
    assertEquals(1, pairs(decode(EncodedPairs.of("A", "1").bytes())).size());
    NameValueDecoder limited = new NameValueDecoder(new PairLimits(10, 10, 10, 10));
    limited.append(ByteBuffer.wrap(new byte[11]));
    assertEquals(431, malformed(limited.end()).status());
    limited.append(ByteBuffer.wrap(EncodedPairs.of("A", "1").bytes()));
    assertEquals(1, pairs(limited.end()).size());
  }

  @Test
  void laterPiecesDoNotChangePairsThatWereHandedOut() {
    NameValuePairs first = pairs(decode(EncodedPairs.of("A", "1").bytes()));
    pairs(decode(EncodedPairs.of("B", "2").bytes()));
    assertEquals(Map.of("A", "1"), first.toMap());
  }

  @Test
  void namesValuesAndPairsHaveLimits() {
    PairLimits limits = new PairLimits(1000, 4, 5, 2);
    assertEquals(1, pairs(decode(limits, EncodedPairs.of("NAME", "VALUE"))).size());
    assertEquals(431, malformed(decode(limits, EncodedPairs.of("NAMES", ""))).status());
    assertEquals(431, malformed(decode(limits, EncodedPairs.of("N", "VALUES"))).status());
    EncodedPairs three = EncodedPairs.of("A", "1", "B", "2", "", "nameless does not count");
    assertEquals(431, malformed(decode(limits, three)).status(), "but its value is limited, too");
    assertEquals(2, pairs(decode(limits, EncodedPairs.of("A", "", "B", "", "", ""))).size());
    assertEquals(
        431, malformed(decode(limits, EncodedPairs.of("A", "", "B", "", "C", ""))).status());
  }

  @Test
  void manyTinyPairsAreAllFound() {
    EncodedPairs encoded = new EncodedPairs();
    for (int i = 0; i < 1000; i++) {
      encoded.add("A", "");
    }
    assertEquals(1000, encoded.decode().size());
    assertEquals(431, malformed(decode(encoded.add("A", "").bytes())).status());
  }

  @Test
  void aLimitBelowOneIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new PairLimits(1, 1, 0, 1));
  }

  private DecodedPairs decode(byte[] bytes) {
    decoder.append(ByteBuffer.wrap(bytes));
    return decoder.end();
  }

  private static DecodedPairs decode(PairLimits limits, EncodedPairs pairs) {
    NameValueDecoder decoder = new NameValueDecoder(limits);
    decoder.append(ByteBuffer.wrap(pairs.bytes()));
    return decoder.end();
  }

  private static NameValuePairs pairs(DecodedPairs decoded) {
    return assertInstanceOf(NameValuePairs.class, decoded);
  }

  private static MalformedPairs malformed(DecodedPairs decoded) {
    return assertInstanceOf(MalformedPairs.class, decoded);
  }
}
