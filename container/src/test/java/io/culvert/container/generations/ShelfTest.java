package io.culvert.container.generations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.container.deploy.DeploymentSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShelfTest {
  private static final String OLD = "0".repeat(64);

  @TempDir Path folder;
  private Shelf shelf;
  private Content content;

  @BeforeEach
  void open() throws IOException {
    shelf = new Shelf(folder.resolve("shelf"));
    Path war = FakeApps.war(folder.resolve("shop.war"), "one");
    content = new Content(new DeploymentSpec("", "/shop", war), Digest.of(war));
  }

  /** All that is kept of the only WAR. */
  private Set<String> kept() throws IOException {
    try (Stream<Path> files = Files.list(place())) {
      return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }
  }

  private Path place() throws IOException {
    try (Stream<Path> places = Files.list(folder.resolve("shelf"))) {
      return places.findFirst().orElseThrow();
    }
  }

  @Test
  void presentAndPreviousContentAreKeptAndOthersAreForgotten() throws Exception {
    shelf.keep(content);
    Files.createFile(place().resolve(OLD + ".war"));
    Files.createFile(place().resolve("1".repeat(64) + ".war"));
    History history = new History(content.digest(), OLD, "", "");
    shelf.remember(content.spec(), history);
    shelf.keep(content);
    assertEquals(history, shelf.history(content.spec()));
    assertEquals(Set.of("history", content.digest() + ".war", OLD + ".war"), kept());
  }

  @Test
  void whatAProcessLeftUnfinishedWhenItDiedIsDeletedAndWhatAnotherWritesIsNot() throws Exception {
    shelf.keep(content);
    Path left = Files.createFile(place().resolve("copy1.unfinished"));
    Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
    Files.createFile(place().resolve("copy2.unfinished"));
    shelf.keep(content);
    assertEquals(Set.of("history", "copy2.unfinished", content.digest() + ".war"), kept());
  }

  @Test
  void whatCannotBePutInItsPlaceLeavesNothing() throws Exception {
    shelf.keep(content);
    Files.delete(place().resolve("history"));
    Files.createDirectories(place().resolve("history/full"));
    assertThrows(IOException.class, () -> shelf.remember(content.spec(), History.NONE));
    assertEquals(Set.of("history", content.digest() + ".war"), kept());
  }

  @Test
  void aWarThatIsReplacedMeanwhileIsNotKeptUnderTheNameOfTheOther() throws Exception {
    FakeApps.war(content.spec().war(), "two");
    shelf.keep(content);
    assertEquals(Set.of("history"), kept());
  }

  @Test
  void aWarThatIsGoneLeavesNoFileOpen() throws Exception {
    WholeFiles files = new WholeFiles(folder);
    assertThrows(
        NoSuchFileException.class,
        () ->
            files.put(
                out -> {
                  Digest.copying(folder.resolve("gone.war"), out);
                  throw new AssertionError("there is no such file");
                }));
    assertTrue(open(folder).isEmpty(), () -> "open: " + folder);
  }

  private static List<String> open(Path below) throws IOException {
    List<String> open = new ArrayList<>();
    try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
      for (Path each : all.toList()) {
        if (Files.isSymbolicLink(each)) {
          String target = Files.readSymbolicLink(each).toString();
          if (target.startsWith(below.toString())) {
            open.add(target);
          }
        }
      }
    }
    return open;
  }
}
