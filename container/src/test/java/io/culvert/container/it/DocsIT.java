package io.culvert.container.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documentation shows works, run as it stands there. */
@Timeout(120)
class DocsIT {
  static Stream<DocPage> walks() {
    return DocPage.all().stream()
        .filter(page -> page.blocks().stream().anyMatch(block -> block.is("sh test")));
  }

  @ParameterizedTest
  @MethodSource("walks")
  void theExamplesOfAPageWorkOneAfterTheOther(DocPage page, @TempDir Path folder)
      throws IOException, InterruptedException {
    Program.assumeInstalled("nginx", "lighttpd", "apache2", "haproxy", "caddy", "curl");
    try (DocWalk walk = DocWalk.prepare(folder)) {
      for (DocPage.Block block : page.blocks()) {
        if (block.is("sh test")) {
          walk.run(block);
        } else if (block.is("sh serve")) {
          walk.serve(block);
        }
      }
    }
  }

  static Stream<DocPage.Block> nginxSnippets() {
    return DocPage.allBlocks().filter(block -> block.is("nginx"));
  }

  @ParameterizedTest
  @MethodSource("nginxSnippets")
  void nginxTakesTheConfiguration(DocPage.Block block, @TempDir Path folder)
      throws IOException, InterruptedException {
    Program.assumeInstalled("nginx");
    Files.copy(Path.of("/etc/nginx/fastcgi_params"), folder.resolve("fastcgi_params"));
    String http =
        switch (block.info()) {
          case "nginx http" -> block.text();
          case "nginx server" ->
              "upstream culvert { server 127.0.0.1:9000; }\nserver {\n" + block.text() + "}\n";
          default -> throw new AssertionError(block + ": say 'nginx http' or 'nginx server'");
        };
    Path config =
        Files.writeString(
            folder.resolve("nginx.conf"),
            "pid \"%s/pid\";\nevents {}\nhttp {\naccess_log off;\n%s}\n".formatted(folder, http));
    assertTaken(
        folder, block, "nginx", "-t", "-e", folder.resolve("log").toString(), "-c", "" + config);
  }

  static Stream<DocPage.Block> lighttpdSnippets() {
    return DocPage.allBlocks().filter(block -> block.is("lighttpd"));
  }

  @ParameterizedTest
  @MethodSource("lighttpdSnippets")
  void lighttpdTakesTheConfiguration(DocPage.Block block, @TempDir Path folder)
      throws IOException, InterruptedException {
    Program.assumeInstalled("lighttpd");
    String text = block.text().replace("/opt/culvert", Dist.find().home().toString());
    Path config =
        Files.writeString(
            folder.resolve("lighttpd.conf"),
            "server.document-root = \"%s\"\nserver.modules = ( \"mod_fastcgi\" )\n%s"
                .formatted(folder, text));
    assertTaken(folder, block, "lighttpd", "-tt", "-f", config.toString());
  }

  static Stream<DocPage.Block> haproxyAndCaddySnippets() {
    return DocPage.allBlocks().filter(block -> block.is("haproxy") || block.is("caddy"));
  }

  @ParameterizedTest
  @MethodSource("haproxyAndCaddySnippets")
  void haproxyAndCaddyTakeTheConfiguration(DocPage.Block block, @TempDir Path folder)
      throws IOException, InterruptedException {
    Program.assumeInstalled(block.info());
    String file = Files.writeString(folder.resolve("config"), block.text()).toString();
    if (block.is("haproxy")) {
      assertTaken(folder, block, "haproxy", "-c", "-f", file);
    } else {
      assertTaken(folder, block, "caddy", "validate", "--adapter", "caddyfile", "--config", file);
    }
  }

  /** Debian's httpd has the first of them as it comes; the last is one to switch on. */
  private static final String AUTHENTICATION_MODULES =
      Stream.of("authn_core", "authz_user", "auth_basic", "authnz_fcgi")
          .map(
              name ->
                  "LoadModule %1$s_module /usr/lib/apache2/modules/mod_%1$s.so%n".formatted(name))
          .collect(Collectors.joining());

  static Stream<DocPage.Block> apacheSnippets() {
    return DocPage.allBlocks().filter(block -> block.is("apache"));
  }

  @ParameterizedTest
  @MethodSource("apacheSnippets")
  void apacheTakesTheConfiguration(DocPage.Block block, @TempDir Path folder)
      throws IOException, InterruptedException {
    Program.assumeInstalled("apache2");
    Ran printed =
        Ran.of(
            folder,
            Map.of(),
            List.of(
                Dist.find().command(), "frontend", "apache", "--unprivileged", folder.toString()));
    String modules = printed.out().substring(0, printed.out().indexOf("<VirtualHost"));
    Path config =
        Files.writeString(
            folder.resolve("httpd.conf"), modules + AUTHENTICATION_MODULES + block.text());
    assertTaken(folder, block, "apache2", "-t", "-f", config.toString());
  }

  private static void assertTaken(Path folder, DocPage.Block block, String program, String... line)
      throws IOException, InterruptedException {
    List<String> command =
        Stream.concat(Stream.of(Program.path(program)), Stream.of(line)).toList();
    try (Spawned check = Spawned.start(folder, program, Map.of(), command)) {
      assertEquals(0, check.exitStatus(), () -> block + ":\n" + check.output());
    }
  }
}
