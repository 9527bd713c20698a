package io.culvert.container.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jboss.jandex.DotName;
import org.jboss.jandex.Index;
import org.jboss.jandex.Indexer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InventoryFileTest {
  private static final DotName STRING = DotName.createSimple(String.class);

  @TempDir Path folder;

  @Test
  void whatIsWrittenIsReadForTheFolderTheJarsAreInNow() throws Exception {
    Index empty = new Indexer().complete();
    Path then = folder.resolve("then");
    List<LibraryJar> jars =
        List.of(
            new LibraryJar(then.resolve("a.jar"), Index.of(String.class), Set.of()),
            new LibraryJar(then.resolve("ä.jar"), empty, EnumSet.allOf(JarPart.class)));
    InventoryFile file = new InventoryFile(folder.resolve("inventory"));
    Path now = folder.resolve("now");

    file.write(new Inventory(Index.of(Object.class), jars, List.of("one\ntwo", "")));
    Inventory read = file.read(now);

    assertNotNull(read.classes().getClassByName(DotName.createSimple(Object.class)));
    assertEquals(
        List.of(now.resolve("a.jar"), now.resolve("ä.jar")),
        read.jars().stream().map(LibraryJar::file).toList());
    assertNotNull(read.jars().getFirst().index().getClassByName(STRING));
    assertEquals(Set.of(), read.jars().getFirst().parts());
    assertNull(read.jars().getLast().index().getClassByName(STRING));
    assertEquals(EnumSet.allOf(JarPart.class), read.jars().getLast().parts());
    assertEquals(List.of("one\ntwo", ""), read.remarks());
  }

  @Test
  void eachPartOfAJarIsSeen() throws Exception {
    AppFolder app = new AppFolder(folder.resolve("app"));
    app.library(
        "all.jar",
        new AppFolder(folder.resolve("all"))
            .file("META-INF/web-fragment.xml", "<web-fragment/>")
            .file("META-INF/services/jakarta.servlet.ServletContainerInitializer", "")
            .file("META-INF/resources/deep/style.css", "")
            .file("META-INF/tags/t.tld", ""));
    app.library(
        "none.jar",
        new AppFolder(folder.resolve("none"))
            .file("web-fragment.xml", "")
            .file("META-INF/services/jakarta.servlet.jsp.Other", "")
            .file("resources/style.css", "")
            .file("t.tld", ""));

    assertEquals(EnumSet.allOf(JarPart.class), JarPart.in(jar(app, "all.jar")));
    assertEquals(Set.of(), JarPart.in(jar(app, "none.jar")));
  }

  private static Path jar(AppFolder app, String name) {
    return app.root().resolve("WEB-INF/lib").resolve(name);
  }
}
