package io.culvert.container.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.container.attach.ProcessTable;
import io.culvert.container.cli.Cli;
import io.culvert.container.cli.Style;
import io.culvert.container.cli.Surroundings;
import io.culvert.container.config.ConfigLoader;
import io.culvert.container.config.ConfigResult;
import io.culvert.container.config.Setting;
import io.culvert.container.config.Settings;
import io.culvert.container.config.Source;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the documentation names is there. {@link DocsIT} runs its examples. */
class DocsTest {
  private static final Pattern COMMAND =
      Pattern.compile(
          "\\bculvert (run|get|frontend check|frontend|deploy|undeploy|redeploy|rollback|drain|resume|status|list|stop|version)\\b([^|>&#\n]*)");
  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]*");
  private static final Pattern KEY =
      Pattern.compile("(jmx|limits|roles|threads|timeouts|trust|warm-up)\\.[a-z-]+");
  private static final Pattern VARIABLE = Pattern.compile("\\bCULVERT_[A-Z][A-Z_]*");
  private static final Pattern SCRIPT = Pattern.compile("(?<![\\w/])bin/[a-z][a-z.-]*[a-z]");

  /** Read by the tests and by the launcher, and not by the server. */
  private static final Set<String> NO_SETTINGS = Set.of("CULVERT_FRONT_ENDS", "CULVERT_AOT_CACHE");

  private final List<DocPage> pages = DocPage.all();

  @Test
  void everyLinkLeadsSomewhere() {
    List<String> broken = new ArrayList<>();
    for (DocPage page : pages) {
      page.links().stream()
          .filter(link -> !link.matches("[a-z]+:.*"))
          .filter(link -> !leadsSomewhere(page, link))
          .forEach(link -> broken.add(page + ": " + link));
    }
    assertEquals(List.of(), broken);
  }

  private boolean leadsSomewhere(DocPage from, String link) {
    int hash = link.indexOf('#');
    String path = hash < 0 ? link : link.substring(0, hash);
    Path target = path.isEmpty() ? from.file() : from.file().getParent().resolve(path).normalize();
    if (hash < 0) {
      return Files.exists(target);
    }
    return pages.stream()
        .filter(page -> page.file().equals(target))
        .anyMatch(page -> page.anchors().contains(link.substring(hash + 1)));
  }

  @Test
  void everyDecisionIsListed() {
    Path decisions = DocPage.ROOT.resolve("docs/decisions");
    DocPage index =
        pages.stream()
            .filter(page -> page.file().equals(decisions.resolve("README.md")))
            .findFirst()
            .orElseThrow();
    List<String> files =
        pages.stream()
            .filter(page -> page.file().startsWith(decisions) && !page.equals(index))
            .map(page -> page.file().getFileName().toString())
            .toList();
    assertEquals(files, index.links());
  }

  @Test
  void everyOptionOfACommandExists() {
    List<String> unknown = new ArrayList<>();
    for (DocPage page : pages) {
      COMMAND
          .matcher(String.join("\n", page.lines()).replace("\\\n", " "))
          .results()
          .forEach(
              command -> {
                Set<String> known = optionsOf(command.group(1));
                OPTION
                    .matcher(command.group(2))
                    .results()
                    .filter(option -> !known.contains(option.group()))
                    .forEach(option -> unknown.add(page + ": " + command.group()));
              });
    }
    assertEquals(List.of(), unknown);
  }

  @Test
  void everyOptionNamedInPassingExists() {
    Set<String> known =
        Stream.of("run", "get", "frontend", "status", "stop", "redeploy")
            .flatMap(command -> optionsOf(command).stream())
            .collect(Collectors.toCollection(HashSet::new));
    List<String> unknown = new ArrayList<>();
    for (DocPage page : pages) {
      page.spans().stream()
          .filter(span -> span.startsWith("--"))
          .flatMap(span -> OPTION.matcher(span).results())
          .filter(option -> !known.contains(option.group()))
          .forEach(option -> unknown.add(page + ": " + option.group()));
    }
    assertEquals(List.of(), unknown);
  }

  /** As the command itself explains them. */
  private static Set<String> optionsOf(String command) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Surroundings surroundings =
        new Surroundings(
            new Surroundings.Folders(Path.of("").toAbsolutePath(), Path.of("").toAbsolutePath()),
            Map.of(),
            new Surroundings.Streams(InputStream.nullInputStream(), out, out, Style.PLAIN),
            (_, _) -> false);
    int status =
        new Cli(
                surroundings,
                (_, _, _) -> {
                  throw new AssertionError("help starts no server");
                },
                new ProcessTable())
            .run((command + " --help").split(" ", -1));
    String help = out.toString(StandardCharsets.UTF_8);
    assertEquals(0, status, help);
    return OPTION.matcher(help).results().map(option -> option.group()).collect(Collectors.toSet());
  }

  @Test
  void everySettingExists() {
    Set<String> keys = Settings.ofFile().stream().map(Setting::key).collect(Collectors.toSet());
    Set<String> variables =
        Settings.ofLaunch().stream().map(Setting::variable).collect(Collectors.toSet());
    List<String> unknown = new ArrayList<>();
    for (DocPage page : pages) {
      page.spans().stream()
          .flatMap(span -> KEY.matcher(span).results())
          .filter(key -> !keys.contains(key.group()))
          .forEach(key -> unknown.add(page + ": " + key.group()));
      VARIABLE
          .matcher(String.join("\n", page.lines()))
          .results()
          .filter(name -> !variables.contains(name.group()) && !NO_SETTINGS.contains(name.group()))
          .forEach(name -> unknown.add(page + ": " + name.group()));
    }
    assertEquals(List.of(), unknown);
  }

  @Test
  void everyScriptExists() {
    List<String> missing = new ArrayList<>();
    for (DocPage page : pages) {
      SCRIPT
          .matcher(String.join("\n", page.lines()))
          .results()
          .filter(script -> !Files.isRegularFile(DocPage.ROOT.resolve(script.group())))
          .forEach(script -> missing.add(page + ": " + script.group()));
    }
    assertEquals(List.of(), missing);
  }

  @Test
  void everyTomlIsAConfiguration(@TempDir Path home) throws Exception {
    List<DocPage.Block> blocks = DocPage.allBlocks().filter(block -> block.is("toml")).toList();
    assertTrue(!blocks.isEmpty(), "the documentation shows no configuration");
    for (DocPage.Block block : blocks) {
      Path file = Files.createDirectories(home.resolve("conf")).resolve("culvert.toml");
      Files.writeString(file, block.text());
      ConfigResult result = new ConfigLoader(home, home, Map.of()).load(Source.NONE, Source.NONE);
      assertInstanceOf(ConfigResult.Ok.class, result, block.toString());
    }
  }
}
