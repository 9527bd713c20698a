package io.culvert.container.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code culvert get}, against a server. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class GetIT {
  @TempDir private Path folder;

  private final Dist dist = Dist.find();

  private Culvert start(Transport transport) throws IOException {
    return transport.start(dist, folder, Map.of(), "/:" + Artifacts.sample());
  }

  private Ran get(Culvert culvert, String... more) throws IOException, InterruptedException {
    List<String> line =
        new ArrayList<>(List.of(dist.command(), "get", "--socket", culvert.address()));
    line.addAll(List.of(more));
    return Ran.of(folder, Map.of(), line);
  }

  @ParameterizedTest
  @EnumSource
  void itPrintsStatusHeaderAndBody(Transport transport) throws Exception {
    try (Culvert culvert = start(transport)) {
      Ran page = get(culvert, "/hello.json?name=Ada");
      assertEquals(0, page.status(), page.err());
      String[] parts = page.out().replace("\r\n", "\n").split("\n\n", 2);
      assertTrue(parts[0].startsWith("200 ") || parts[0].contains(" 200 "), parts[0]);
      assertTrue(parts[0].contains("Content-Type: application/json"), parts[0]);
      assertEquals("{\"hello\":\"Ada\"}\n", parts[1]);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theExitStatusTellsWhatCameOfIt(Transport transport) throws Exception {
    Culvert closed;
    try (Culvert culvert = start(transport)) {
      closed = culvert;
      assertEquals(0, get(culvert, "/").status());
      assertEquals(1, get(culvert, "/nothing").status());
      assertEquals(1, get(culvert, "/fail?how=500").status());
      assertEquals(2, get(culvert).status());
      assertEquals(2, get(culvert, "--no-such-option", "/").status());
    }
    Ran nobody = get(closed, "/");
    assertEquals(2, nobody.status());
    assertEquals(1, nobody.err().lines().count(), nobody.err());
  }

  @ParameterizedTest
  @EnumSource
  void itSendsMethodHeadersAndFiles(Transport transport) throws Exception {
    Path data = Files.write(folder.resolve("data"), new Bytes(100_000).readAllBytes());
    try (Culvert culvert = start(transport)) {
      Ran digest = get(culvert, "-X", "PUT", "--data", data.toString(), "/digest");
      assertTrue(digest.out().contains("{\"length\":100000,"), digest.out() + digest.err());
      Path form = Files.writeString(folder.resolve("form"), "action=visit");
      Ran redirect =
          get(
              culvert,
              "-X",
              "POST",
              "-H",
              "Content-Type: " + Visitor.FORM,
              "--data",
              form.toString(),
              "/session");
      assertEquals(0, redirect.status(), redirect.err());
      assertTrue(redirect.out().contains("303"), redirect.out());
      assertTrue(redirect.out().contains("Set-Cookie: JSESSIONID="), redirect.out());
    }
  }

  @ParameterizedTest
  @EnumSource
  void itSendsStandardInput(Transport transport) throws Exception {
    Path data = Files.write(folder.resolve("data"), new Bytes(100_000).readAllBytes());
    try (Culvert culvert = start(transport)) {
      Ran digest =
          Ran.of(
              folder,
              Map.of(),
              data,
              List.of(
                  dist.command(), "get", "--socket", culvert.address(), "--data", "-", "/digest"));
      assertEquals(0, digest.status(), digest.err());
      assertTrue(digest.out().contains("{\"length\":100000,"), digest.out());
    }
  }
}
