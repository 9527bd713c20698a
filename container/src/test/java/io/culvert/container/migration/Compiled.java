package io.culvert.container.migration;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Classes that no compiler needs the old API for, and jars of them. */
final class Compiled {
  private Compiled() {}

  /** A class that extends another one. */
  static byte[] extending(String name, String parent) {
    return ClassFile.of()
        .build(ClassDesc.of(name), type -> type.withSuperclass(ClassDesc.of(parent)));
  }

  /** A class with a static method that calls a method without parameters of an interface. */
  static byte[] calling(String name, String owner, String method) {
    return ClassFile.of()
        .build(
            ClassDesc.of(name),
            type ->
                type.withMethodBody(
                    "call",
                    MethodTypeDesc.of(ConstantDescs.CD_void, ClassDesc.of(owner)),
                    ClassFile.ACC_STATIC,
                    code ->
                        code.aload(0)
                            .invokeinterface(
                                ClassDesc.of(owner),
                                method,
                                MethodTypeDesc.of(ConstantDescs.CD_void))
                            .return_()));
  }

  /** A class that holds a text. */
  static byte[] saying(String name, String text) {
    return ClassFile.of()
        .build(
            ClassDesc.of(name),
            type ->
                type.withMethodBody(
                    "say",
                    MethodTypeDesc.of(ConstantDescs.CD_String),
                    ClassFile.ACC_STATIC,
                    code -> code.loadConstant(text).areturn()));
  }

  /** A folder that is filled, or a jar. */
  static final class War {
    private final Path root;

    War(Path root) {
      this.root = root;
    }

    Path root() {
      return root;
    }

    War file(String name, byte[] content) throws IOException {
      Path file = root.resolve(name);
      Files.createDirectories(file.getParent());
      Files.write(file, content);
      return this;
    }

    War jar(String name, Map<String, byte[]> entries) throws IOException {
      Path file = root.resolve("WEB-INF/lib").resolve(name);
      Files.createDirectories(file.getParent());
      try (OutputStream out = Files.newOutputStream(file);
          ZipOutputStream zip = new ZipOutputStream(out)) {
        new LinkedHashMap<>(entries).forEach((entry, content) -> put(zip, entry, content));
      }
      return this;
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) {
      try {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
