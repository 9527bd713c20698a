package io.culvert.container.frontend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Looks whether an application protects anything by security constraints (Servlet 6.1 §13.4): in
 * its descriptor, in fragments, by annotations or by what its classes tell the container. Nothing
 * is merged and no class is loaded; a mention is enough, and what cannot be read may say anything.
 *
 * @param webInf the folder {@code WEB-INF} of an exploded WAR
 */
record ConstraintSearch(Path webInf) {
  private static final String IN_XML = "security-constraint";

  /** In the constants of every class file that uses them, whichever API it was made for. */
  private static final List<String> IN_CLASSES =
      List.of("servlet/annotation/ServletSecurity", "servlet/ServletSecurityElement");

  boolean findsAny() {
    try {
      return inDescriptor() || inFolder(webInf.resolve("classes")) || inJars(webInf.resolve("lib"));
    } catch (IOException | UncheckedIOException _) {
      return true;
    }
  }

  private boolean inDescriptor() throws IOException {
    Path descriptor = webInf.resolve("web.xml");
    return Files.exists(descriptor) && inXml(Files.readAllBytes(descriptor));
  }

  /** In an encoding in which its very name cannot be found, other words would not be either. */
  private static boolean inXml(byte[] descriptor) {
    String text = new String(descriptor, ISO_8859_1);
    return text.contains(IN_XML) || !(text.contains("web-app") || text.contains("web-fragment"));
  }

  private static boolean inClass(byte[] classFile) {
    String text = new String(classFile, ISO_8859_1);
    return IN_CLASSES.stream().anyMatch(text::contains);
  }

  private static boolean inFolder(Path classes) throws IOException {
    if (!Files.isDirectory(classes)) {
      return false;
    }
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(each -> isClass(each.toString())).toList()) {
        if (inClass(Files.readAllBytes(file))) {
          return true;
        }
      }
      return false;
    }
  }

  private static boolean inJars(Path lib) throws IOException {
    if (!Files.isDirectory(lib)) {
      return false;
    }
    try (Stream<Path> files = Files.list(lib)) {
      for (Path jar : files.filter(each -> each.toString().endsWith(".jar")).toList()) {
        if (inJar(jar)) {
          return true;
        }
      }
      return false;
    }
  }

  private static boolean inJar(Path jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        boolean fragment = entry.getName().equals("META-INF/web-fragment.xml");
        if (fragment || isClass(entry.getName())) {
          try (InputStream in = zip.getInputStream(entry)) {
            byte[] content = in.readAllBytes();
            if (fragment ? inXml(content) : inClass(content)) {
              return true;
            }
          }
        }
      }
      return false;
    }
  }

  private static boolean isClass(String name) {
    return name.endsWith(".class");
  }
}
