package io.culvert.container.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code culvert frontend check}, from the command line to its exit code. */
final class FrontendCheckCommandTest {
  @TempDir Path home;

  @ParameterizedTest
  @CsvSource({
    "nginx, --listen unix:/run/c.sock",
    "nginx, --limits-request-body 0 --listen [::1]:9000",
    "nginx, --node a=127.0.0.1:9001 --node b=unix:/run/b.sock",
    "nginx, --app /:root --app /shop:shop --app x.example:/:shop --app /war:x.war",
    "lighttpd, --listen unix:/run/c.sock",
    "lighttpd, --limits-request-body 3MiB --listen [::1]:9000",
    "lighttpd, --node a=127.0.0.1:9001 --node b=unix:/run/b.sock",
    "lighttpd, --app /:root --app /shop:shop --app x.example:/:shop --app /war:x.war"
  })
  void nothingIsFoundInWhatIsPrinted(String product, String options) throws IOException {
    Files.createDirectories(home.resolve("root/WEB-INF"));
    Files.createDirectories(home.resolve("shop/WEB-INF"));
    for (List<String> placement :
        List.of(List.<String>of(), List.of("--unprivileged", home.toString()))) {
      List<String> line = new ArrayList<>(List.of("frontend", product));
      line.addAll(List.of(options.split(" ", -1)));
      line.addAll(placement);
      Terminal terminal = Terminal.without(home);
      assertEquals(0, terminal.run(line.toArray(String[]::new)), terminal::err);
      Files.writeString(home.resolve("printed.conf"), terminal.out());

      List<String> check = new ArrayList<>(List.of("frontend", "check", "printed.conf"));
      int limit = line.indexOf("--limits-request-body");
      if (limit >= 0) {
        check.addAll(line.subList(limit, limit + 2));
      }
      int status = terminal.run(check.toArray(String[]::new));

      assertEquals("Nothing hurts, 0 notes.\n", terminal.out(), terminal.err());
      assertEquals(0, status);
    }
  }

  @Test
  void whatHurtsIsNamedWithFileAndLineAndWhatToWriteInstead() throws IOException {
    Files.writeString(home.resolve("a.conf"), "server {\n  location / { fastcgi_pass a:1; }\n}\n");
    Terminal terminal = Terminal.without(home);

    assertEquals(1, terminal.run("frontend", "check", "a.conf"));

    String out = terminal.out();
    assertTrue(out.contains(home.resolve("a.conf") + ":2: error: no fastcgi_param"), out);
    assertTrue(out.contains("    instead: include fastcgi_params;\n"), out);
    assertTrue(out.endsWith("4 things hurt, 1 note.\n"), out);
  }

  @Test
  void theKindCanBeSaid() throws IOException {
    Files.writeString(home.resolve("empty.conf"), "");
    Terminal terminal = Terminal.without(home);

    assertEquals(0, terminal.run("frontend", "check", "--kind", "lighttpd", "empty.conf"));
    assertTrue(terminal.out().contains("there is no fastcgi.server in it"), terminal.out());
    assertEquals(0, terminal.run("frontend", "check", "empty.conf"));
    assertTrue(terminal.out().contains("there is no fastcgi_pass in it"), terminal.out());
    assertEquals(2, terminal.run("frontend", "check", "--kind", "iis", "empty.conf"));
  }

  @Test
  void whatCanNotBeReadIsSaidWithoutAStackTrace() throws IOException {
    Files.writeString(home.resolve("bad.conf"), "server {\n");
    Terminal terminal = Terminal.without(home);

    assertEquals(2, terminal.run("frontend", "check", "bad.conf"));
    assertTrue(terminal.err().contains("bad.conf:1: '{' without '}'"), terminal.err());
    assertEquals(2, terminal.run("frontend", "check", "none.conf"));
    assertFalse(terminal.err().contains("\tat "), terminal.err());
    assertEquals("", terminal.out());
    assertEquals(2, terminal.run("frontend", "check"));
    assertEquals(2, terminal.run("frontend"));
  }
}
