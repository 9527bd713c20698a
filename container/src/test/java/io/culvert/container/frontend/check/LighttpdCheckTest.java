package io.culvert.container.frontend.check;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found in configurations of lighttpd. */
final class LighttpdCheckTest {
  private static final String GOOD =
      """
      server.modules = ( "mod_access", "mod_fastcgi" )
      server.stream-response-body = 1
      fastcgi.server = ( "/" => ((
        "socket" => "/run/culvert.sock", "check-local" => "disable", "fix-root-scriptname" => "enable"
      )) )
      """;

  @TempDir Path folder;

  private void finds(String text, String... expected) throws IOException {
    new Checked(folder, Language.LIGHTTPD).finds(text, expected);
  }

  @Test
  void nothingIsFoundWhereNothingHurts() throws IOException {
    finds(GOOD);
    finds(
        """
        var.base = "/run"  # variables, joined texts, conditions, a list that grows
        server.modules += ( "mod_fastcgi", )
        server.stream-response-body = 2
        $HTTP["host"] =~ "^shop\\.example$" {
          $SERVER["socket"] == ":443" { ssl.engine = "enable" }
          fastcgi.server = ( "/shop" => ( "n" =>
            ( "socket" => var.base + "/c.sock", "check-local" => "disable" ) ) )
        } else $HTTP["url"] !~ "x" { }
        else { }
        """);
  }

  @Test
  void whatDoesNotGoWithServletsIsFoundAtEachServer() throws IOException {
    finds(
        GOOD.replace("\"check-local\" => \"disable\", ", "").replace("enable", "disable"),
        "3 error: fastcgi.server \"/\": a path that is no file",
        "3 warning: fastcgi.server \"/\": SCRIPT_NAME");
    finds(
        GOOD.replace("\"socket\"", "\"bin-path\" => \"/c run\", \"socket\""),
        "3 error: fastcgi.server \"/\": several Culverts are started");
    finds(GOOD.replace("\"socket\"", "\"bin-path\" => \"/c run\", \"max-procs\" => 1, \"socket\""));
    finds(
        GOOD.replace("\"/\" =>", "\"/shop/\" =>"),
        "3 warning: fastcgi.server \"/shop/\": the path without its last slash");
    finds(
        GOOD.replace("\"/\" =>", "\".jsp\" =>"), "3 warning: fastcgi.server \".jsp\": only paths");
    finds(GOOD + "fastcgi.server += ( \".php\" => (( \"socket\" => \"/p\" )) )\n");
  }

  @Test
  void limitsAndStreamsThatDifferAreFound() throws IOException {
    finds(GOOD + "server.max-request-size = 1048576\n");
    finds(GOOD + "server.max-request-size = 1024\n", "6 warning: request bodies above 1024 KiB");
    finds(GOOD + "server.max-request-size = 0\n", "6 note: larger request bodies");
    finds(GOOD + "server.stream-request-body = 2\n", "6 note: bodies without a declared length");
    finds(
        GOOD.replace("server.stream-response-body = 1\n", ""),
        "2 warning: responses are collected to their end");
  }

  @Test
  void aModuleThatIsNotLoadedIsFound() throws IOException {
    finds(GOOD.replace(", \"mod_fastcgi\"", ""), "3 error: mod_fastcgi is not loaded");
  }

  @Test
  void applicationsInAFolderOfFilesAreFoundUnlessTheirInnerPartsAreHidden() throws IOException {
    Files.createDirectories(folder.resolve("shop/WEB-INF"));
    String root = "server.document-root = \"%s\"\n".formatted(folder);
    String alias = "alias.url = ( \"/s/\" => \"%s/\" )\n".formatted(folder.resolve("shop"));
    finds(GOOD + root + alias, "6 error: '" + folder + "' has", "7 error: '" + folder);
    finds(
        GOOD
            + root
            + alias
            + "$HTTP[\"url\"] =~ \"(?i)/(?:WEB-INF|META-INF)(?:/|$)\" { url.access-deny = ( \"\" ) }\n");
  }

  @Test
  void includesAreFollowedAndCommandsAreNotRun() throws IOException {
    Files.createDirectories(folder.resolve("conf.d"));
    Files.writeString(folder.resolve("conf.d/1.conf"), GOOD.replace("= 1\n", "= 0\n"));
    Path trap = folder.resolve("trap");
    finds(
        "include \"conf.d/*.conf\"\ninclude \"none\"\ninclude_shell \"touch %s\"\n".formatted(trap),
        "3 warning: responses are collected",
        "2 warning: 'none' is not there",
        "3 note: what 'touch");
    assertFalse(Files.exists(trap));
  }
}
