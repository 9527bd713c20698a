package io.culvert.container.deploy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Builds an exploded WAR at test time, compiling the sources it is given. */
final class WarFolder {
  private final Path root;

  WarFolder(Path root) throws IOException {
    this.root = Files.createDirectories(root);
  }

  Path root() {
    return root;
  }

  WarFolder file(String path, String content) throws IOException {
    return file(path, content.getBytes(StandardCharsets.UTF_8));
  }

  WarFolder file(String path, byte[] content) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
    return this;
  }

  /** A 6.1 descriptor with this content; the first line of the content is line 2. */
  WarFolder webXml(String content) throws IOException {
    return file(
        "WEB-INF/web.xml",
        "<web-app xmlns='https://jakarta.ee/xml/ns/jakartaee' version='6.1'>\n"
            + content
            + "\n</web-app>\n");
  }

  /** Compiles classes into {@code WEB-INF/classes}. */
  WarFolder classes(String... sources) throws IOException {
    compile(Files.createDirectories(root.resolve("WEB-INF/classes")), sources);
    return this;
  }

  /** Begins a jar in {@code WEB-INF/lib}. */
  Jar jar(String name) {
    return new Jar(name);
  }

  /** One jar of {@code WEB-INF/lib}. */
  final class Jar {
    private final String name;
    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    private Jar(String name) {
      this.name = name;
    }

    Jar file(String path, String content) {
      entries.put(path, content.getBytes(StandardCharsets.UTF_8));
      return this;
    }

    Jar file(String path, byte[] content) {
      entries.put(path, content.clone());
      return this;
    }

    Jar fragment(String content) {
      return file(
          "META-INF/web-fragment.xml",
          "<web-fragment xmlns='https://jakarta.ee/xml/ns/jakartaee' version='6.1'>\n"
              + content
              + "\n</web-fragment>\n");
    }

    Jar classes(String... sources) throws IOException {
      Path folder = Files.createTempDirectory(root.getParent(), "classes");
      compile(folder, sources);
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          entries.put(folder.relativize(file).toString(), Files.readAllBytes(file));
        }
      }
      return this;
    }

    WarFolder done() throws IOException {
      Path jar = Files.createDirectories(root.resolve("WEB-INF/lib")).resolve(name);
      try (OutputStream out = Files.newOutputStream(jar);
          JarOutputStream zip = new JarOutputStream(out)) {
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
          zip.putNextEntry(new JarEntry(entry.getKey()));
          zip.write(entry.getValue());
          zip.closeEntry();
        }
      }
      return WarFolder.this;
    }
  }

  private void compile(Path target, String... sources) throws IOException {
    List<JavaFileObject> units = new ArrayList<>();
    for (String source : sources) {
      units.add(new Source(source));
    }
    Path classes = root.resolve("WEB-INF/classes");
    StringBuilder classPath = new StringBuilder(System.getProperty("java.class.path"));
    classPath.append(':').append(classes);
    Path lib = Files.createDirectories(root.resolve("WEB-INF/lib"));
    try (Stream<Path> jars = Files.list(lib)) {
      jars.forEach(jar -> classPath.append(':').append(jar));
    }
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    var compiler = ToolProvider.getSystemJavaCompiler();
    boolean done =
        compiler
            .getTask(
                new java.io.OutputStreamWriter(messages, StandardCharsets.UTF_8),
                null,
                null,
                List.of("-d", target.toString(), "-cp", classPath.toString(), "-proc:none"),
                null,
                units)
            .call();
    if (!done) {
      throw new IllegalArgumentException(messages.toString(StandardCharsets.UTF_8));
    }
  }

  /** A source text that knows its file name from its package and first type. */
  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String text) {
      super(URI.create("string:///" + path(text)), Kind.SOURCE);
      this.text = text;
    }

    private static String path(String text) {
      var type =
          java.util.regex.Pattern.compile("(?:class|interface|record|enum|@interface)\\s+(\\w+)")
              .matcher(text);
      var pack = java.util.regex.Pattern.compile("package\\s+([\\w.]+);").matcher(text);
      if (!type.find()) {
        throw new IllegalArgumentException("no type in " + text);
      }
      String folder = pack.find() ? pack.group(1).replace('.', '/') + "/" : "";
      return folder + type.group(1) + ".java";
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
