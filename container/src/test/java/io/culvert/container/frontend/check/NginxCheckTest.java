package io.culvert.container.frontend.check;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found in configurations of nginx. */
final class NginxCheckTest {
  /** A good configuration, into which tests put what they are about. */
  private static final String GOOD =
      """
      upstream culvert { server unix:/run/culvert.sock; keepalive 32; }
      server {
        client_max_body_size 1g;
        fastcgi_keep_conn on;
        fastcgi_buffer_size 16k;
        include params;
        location / { fastcgi_pass culvert; %s }
        %s
      }
      """;

  private static final String PARAMS =
      """
      fastcgi_param REQUEST_METHOD $request_method;
      fastcgi_param REQUEST_URI $request_uri;
      fastcgi_param CONTENT_LENGTH $content_length;
      fastcgi_param CONTENT_TYPE $content_type;
      fastcgi_param QUERY_STRING $query_string;
      fastcgi_param SERVER_PROTOCOL $server_protocol;
      fastcgi_param REMOTE_ADDR $remote_addr;
      fastcgi_param SERVER_NAME $server_name;
      fastcgi_param SERVER_PORT $server_port;
      fastcgi_param HTTPS $https if_not_empty;
      fastcgi_param SERVER_SOFTWARE nginx/$nginx_version;
      """;

  @TempDir Path folder;

  @BeforeEach
  void writeParameters() throws IOException {
    Files.writeString(folder.resolve("params"), PARAMS);
  }

  private void finds(String location, String server, String... expected) throws IOException {
    new Checked(folder, Language.NGINX).finds(GOOD.formatted(location, server), expected);
  }

  @Test
  void nothingIsFoundWhereNothingHurts() throws IOException {
    finds("", "");
  }

  @Test
  void withoutParametersNothingWorks() throws IOException {
    new Checked(folder, Language.NGINX)
        .finds(
            GOOD.replace("include params;", "").formatted("", ""),
            "7 error: no fastcgi_param holds here");
  }

  @Test
  void aParameterOfTheInnerBlockTakesAwayThoseOfTheOuter() throws IOException {
    String params = PARAMS.replaceAll("fastcgi_param (REQUEST_URI|HTTPS).*\n", "");
    finds(
        params.replace("\n", " "),
        "",
        "7 error: the parameter REQUEST_URI is not sent: a fastcgi_param in this block takes away",
        "7 warning: the parameter HTTPS is not sent");
  }

  @Test
  void connectionsThatAreNotKeptAreFound() throws IOException {
    new Checked(folder, Language.NGINX)
        .finds(
            GOOD.replace("keepalive 32;", "")
                .replace("fastcgi_keep_conn on;", "")
                .formatted("", ""),
            "1 warning: no connection is kept",
            "7 warning: a connection to Culvert is opened and closed for each request");
    finds(
        "",
        "location /a { fastcgi_pass unix:/a.sock; }",
        "8 warning: no connection is kept for the next request");
  }

  @Test
  void anUploadLimitThatDiffersIsFound() throws IOException {
    finds("client_max_body_size 8m;", "", "7 warning: request bodies above 8388608 bytes");
    finds("client_max_body_size 0;", "", "7 note: larger request bodies come through");
    new Checked(folder, Language.NGINX)
        .finds(
            GOOD.replace("client_max_body_size 1g;", "").formatted("", ""),
            "7 warning: request bodies above 1048576 bytes are refused with 413, the default");
  }

  @Test
  void applicationsInAFolderOfFilesAreFoundUnlessTheirInnerPartsAreHidden() throws IOException {
    Files.createDirectories(folder.resolve("apps/shop/WEB-INF"));
    String root = "root \"%s\";".formatted(folder.resolve("apps"));
    finds("", root, "8 error: '" + folder.resolve("apps") + "' has applications in it");
    finds("", root + " location ~* /(?:WEB-INF|META-INF)(?:/|$) { return 404; }");
    finds("", "location /s { alias " + folder.resolve("apps/shop") + "; }", "8 error: '" + folder);
    finds("", "root \"%s\";".formatted(folder));
  }

  @Test
  void pathsThatHaveToBeFilesAreFound() throws IOException {
    finds("try_files $uri =404;", "", "7 error: a path that is no file is answered with 404");
    finds("", "location /f { try_files $uri @culvert; }");
  }

  @Test
  void directivesForScriptsAreFound() throws IOException {
    finds(
        "fastcgi_split_path_info ^(.+\\.php)(/.+)$;",
        "fastcgi_index index.php;",
        "7 warning: fastcgi_split_path_info",
        "8 warning: fastcgi_index");
  }

  @Test
  void whatSpoilsResponsesIsFound() throws IOException {
    finds("fastcgi_buffering off;", "", "7 note: fastcgi_buffering");
    finds(
        "fastcgi_ignore_headers Expires X-Accel-Buffering;",
        "fastcgi_intercept_errors on;",
        "7 warning: fastcgi_ignore_headers",
        "8 warning: fastcgi_intercept_errors");
    finds("fastcgi_read_timeout 20s;", "", "7 warning: fastcgi_read_timeout");
    finds("fastcgi_send_timeout 5000ms;", "", "7 warning: fastcgi_send_timeout");
    finds("fastcgi_read_timeout 1h;", "");
    finds("fastcgi_cache pages;", "", "7 warning: pages of one session");
    finds("fastcgi_cache pages; fastcgi_no_cache $cookie_JSESSIONID;", "");
    new Checked(folder, Language.NGINX)
        .finds(
            GOOD.replace("fastcgi_buffer_size 16k;", "").formatted("", ""),
            "7 note: response headers");
  }

  @Test
  void locationsForPhpAreNobodysBusiness() throws IOException {
    finds("", "location ~ \\.php$ { fastcgi_index i.php; fastcgi_pass unix:/run/php.sock; }");
  }

  @Test
  void theSnippetForPhpOfDebianIsFoundOutLineByLine() throws IOException {
    Files.createDirectories(folder.resolve("snippets"));
    Path snippet = folder.resolve("snippets/fastcgi-php.conf");
    Files.writeString(
        snippet,
        """
        # regex to split $uri to $fastcgi_script_name and $fastcgi_path
        fastcgi_split_path_info ^(.+?\\.php)(/.*)$;

        # Check that the PHP script exists before passing it
        try_files $fastcgi_script_name =404;

        # Bypass the fact that try_files resets $fastcgi_path_info
        set $path_info $fastcgi_path_info;
        fastcgi_param PATH_INFO $path_info;

        fastcgi_index index.php;
        include params;
        """);
    CheckResult.Read read =
        new Checked(folder, Language.NGINX)
            .read(GOOD.formatted("include snippets/fastcgi-php.conf;", ""));
    String found = String.join("\n", read.findings().stream().map(Finding::toString).toList());
    assertTrue(found.contains(snippet + ":2: warning: fastcgi_split_path_info"), found);
    assertTrue(found.contains(snippet + ":5: error: a path that is no file"), found);
    assertTrue(found.contains(snippet + ":11: warning: fastcgi_index"), found);
    assertFalse(found.contains("is not sent"), found);
  }

  @Test
  void anIncludeThatIsNotThereIsFoundAndNothingIsClaimedOfWhatItMaySay() throws IOException {
    new Checked(folder, Language.NGINX)
        .finds(
            GOOD.replace("include params;", "include none; include conf.d/*.conf;")
                .formatted("", ""),
            "6 warning: 'none' is not there");
  }
}
