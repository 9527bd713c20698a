package io.culvert.container.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    Said said = run(home.resolve("bin/culvert"), java("25"), command, "--json");

    assertEquals(0, said.exitCode());
    assertTrue(!said.lines().contains("-Dx=y"), said::toString);
    assertTrue(said.lines().contains("-XX:TieredStopAtLevel=1"), said::toString);
    assertEquals(
        List.of("io.culvert.container.Main", command, "--json"),
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

  @Test
  void whatJavaRemembersIsUsedIfThereIsAny() throws Exception {
    Files.createDirectories(home.resolve("lib"));
    Path launcher = home.resolve("bin/culvert");
    Said without = run(launcher, java("25"), "run");
    assertTrue(without.lines().stream().noneMatch(line -> line.contains("AOT")), without::toString);
    Path memory = Files.writeString(home.resolve("culvert.aot"), "remembered");

    Said with = run(launcher, java("25"), "run");

    assertTrue(with.lines().contains("-XX:AOTCache=" + memory), with::toString);
    assertTrue(with.lines().contains("-Xlog:aot*=off,cds*=off"), with::toString);
  }

  @Test
  void quickenHasJavaRememberAServerThatHasNothingOfTheOperators() throws Exception {
    Files.createDirectories(home.resolve("lib"));
    Path java =
        java(
            "25",
            """
            for each in "$@"; do
              case $each in
                -XX:AOTCacheOutput=*) { printf '%s\n' "$@"; env; } >"${each#*=}" ;;
              esac
            done
            """);

    Said said = run(home.resolve("bin/culvert"), java, "quicken");

    assertEquals(0, said.exitCode(), said::toString);
    String made = Files.readString(home.resolve("culvert.aot"));
    assertTrue(made.contains("\nrun\n--listen\nunix:"), made);
    assertTrue(made.contains("--enable-native-access=ALL-UNNAMED"), made);
    assertFalse(made.contains("-Dculvert.home=" + home), made);
    assertFalse(made.contains("-Dx=y\n-"), made);
    assertFalse(made.contains("CULVERT_LISTEN"), made);
    assertEquals(List.of("bin", "culvert.aot", "lib"), namesIn(home));
  }

  @Test
  void quickenThatFailsSaysWhyAndLeavesWhatIsThere() throws Exception {
    Files.createDirectories(home.resolve("lib"));
    Files.writeString(home.resolve("culvert.aot"), "old");

    Said said =
        run(home.resolve("bin/culvert"), java("25", "echo no memory >&2; exit 1\n"), "quicken");

    assertEquals(1, said.exitCode());
    assertTrue(said.lines().contains("no memory"), said::toString);
    assertTrue(
        said.lines().contains("culvert: it could not be made; Culvert starts as quickly as before"),
        said::toString);
    assertEquals("old", Files.readString(home.resolve("culvert.aot")));
    assertEquals(List.of("bin", "culvert.aot", "lib"), namesIn(home));
  }

  private static List<String> namesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private Path java(String version) throws IOException {
    return java(version, "echo called\nprintf '%s\\n' \"$@\"\n");
  }

  private Path java(String version, String script) throws IOException {
    Path java = folder.resolve("java " + version);
    Files.createDirectories(java.resolve("bin"));
    Files.writeString(java.resolve("release"), "JAVA_VERSION=\"%s\"\n".formatted(version));
    Path program = java.resolve("bin/java");
    Files.writeString(program, "#!/bin/sh\n" + script);
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
        .putAll(
            Map.of(
                "JAVA_HOME", java.toString(),
                "JAVA_OPTS", "-Xmx64m -Dx=y",
                "CULVERT_LISTEN", "127.0.0.1:1"));
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Said(process.waitFor(), said.lines().toList());
  }
}
