package io.culvert.container.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.container.cli.Launcher.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code bin/culvert} with a Java that only says how it was called. */
final class LauncherTest {
  @TempDir Path folder;

  private Launcher launcher = new Launcher(Path.of(""));
  private Path home = Path.of("");

  @BeforeEach
  void install() throws IOException {
    launcher = Launcher.in(folder);
    home = launcher.home();
  }

  @Test
  void javaIsCalledWithTheLibrariesTheLogAndTheArguments() throws Exception {
    Files.createDirectories(home.resolve("lib"));
    Path java = launcher.java("25.0.1");

    Said said = launcher.run(java, "run", "--app", "/:my shop.war");

    assertEquals(0, said.exitCode());
    assertTrue(said.lines().contains("--enable-native-access=ALL-UNNAMED"), said::toString);
    assertTrue(said.lines().contains("-Xmx64m"), said::toString);
    assertTrue(said.lines().contains("-Dx=y"), said::toString);
    assertTrue(said.lines().contains(home.resolve("lib") + "/*"), said::toString);
    assertTrue(
        said.lines()
            .contains("-Dlogging.configuration=file:" + home.resolve("conf/logging.properties")),
        said::toString);
    assertEquals(
        List.of("io.culvert.container.Main", "run", "--app", "/:my shop.war"),
        said.lines().subList(said.lines().size() - 4, said.lines().size()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "deploy",
        "undeploy",
        "list",
        "status",
        "redeploy",
        "rollback",
        "drain",
        "resume",
        "stop",
        "sessions"
      })
  void whatIsMeantForTheServerIsNotGivenToThoseThatOnlyTalkToIt(String command) throws Exception {
    Files.createDirectories(home.resolve("lib"));

    Said said = launcher.run(launcher.java("25"), command, "--json");

    assertEquals(0, said.exitCode());
    assertTrue(!said.lines().contains("-Dx=y"), said::toString);
    assertTrue(said.lines().contains("-XX:TieredStopAtLevel=1"), said::toString);
    assertEquals(
        List.of("io.culvert.container.Main", command, "--json"),
        said.lines().subList(said.lines().size() - 3, said.lines().size()));
  }

  @Test
  void aServerCompilesLateUnlessTheOperatorWantsItOtherwise() throws Exception {
    Files.createDirectories(home.resolve("lib"));
    Map<String, String> asked = Map.of("JAVA_OPTS", "-XX:CompileThresholdScaling=1");

    Said said = Launcher.run(launcher.script(), launcher.java("25"), asked, "run");

    List<String> scalings =
        said.lines().stream().filter(line -> line.contains("ThresholdScaling")).toList();
    assertEquals(
        List.of("-XX:CompileThresholdScaling=5", "-XX:CompileThresholdScaling=1"), scalings);
  }

  @Test
  void itIsFoundThroughASymbolicLinkAsWell() throws Exception {
    Files.createDirectories(home.resolve("lib"));
    Path link = Files.createSymbolicLink(folder.resolve("culvert"), home.resolve("bin/culvert"));

    Said said = Launcher.run(link, launcher.java("26"), Map.of(), "version");

    assertTrue(said.lines().contains(home.resolve("lib") + "/*"), said::toString);
  }

  @Test
  void anOldJavaIsPassedOver() throws Exception {
    Files.createDirectories(home.resolve("lib"));

    Said said = launcher.run(launcher.java("21.0.2"), "version");

    assertTrue(said.lines().stream().noneMatch("called"::equals), said::toString);
  }

  @Test
  void aCheckoutThatIsNotBuiltSaysInOneLineWhatToDo() throws Exception {
    Said said = launcher.run(launcher.java("25"), "version");

    assertEquals(2, said.exitCode());
    assertEquals(
        List.of("culvert: not built yet; run ./mvnw -DskipTests package in " + home), said.lines());
  }

  @Test
  void aCheckoutThatIsBuiltRunsItsDistribution() throws Exception {
    Path built = home.resolve("container/target/culvert");
    Files.createDirectories(built.resolve("lib"));

    Said said = launcher.run(launcher.java("25"), "version");

    assertTrue(said.lines().contains("-Dculvert.home=" + built), said::toString);
  }
}
