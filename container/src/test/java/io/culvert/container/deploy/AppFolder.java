package io.culvert.container.deploy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** An exploded web application made by a test, with Java sources compiled on the way. */
final class AppFolder {
  private final Path root;

  AppFolder(Path root) {
    this.root = root;
  }

  Path root() {
    return root;
  }

  /** Writes a file, for example a page or {@code WEB-INF/web.xml}. */
  AppFolder file(String name, String text) {
    try {
      Path file = root.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Compiles a class into {@code WEB-INF/classes}. */
  AppFolder javaClass(String name, String source) {
    compile(root.resolve("WEB-INF/classes"), name, source);
    return this;
  }

  /** Packs a folder of files into a jar of {@code WEB-INF/lib}. */
  AppFolder library(String jarName, AppFolder content) {
    pack(content.root, root.resolve("WEB-INF/lib").resolve(jarName));
    return this;
  }

  /** Compiles a class as {@link #library} wants it: right below the root. */
  AppFolder libraryClass(String name, String source) {
    compile(root, name, source);
    return this;
  }

  /** The same application as a {@code .war} file. */
  Path packedAs(Path war) {
    pack(root, war);
    return war;
  }

  /** The jars of {@code WEB-INF/lib} by name. */
  List<Path> jars() {
    Path lib = root.resolve("WEB-INF/lib");
    if (!Files.isDirectory(lib)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(lib)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  AppClassLoader loader() {
    List<URL> urls = new ArrayList<>();
    try {
      urls.add(URI.create(root.resolve("WEB-INF/classes").toUri() + "/").normalize().toURL());
      for (Path jar : jars()) {
        urls.add(jar.toUri().toURL());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new AppClassLoader("test", urls.toArray(URL[]::new), AppFolder.class.getClassLoader());
  }

  private static void pack(Path folder, Path archive) {
    try {
      Files.createDirectories(archive.getParent());
      try (OutputStream out = Files.newOutputStream(archive);
          ZipOutputStream zip = new ZipOutputStream(out);
          Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
          ZipEntry entry = new ZipEntry(folder.relativize(file).toString());
          entry.setTime(Files.getLastModifiedTime(file).toMillis());
          zip.putNextEntry(entry);
          Files.copy(file, zip);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void compile(Path target, String name, String source) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    JavaFileObject file =
        new SimpleJavaFileObject(
            URI.create("string:///" + name.replace('.', '/') + ".java"),
            JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    String classPath = System.getProperty("java.class.path") + ":" + target;
    StringWriter output = new StringWriter();
    List<String> options =
        List.of("-d", target.toString(), "-classpath", classPath, "-proc:none", "-implicit:none");
    try {
      Files.createDirectories(target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!compiler.getTask(output, null, null, options, null, List.of(file)).call()) {
      throw new IllegalArgumentException(output.toString());
    }
  }
}
