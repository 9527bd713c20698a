package io.culvert.container.migration;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.tomcat.jakartaee.ClassConverter;
import org.apache.tomcat.jakartaee.Converter;
import org.apache.tomcat.jakartaee.EESpecProfile;
import org.apache.tomcat.jakartaee.EESpecProfiles;
import org.apache.tomcat.jakartaee.TextConverter;

/**
 * Replaces the names of those packages that a servlet container provides, and of those that are
 * bound to them by resources of the container: the same choice as Tomcat's. What an application
 * brings along by itself, Faces and injection above all, keeps its names.
 */
final class Names {
  private static final EESpecProfile PROFILE = EESpecProfiles.TOMCAT;

  /** Without it there is nothing to replace, which is quickly found out. */
  private static final String OLD = "javax";

  private final Converter classes = new ClassConverter(PROFILE);
  private final Converter texts = new TextConverter();

  /** A file's name: services are named for the interface. */
  String ofFile(String name) {
    return PROFILE.convert(name);
  }

  /** A class file; empty if there is nothing to replace. */
  Optional<byte[]> inClass(String name, byte[] content) throws IOException {
    return in(classes, name, content);
  }

  /** A text in whatever encoding that has ASCII in it; empty if there is nothing to replace. */
  Optional<byte[]> inText(String name, byte[] content) throws IOException {
    return in(texts, name, content);
  }

  private static Optional<byte[]> in(Converter converter, String name, byte[] content)
      throws IOException {
    if (!new String(content, StandardCharsets.ISO_8859_1).contains(OLD)) {
      return Optional.empty();
    }
    ByteArrayOutputStream replaced = new ByteArrayOutputStream(content.length + 256);
    boolean changed = converter.convert(name, new ByteArrayInputStream(content), replaced, PROFILE);
    return changed ? Optional.of(replaced.toByteArray()) : Optional.empty();
  }
}
