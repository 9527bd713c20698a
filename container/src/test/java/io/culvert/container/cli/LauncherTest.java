package io.culvert.container.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/culvert} with a Java that only says how it was called. */
final class LauncherTest {
  private static final Path SCRIPTS = Path.of("../bin");

  @TempDir Path folder;

  private Path home = Path.of("");

  @BeforeEach
  void install() throws IOException {
    home = folder.resolve("an installation");
    Files.createDirectories(home.resolve("bin"));
    for (String script : List.of("culvert", "jdk.sh")) {
      Files.copy(SCRIPTS.resolve(script), home.resolve("bin").resolve(script));
    }
    assertTrue(home.resolve("bin/culvert").toFile().setExecutable(true));
  }

  @Test
  void javaIsCalledWithTheLibrariesTheLogAndTheArguments() throws Exception {
    Files.createDirectories(home.resolve("lib"));
    Path java = java("25.0.1");

    Said said = run(home.resolve("bin/culvert"), java, "run", "--app", "/:my shop.war");

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

  @Test
  void whatIsMeantForTheServerIsNotGivenToThoseThatOnlyTalkToIt() throws Exception {
    Files.createDirectories(home.resolve("lib"));

    Said said = run(home.resolve("bin/culvert"), java("25"), "status", "--json");

    assertEquals(0, said.exitCode());
    assertTrue(!said.lines().contains("-Dx=y"), said::toString);
    assertTrue(said.lines().contains("-XX:TieredStopAtLevel=1"), said::toString);
    assertEquals(
        List.of("io.culvert.container.Main", "status", "--json"),
        said.lines().subList(said.lines().size() - 3, said.lines().size()));
  }

  @Test
  void itIsFoundThroughASymbolicLinkAsWell() throws Exception {
    Files.createDirectories(home.resolve("lib"));
    Path link = Files.createSymbolicLink(folder.resolve("culvert"), home.resolve("bin/culvert"));

    Said said = run(link, java("26"), "version");

    assertTrue(said.lines().contains(home.resolve("lib") + "/*"), said::toString);
  }

  @Test
  void anOldJavaIsPassedOver() throws Exception {
    Files.createDirectories(home.resolve("lib"));

    Said said = run(home.resolve("bin/culvert"), java("21.0.2"), "version");

    assertTrue(said.lines().stream().noneMatch("called"::equals), said::toString);
  }

  @Test
  void aCheckoutThatIsNotBuiltSaysInOneLineWhatToDo() throws Exception {
    Said said = run(home.resolve("bin/culvert"), java("25"), "version");

    assertEquals(2, said.exitCode());
    assertEquals(
        List.of("culvert: not built yet; run ./mvnw -DskipTests package in " + home), said.lines());
  }

  @Test
  void aCheckoutThatIsBuiltRunsItsDistribution() throws Exception {
    Path built = home.resolve("container/target/culvert");
    Files.createDirectories(built.resolve("lib"));

    Said said = run(home.resolve("bin/culvert"), java("25"), "version");

    assertTrue(said.lines().contains("-Dculvert.home=" + built), said::toString);
  }

  private Path java(String version) throws IOException {
    Path java = folder.resolve("java " + version);
    Files.createDirectories(java.resolve("bin"));
    Files.writeString(java.resolve("release"), "JAVA_VERSION=\"%s\"\n".formatted(version));
    Path program = java.resolve("bin/java");
    Files.writeString(program, "#!/bin/sh\necho called\nprintf '%s\\n' \"$@\"\n");
    assertTrue(program.toFile().setExecutable(true));
    return java;
  }

  private record Said(int exitCode, List<String> lines) {}

  private Said run(Path launcher, Path java, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder
        .environment()
        .putAll(Map.of("JAVA_HOME", java.toString(), "JAVA_OPTS", "-Xmx64m -Dx=y"));
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Said(process.waitFor(), said.lines().toList());
  }
}
