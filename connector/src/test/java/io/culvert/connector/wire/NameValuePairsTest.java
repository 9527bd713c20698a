package io.culvert.connector.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NameValuePairsTest {

  private final NameValuePairs pairs =
      EncodedPairs.of("HTTP_HOST", "h:80", "A", "", "A", "two").decode();

  @Test
  void namesAndValuesAreComparedAsBytes() {
    assertTrue(pairs.nameEquals(0, bytes("HTTP_HOST")));
    assertFalse(pairs.nameEquals(0, bytes("HTTP_HOS")));
    assertFalse(pairs.nameEquals(0, bytes("HTTP_HOST4")));
    assertTrue(pairs.nameStartsWith(0, bytes("HTTP_")));
    assertFalse(pairs.nameStartsWith(1, bytes("A2")));
    assertTrue(pairs.valueEquals(1, bytes("")));
    assertTrue(pairs.valueEquals(2, bytes("two")));
    assertFalse(pairs.valueEquals(2, bytes("twO")));
    assertEquals('8', pairs.valueByte(0, 2));
    assertEquals(9, pairs.nameLength(0));
    assertEquals(0, pairs.valueLength(1));
  }

  @Test
  void theMapKeepsTheOrderAndTheLastOfEqualNames() {
    assertEquals(List.of("HTTP_HOST", "A"), List.copyOf(pairs.toMap().keySet()));
    assertEquals("two", pairs.toMap().get("A"));
    assertThrows(UnsupportedOperationException.class, () -> pairs.toMap().clear());
  }

  @Test
  void thereIsNoPairOutsideTheBounds() {
    assertThrows(IndexOutOfBoundsException.class, () -> pairs.name(3));
    assertThrows(IndexOutOfBoundsException.class, () -> pairs.value(-1));
    assertThrows(IndexOutOfBoundsException.class, () -> NameValuePairs.EMPTY.name(0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "A",
        "SEVEN77",
        "EIGHT888",
        "NINE99999",
        "SIXTEEN_16161616",
        "17_ABCDEFGHIJKLMN"
      })
  void theHashDependsOnNothingButTheBytes(String text) {
    int hash = NameValuePairs.hash(bytes(text));
    NameValuePairs shifted = EncodedPairs.of("X", text, "N" + text, text).decode();
    assertEquals(hash, shifted.valueHash(0));
    assertEquals(hash, shifted.valueHash(1));
    assertEquals(NameValuePairs.hash(bytes("N" + text)), shifted.nameHash(1));
  }

  @Test
  void namesThatDifferInOneLetterSpreadOverASmallTable() {
    Set<Integer> slots = new HashSet<>();
    for (char c = 'A'; c <= 'Z'; c++) {
      slots.add(NameValuePairs.hash(bytes("HTTP_X_REQUEST_NUMBER_" + c)) & 0x1FF);
    }
    assertTrue(slots.size() > 20, () -> "26 names share " + slots.size() + " of 512 slots");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
