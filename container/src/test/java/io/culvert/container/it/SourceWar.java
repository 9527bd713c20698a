package io.culvert.container.it;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A web application that is compiled and packed at test time, as its author would do it: against
 * its libraries and the API, none of which the tests themselves have on their class path.
 *
 * @param name of its folder in {@code src/it/webapps}, which has {@code java}, {@code web} and, if
 *     there are any, {@code classes}, resources that are found beside the classes
 */
record SourceWar(String name) {
  /** Writes the WAR and returns where it is. */
  Path write(Path folder) throws IOException {
    Path source = Path.of("src", "it", "webapps", name);
    List<Path> libraries = Artifacts.libraries(name);
    Path classes = Files.createDirectories(folder.resolve(name + "-classes"));
    compile(source.resolve("java"), libraries, classes);
    Path war = folder.resolve(name + ".war");
    try (OutputStream out = Files.newOutputStream(war);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      add(zip, source.resolve("web"), "");
      add(zip, source.resolve("classes"), "WEB-INF/classes/");
      add(zip, classes, "WEB-INF/classes/");
      for (Path library : libraries) {
        put(zip, "WEB-INF/lib/" + library.getFileName(), library);
      }
    }
    return war;
  }

  private void compile(Path sources, List<Path> libraries, Path classes) throws IOException {
    List<Path> classPath = new ArrayList<>(libraries);
    classPath.addAll(name.equals("old") ? Artifacts.oldApi() : Artifacts.api());
    List<String> options =
        List.of(
            "-d",
            classes.toString(),
            "-cp",
            classPath.stream().map(Path::toString).collect(Collectors.joining(":")),
            "-proc:none",
            "-parameters",
            "-encoding",
            "UTF-8");
    StringWriter messages = new StringWriter();
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      var units = files.getJavaFileObjectsFromPaths(files(sources));
      if (!compiler.getTask(messages, files, null, options, null, units).call()) {
        throw new IllegalStateException(messages.toString());
      }
    }
  }

  private static void add(ZipOutputStream zip, Path folder, String prefix) throws IOException {
    for (Path file : files(folder)) {
      put(zip, prefix + folder.relativize(file), file);
    }
  }

  private static void put(ZipOutputStream zip, String entry, Path file) throws IOException {
    zip.putNextEntry(new ZipEntry(entry));
    Files.copy(file, zip);
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
