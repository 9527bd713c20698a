package io.culvert.bench.start;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** An application with 200 pages and 80 libraries of 100 classes each. */
final class BigWar {
  static final int PAGES = 200;
  private static final int LIBRARIES = 80;
  private static final int CLASSES = 100;

  private static final String WEB_XML =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.1"/>
      """;

  private BigWar() {}

  /** What page {@code number} answers, but for white space. */
  static String answer(int number) {
    return "page " + number + ": 0 1 2 3 4 5 6 7 8 9";
  }

  /** Writes it. */
  static void writeTo(Path war) throws IOException {
    try (OutputStream file = Files.newOutputStream(war);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      put(zip, "WEB-INF/web.xml", WEB_XML.getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < PAGES; i++) {
        put(zip, "page" + i + ".jsp", page(i).getBytes(StandardCharsets.UTF_8));
      }
      for (int i = 0; i < LIBRARIES; i++) {
        put(zip, "WEB-INF/lib/library" + i + ".jar", library(i));
      }
    }
  }

  private static String page(int number) {
    return """
        <%%@page contentType="text/plain;charset=utf-8" session="false" trimDirectiveWhitespaces="true"%%>
        <%%! private String counted(int from, int to) {
          StringBuilder text = new StringBuilder();
          for (int i = from; i < to; i++) { text.append(' ').append(i); }
          return text.toString();
        } %%>
        page ${%1$d}:<%%= counted(0, 10) %%>
        """
        .formatted(number);
  }

  private static byte[] library(int number) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < CLASSES; i++) {
        String name = "library" + number + ".Part" + i;
        put(zip, name.replace('.', '/') + ".class", empty(ClassDesc.of(name)));
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] empty(ClassDesc name) {
    return ClassFile.of()
        .build(
            name,
            type ->
                type.withSuperclass(ConstantDescs.CD_Object)
                    .withFlags(ClassFile.ACC_PUBLIC | ClassFile.ACC_SUPER));
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
    zip.closeEntry();
  }
}
