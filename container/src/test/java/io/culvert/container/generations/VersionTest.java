package io.culvert.container.generations;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class VersionTest {
  @Test
  void runsOfDigitsCountAsNumbersAndTheRestGoesByCharacter() {
    assertEquals(
        List.of("", "2", "9", "10", "1.0.9", "1.0.10", "a2", "a10", "b").stream()
            .sorted(Version.ORDER)
            .toList(),
        List.of("", "1.0.9", "1.0.10", "2", "9", "10", "a2", "a10", "b"));
  }

  @Test
  void differentNamesAreNeverTheSameVersion() {
    assertEquals(-1, Integer.signum(Version.ORDER.compare("1.01", "1.1")));
    assertEquals(1, Integer.signum(Version.ORDER.compare("1.1", "1.01")));
    assertEquals(0, Version.ORDER.compare("1.1", "1.1"));
  }
}
