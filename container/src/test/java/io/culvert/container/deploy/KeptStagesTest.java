package io.culvert.container.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.container.buildcache.BuildCache;
import io.culvert.container.buildcache.Builder;
import io.culvert.container.buildcache.Builds;
import io.culvert.container.buildcache.CacheStatistics;
import io.culvert.container.buildcache.Entry;
import io.culvert.container.buildcache.Key;
import io.culvert.container.buildcache.Kind;
import io.culvert.container.buildcache.Removal;
import io.culvert.container.buildcache.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.jandex.DotName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Unpacking and scanning a WAR whose content was seen before. */
class KeptStagesTest {
  private static final DotName HELLO = DotName.createSimple("Hello");

  @TempDir Path folder;
  private final List<String> said = Collections.synchronizedList(new ArrayList<>());
  private final List<AppClassLoader> loaders = new ArrayList<>();
  private BuildCache cache;
  private AppFolder app;
  private Path war;

  @BeforeEach
  void pack() throws IOException {
    cache = open();
    app =
        new AppFolder(folder.resolve("app"))
            .file("index.html", "hello")
            .file("WEB-INF/settings.properties", "a=b")
            .file("WEB-INF/classes/broken.class", "not a class")
            .javaClass("Hello", "public class Hello {}");
    app.library("a.jar", new AppFolder(folder.resolve("a")).file("in-jar.txt", "x"));
    war = app.packedAs(folder.resolve("shop.war"));
  }

  @AfterEach
  void close() throws IOException {
    for (AppClassLoader loader : loaders) {
      loader.close();
    }
    cache.close();
  }

  private BuildCache open() throws IOException {
    return BuildCache.open(folder.resolve("cache"), InstantSource.system());
  }

  private void restart() throws IOException {
    cache.close();
    cache = open();
  }

  private Exploded unpack() throws DeploymentException {
    return unpack(new DeploymentSpec("", "/shop", war));
  }

  private Exploded unpack(DeploymentSpec spec) throws DeploymentException {
    return new Unpack(
            folder.resolve("work"), new KeptWar(cache, new FreshWar(UnpackLimits.defaults())))
        .run(spec);
  }

  private Scanned scan(Exploded exploded) throws DeploymentException {
    Scanned scanned =
        Scan.keeping(cache, KeptStagesTest.class.getClassLoader(), (_, line) -> said.add(line))
            .run(exploded);
    loaders.add(scanned.loader());
    return scanned;
  }

  @Test
  void theSecondStartUnpacksAndScansNothing() throws Exception {
    Scanned first = scan(unpack());
    assertEquals(1, cache.statistics().builds().get(Kind.WAR));
    assertEquals(2, cache.statistics().builds().get(Kind.CLASS_INDEX));
    assertEquals(1, cache.statistics().builds().get(Kind.INVENTORY));
    List<String> remarks = List.copyOf(said);
    said.clear();
    restart();
    Exploded exploded = unpack();
    Scanned second = scan(exploded);
    assertEquals(0, cache.statistics().built());
    assertEquals(2, cache.statistics().hits(), "the WAR and its inventory");
    assertEquals("hello", Files.readString(exploded.root().resolve("index.html")));
    assertNotNull(second.classes().getClassByName(HELLO));
    assertEquals(
        first.classes().getKnownClasses().size(), second.classes().getKnownClasses().size());
    assertEquals(1, remarks.size());
    assertEquals(remarks, said, "what was remarked the first time is remarked again");
  }

  @Test
  void otherContentIsBuiltAndWhatIsTheSameInItIsNot() throws Exception {
    scan(unpack());
    war = app.file("index.html", "hallo").packedAs(war);
    restart();
    Exploded exploded = unpack();
    scan(exploded);
    assertEquals("hallo", Files.readString(exploded.root().resolve("index.html")));
    assertEquals(1, cache.statistics().builds().get(Kind.WAR));
    assertEquals(0, cache.statistics().builds().get(Kind.CLASS_INDEX));
    assertEquals(1, cache.statistics().builds().get(Kind.INVENTORY));
  }

  @Test
  void theSecondStartOpensNoJarThatHasNothingButClasses() throws Exception {
    AppFolder libraries = new AppFolder(folder.resolve("b")).file("META-INF/resources/b.txt", "b");
    war = app.library("b.jar", libraries).packedAs(war);
    scan(unpack());
    Exploded exploded = unpack();
    Scanned second = scan(exploded);
    Files.delete(jarOf(exploded)); // whoever wanted to open it would say that it is missing

    Described described = new Describe((_, line) -> said.add(line)).run(second);
    Assembled assembled =
        new Assemble(AppDefaults.STANDARD, (_, line) -> said.add(line)).run(described);

    assertEquals(
        List.of("a.jar", "b.jar"), second.jars().stream().map(LibraryJar::fileName).toList());
    assertNotNull(assembled.info().getResourceManager().getResource("/b.txt"), "of the other jar");
  }

  @Test
  void aFolderIsLookedThroughEachTime() throws Exception {
    war = app.root();
    assertEquals(1, scan(unpack()).jars().size());
    app.library("b.jar", new AppFolder(folder.resolve("b")).file("META-INF/t.tld", "<taglib/>"));
    List<LibraryJar> jars = scan(unpack()).jars();
    assertEquals(2, jars.size());
    assertTrue(jars.getLast().holds(JarPart.TAG_LIBRARIES));
    assertEquals(0, cache.statistics().builds().get(Kind.INVENTORY));
  }

  @Test
  void codeIsLinkedAndTheRestIsTheDeploymentsOwn() throws Exception {
    Exploded first = unpack();
    Exploded second = unpack();
    assertTrue(Files.isSameFile(jarOf(first), jarOf(second)));
    assertEquals("r--r--r--", access(jarOf(first)));
    Path settings = first.root().resolve("WEB-INF/settings.properties");
    Files.writeString(settings, "changed by the application");
    Files.writeString(first.root().resolve("index.html"), "changed, too");
    Files.writeString(first.root().resolve("WEB-INF/classes/new.txt"), "");
    assertEquals("hello", Files.readString(second.root().resolve("index.html")));
    Exploded third = unpack();
    assertEquals("a=b", Files.readString(third.root().resolve("WEB-INF/settings.properties")));
    assertFalse(Files.exists(third.root().resolve("WEB-INF/classes/new.txt")));
    assertEquals(List.of(), cache.verify());
  }

  @Test
  void frontEndsMayStillReadStaticFilesAndNothingElse() throws Exception {
    Exploded exploded = unpack();
    assertEquals("rwx--x--x", access(exploded.work()));
    assertEquals("rwxr-xr-x", access(exploded.root()));
    assertEquals("rw-r--r--", access(exploded.root().resolve("index.html")));
    assertEquals("rwx------", access(exploded.root().resolve("WEB-INF")));
    assertEquals("rwx------", access(folder.resolve("cache")));
  }

  @Test
  void whatAnApplicationSpoiltIsNotGivenToTheNext() throws Exception {
    Path jar = jarOf(unpack());
    assertTrue(jar.toFile().setWritable(true));
    Files.writeString(jar, "spoilt");
    Path next = jarOf(unpack());
    assertTrue(Files.size(next) > "spoilt".length());
    assertEquals(1, cache.statistics().removals().get(Removal.CORRUPT));
  }

  @Test
  void aWarThatIsRefusedIsRefusedEveryTimeAndLeavesNothing() throws Exception {
    Files.write(war, "hello".getBytes(StandardCharsets.UTF_8));
    DeploymentException first = assertThrows(DeploymentException.class, this::unpack);
    DeploymentException second = assertThrows(DeploymentException.class, this::unpack);
    assertTrue(String.valueOf(first.getMessage()).contains("it is not a WAR"));
    assertEquals(first.getMessage(), second.getMessage());
    CacheStatistics statistics = cache.statistics();
    assertEquals(0, statistics.entries());
    assertEquals(2, statistics.failures());
    try (Stream<Path> left = Files.list(folder.resolve("work"))) {
      assertEquals(0, left.count());
    }
  }

  @Test
  void archiveThatSomebodyHasJustReadIsNotReadAgain() throws Exception {
    DeploymentSpec read = new DeploymentSpec("", "/shop", war).withDigest(Sha256.of(war));
    unpack(read);
    Files.writeString(war, "whoever wanted to read it would find this");
    assertEquals("hello", Files.readString(unpack(read).root().resolve("index.html")));
  }

  @Test
  void archiveThatWasReplacedSinceItWasReadIsReadAgain() throws Exception {
    DeploymentSpec read = new DeploymentSpec("", "/shop", war).withDigest(Sha256.of(war));
    war = app.file("index.html", "hallo").packedAs(war);
    Exploded exploded = unpack(read);
    assertEquals("hallo", Files.readString(exploded.root().resolve("index.html")));
    assertEquals(Sha256.of(war), exploded.digest());
    assertEquals(1, cache.statistics().entries(), "under its own name");
  }

  @Test
  void whatTheCacheSaysOfItselfIsToldAsItIs() {
    Builds full =
        new Builds() {
          @Override
          public <X extends Exception> Entry entry(Key key, String subject, Builder<X> builder)
              throws IOException {
            throw new IOException("cache: cannot build the war of shop.war. The disk is full");
          }
        };
    Unpack unpack =
        new Unpack(
            folder.resolve("work"), new KeptWar(full, new FreshWar(UnpackLimits.defaults())));
    DeploymentException refused =
        assertThrows(
            DeploymentException.class, () -> unpack.run(new DeploymentSpec("", "/shop", war)));
    assertEquals(
        war + ": cannot unpack: cache: cannot build the war of shop.war. The disk is full",
        refused.getMessage());
  }

  @Test
  void classesThatChangeWhileTheyAreReadAreRefusedAndTheirIndexIsNotKept() throws Exception {
    Path classes = app.root().resolve("WEB-INF/classes");
    Path jar = app.root().resolve("WEB-INF/lib/a.jar");
    Builds moving =
        new BuildsInMotion(
            cache,
            () -> {
              app.javaClass("Late", "public class Late {}");
              app.library("a.jar", new AppFolder(folder.resolve("b")).file("other.txt", "y"));
            });
    Indexes indexes = new KeptIndexes(moving, said::add);
    assertThrows(DeploymentException.class, () -> indexes.folder(classes));
    app.library("a.jar", new AppFolder(folder.resolve("a")));
    DeploymentException refused = assertThrows(DeploymentException.class, () -> indexes.jar(jar));
    assertEquals(
        "WEB-INF/lib/a.jar: changes while it is read; deploy it when it is complete",
        refused.getMessage());
    assertEquals(0, cache.statistics().entries());
  }

  private static Path jarOf(Exploded exploded) {
    return exploded.root().resolve("WEB-INF/lib/a.jar");
  }

  private static String access(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
