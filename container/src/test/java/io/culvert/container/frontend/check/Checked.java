package io.culvert.container.frontend.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A configuration in a folder, and what is found in it by a Culvert that takes bodies of 1 GiB. */
record Checked(Path folder, Language language) {
  static final long GIBIBYTE = 1L << 30;

  /** What is found, as {@code LINE severity: the beginning of what hurts}. */
  void finds(String text, String... expected) throws IOException {
    List<String> found =
        read(text).findings().stream()
            .map(
                finding ->
                    "%d %s: %s"
                        .formatted(finding.place().line(), finding.severity(), finding.what()))
            .toList();
    assertEquals(expected.length, found.size(), () -> String.join("\n", found));
    for (int i = 0; i < expected.length; i++) {
      String all = String.join("\n", found);
      assertEquals(
          expected[i],
          found.get(i).substring(0, Math.min(found.get(i).length(), expected[i].length())),
          all);
    }
  }

  CheckResult.Read read(String text) throws IOException {
    return assertInstanceOf(CheckResult.Read.class, check(text));
  }

  String problem(String text) throws IOException {
    return assertInstanceOf(CheckResult.Unreadable.class, check(text)).problem();
  }

  private CheckResult check(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("main.conf"), text);
    return new FrontEndCheck(Optional.of(language), GIBIBYTE).of(file);
  }
}
