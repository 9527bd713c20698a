package io.culvert.container.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A gibibyte in each direction through a server with 128 MiB of heap, and nothing of it left on
 * disk. It is also the largest body that the configuration allows by default.
 */
@Tag("alone")
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class LargeTransfersIT {
  private static final long GIBIBYTE = 1L << 30;

  @TempDir private Path folder;

  private Site start(FrontEnd kind) throws IOException, InterruptedException {
    Path temporary = Files.createDirectories(folder.resolve("tmp"));
    // pages that are compiled meanwhile would be new files, too
    Map<String, String> environment =
        Map.of(
            "JAVA_OPTS", "-Xmx128m -Djava.io.tmpdir=" + temporary, "CULVERT_JSP_COMPILE", "lazy");
    return Site.start(kind, Transport.UNIX, folder, environment, "/:" + Artifacts.sample());
  }

  @ParameterizedTest
  @EnumSource(names = {"NGINX", "LIGHTTPD"})
  void aGibibyteIsUploadedAndNothingOfItStays(FrontEnd kind) throws Exception {
    try (Site site = start(kind);
        Visitor visitor = site.stranger()) {
      upload(visitor, 1000);
      Set<Path> before = files();
      upload(visitor, GIBIBYTE);
      site.culvert().process().awaitUntil(() -> files().equals(before));
    }
  }

  private static void upload(Visitor visitor, long length) throws Exception {
    DigestInputStream body = Bytes.digesting(new Bytes(length));
    HttpResponse<String> answer =
        visitor.send(
            visitor
                .request("/digest")
                .timeout(Duration.ofSeconds(150))
                .PUT(
                    BodyPublishers.fromPublisher(
                        BodyPublishers.ofInputStream(() -> body), length)));
    assertEquals(
        "{\"length\":%d,\"sha256\":\"%s\"}\n".formatted(length, Bytes.sha256(body)), answer.body());
  }

  @ParameterizedTest
  @EnumSource(names = {"NGINX", "LIGHTTPD"})
  void aGibibyteIsDownloadedAndNothingOfItStays(FrontEnd kind) throws Exception {
    try (Site site = start(kind);
        Visitor visitor = site.stranger()) {
      download(visitor, 1000);
      Set<Path> before = files();
      download(visitor, GIBIBYTE);
      site.culvert().process().awaitUntil(() -> files().equals(before));
    }
  }

  private static void download(Visitor visitor, long length) throws Exception {
    HttpResponse<InputStream> answer =
        visitor
            .client()
            .send(
                visitor.request("/download?bytes=" + length).build(),
                HttpResponse.BodyHandlers.ofInputStream());
    try (DigestInputStream body = Bytes.digesting(answer.body())) {
      assertEquals(length, body.transferTo(OutputStream.nullOutputStream()));
      String expected = visitor.get("/download.sha256?bytes=" + length).body();
      assertEquals(expected, Bytes.sha256(body) + "  -\n");
    }
  }

  /** Every file that the servers have made. */
  private Set<Path> files() {
    Set<Path> found = new TreeSet<>();
    try (Stream<Path> all = Files.walk(folder)) {
      all.filter(Files::isRegularFile).forEach(found::add);
      return found;
    } catch (IOException | UncheckedIOException _) {
      // one went away while it was looked at; the next look will be a better one
      return found;
    }
  }
}
