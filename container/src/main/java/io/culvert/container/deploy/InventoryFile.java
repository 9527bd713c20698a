package io.culvert.container.deploy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jboss.jandex.Index;
import org.jboss.jandex.IndexReader;
import org.jboss.jandex.IndexWriter;

/**
 * An inventory as one file: the index of the classes, the jars and the remarks, in this order and
 * each list after its length. That it is whole is for others to see to.
 *
 * @param file where it stands
 */
record InventoryFile(Path file) {
  /** To be raised with the form, or when there are other {@link JarPart}s. */
  static final String FORMAT = "1";

  void write(Inventory inventory) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    write(out, inventory.classes());
    out.writeInt(inventory.jars().size());
    for (LibraryJar jar : inventory.jars()) {
      write(out, jar.fileName());
      out.writeInt(jar.parts().size());
      for (JarPart part : jar.parts()) {
        write(out, part.name());
      }
      write(out, jar.index());
    }
    out.writeInt(inventory.remarks().size());
    for (String remark : inventory.remarks()) {
      write(out, remark);
    }
    Files.write(file, bytes.toByteArray());
  }

  /** Reads it; the jars are in this folder now. */
  Inventory read(Path lib) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(Files.readAllBytes(file)));
    Index classes = index(in);
    List<LibraryJar> jars = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      Path jar = lib.resolve(text(in));
      Set<JarPart> parts = parts(in);
      jars.add(new LibraryJar(jar, index(in), parts));
    }
    List<String> remarks = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      remarks.add(text(in));
    }
    return new Inventory(classes, List.copyOf(jars), remarks);
  }

  private static Set<JarPart> parts(DataInputStream in) throws IOException {
    Set<JarPart> parts = EnumSet.noneOf(JarPart.class);
    for (int left = in.readInt(); left > 0; left--) {
      parts.add(JarPart.valueOf(text(in)));
    }
    return parts;
  }

  private static void write(DataOutputStream out, Index index) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new IndexWriter(bytes).write(index);
    write(out, bytes.toByteArray());
  }

  private static Index index(DataInputStream in) throws IOException {
    return new IndexReader(new ByteArrayInputStream(bytes(in))).read();
  }

  private static void write(DataOutputStream out, String text) throws IOException {
    write(out, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(DataInputStream in) throws IOException {
    return new String(bytes(in), StandardCharsets.UTF_8);
  }

  private static void write(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] bytes(DataInputStream in) throws IOException {
    return in.readNBytes(in.readInt());
  }
}
