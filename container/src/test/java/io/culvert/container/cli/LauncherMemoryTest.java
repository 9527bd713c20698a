package io.culvert.container.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.container.cli.Launcher.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the launcher has Java remember of Culvert's classes, and when it has it used. */
final class LauncherMemoryTest {
  private static final String REMEMBERS =
      """
      for each in "$@"; do
        case $each in
          -XX:AOTCacheOutput=*) { printf '%s\\n' "$@"; env; } >"${each#*=}" ;;
        esac
      done
      printf '%s\\n' "$@"
      """;

  @TempDir Path folder;

  private Launcher launcher = new Launcher(Path.of(""));
  private Path java = Path.of("");

  @BeforeEach
  void install() throws IOException {
    launcher = Launcher.in(folder);
    Files.createDirectories(launcher.home().resolve("lib"));
    Files.writeString(launcher.home().resolve("lib/culvert-container.jar"), "classes");
    java = launcher.java("25", REMEMBERS);
  }

  @Test
  void aServerIsToldWhatToHaveMadeAndNoOtherCommandIs() throws Exception {
    Said run = launcher.run(java, "run");
    Said version = launcher.run(java, "version");

    assertEquals(1, count(run, "-Dculvert.aot=" + launcher.home() + "/culvert-"), run::toString);
    assertEquals(0, count(version, "-Dculvert.aot="), version::toString);
  }

  @Test
  void whatIsMadeIsUsedFromThenOnByEveryCommand() throws Exception {
    assertEquals(0, launcher.run(java, "quicken").exitCode());

    for (String command : List.of("run", "status", "version")) {
      Said said = launcher.run(java, command);
      assertTrue(said.lines().contains("-XX:AOTCache=" + memories().getFirst()), said::toString);
      assertTrue(said.lines().contains("-Xlog:aot*=off,cds*=off"), said::toString);
      assertEquals(0, count(said, "-Dculvert.aot="), said::toString);
    }
  }

  @Test
  void whatWasMadeOfOtherClassesIsNotUsedAndGoesWhenItIsMadeAnew() throws Exception {
    launcher.run(java, "quicken");
    Path old = memories().getFirst();
    Files.writeString(launcher.home().resolve("lib/culvert-container.jar"), "CLASSES");

    Said said = launcher.run(java, "run");
    assertEquals(0, count(said, "-XX:AOTCache="), said::toString);
    assertEquals(1, count(said, "-Dculvert.aot="), said::toString);

    launcher.run(java, "quicken");
    assertEquals(1, memories().size());
    assertFalse(memories().contains(old), () -> old + " is still there");
  }

  @Test
  void whatAnotherJavaHasMadeIsNotUsed() throws Exception {
    launcher.run(java, "quicken");

    Said said = launcher.run(launcher.java("26", REMEMBERS), "run");

    assertEquals(0, count(said, "-XX:AOTCache="), said::toString);
  }

  @Test
  void nothingIsMadeOrUsedWhenItIsNotWanted() throws Exception {
    launcher.run(java, "quicken");
    Map<String, String> off = Map.of("CULVERT_AOT_CACHE", "off");

    Said run = Launcher.run(launcher.script(), java, off, "run");
    Said quicken = Launcher.run(launcher.script(), java, off, "quicken");

    assertEquals(0, count(run, "-XX:AOT") + count(run, "-Dculvert.aot="), run::toString);
    assertEquals(1, quicken.exitCode(), quicken::toString);
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "status", "version"})
  void aJavaThatIsToldOfAnotherMemoryStartsAllTheSame(String command) throws Exception {
    Path real = Path.of(System.getProperty("java.home"), "bin/java");
    Path startable = launcher.java("25", "exec '" + real + "' \"$@\"\n");
    launcher.run(java, "quicken"); // nothing that Java could read
    assertEquals(1, memories().size());

    for (String options : List.of("", "-Xshare:auto", "-XX:SharedArchiveFile=x.jsa")) {
      Map<String, String> asked = Map.of("JAVA_OPTS", options);
      Said said = Launcher.run(launcher.script(), startable, asked, command);
      String text = String.join("\n", said.lines());
      assertTrue(text.contains("Error: Could not find or load main class"), text);
    }
  }

  @Test
  void aSwitchThatIsNeitherOnNorOffIsAnError() throws Exception {
    Said said = Launcher.run(launcher.script(), java, Map.of("CULVERT_AOT_CACHE", "no"), "run");

    assertEquals(2, said.exitCode());
    assertEquals(List.of("culvert: CULVERT_AOT_CACHE is on or off, not 'no'"), said.lines());
  }

  @Test
  void aServerThatHasNothingOfTheOperatorsIsRemembered() throws Exception {
    Said said = launcher.run(java, "quicken");

    assertEquals(0, said.exitCode(), said::toString);
    String made = Files.readString(memories().getFirst());
    assertTrue(made.contains("\nrun\n--listen\nunix:"), made);
    assertTrue(made.contains("--enable-native-access=ALL-UNNAMED"), made);
    assertFalse(made.contains("-Dculvert.home=" + launcher.home()), made);
    assertFalse(made.contains("-Dx=y\n-"), made);
    assertFalse(made.contains("CULVERT_LISTEN"), made);
  }

  @Test
  void quickenThatFailsSaysWhyAndLeavesWhatIsThere() throws Exception {
    launcher.run(java, "quicken");
    List<Path> before = memories();
    Path failing = launcher.java("25", "echo no memory >&2; exit 1\n");

    Said said = launcher.run(failing, "quicken");

    assertEquals(1, said.exitCode());
    assertTrue(said.lines().contains("no memory"), said::toString);
    assertTrue(
        said.lines().contains("culvert: it could not be made; Culvert starts as quickly as before"),
        said::toString);
    assertEquals(before, memories());
  }

  /** What is beside the folders of the installation. */
  private List<Path> memories() throws IOException {
    try (Stream<Path> files = Files.list(launcher.home())) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static long count(Said said, String start) {
    return said.lines().stream().filter(line -> line.startsWith(start)).count();
  }
}
