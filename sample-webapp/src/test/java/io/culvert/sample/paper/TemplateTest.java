package io.culvert.sample.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TemplateTest {
  private static final User USER =
      new User("user0001", "secret0001", "Ada <b>", "$1 \\0", "English", "maps", "1996-06-10");

  @ParameterizedTest
  @EnumSource
  void contentFileHasThreeThousandBytes(ContentFile file) throws IOException {
    assertEquals(3_000, Files.size(Path.of("src/main/webapp" + file.resource())));
  }

  @ParameterizedTest
  @EnumSource
  void contentFileNamesNoUnknownVariable(ContentFile file) throws IOException {
    String filled =
        new Template(Files.readString(Path.of("src/main/webapp" + file.resource())))
            .filledFor(USER);
    assertEquals(false, filled.contains("{{"));
    assertTrue(filled.contains("Ada &lt;b&gt;"));
  }

  @Test
  void valueIsTakenLiterally() {
    assertEquals("in $1 \\0.", new Template("in {{city}}.").filledFor(USER));
  }

  @Test
  void passwordIsNoVariable() {
    assertEquals("{{password}} {{city", new Template("{{password}} {{city").filledFor(USER));
  }
}
