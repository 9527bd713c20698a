package io.culvert.container.it;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.function.Executable;

/** What an application keeps to itself (Servlet 6.1 §10.5), in the spellings attackers try. */
final class PrivatePaths {
  static final Set<Integer> REFUSALS = Set.of(400, 403, 404);

  private static final List<String> FILES =
      List.of("WEB-INF/web.xml", "WEB-INF/sample.tld", "META-INF/MANIFEST.MF");

  private PrivatePaths() {}

  /** Asks a server with the sample at its root for all of them. */
  static void assertNoneIsServed(int port) {
    assertAll(
        FILES.stream()
            .flatMap(PrivatePaths::spellings)
            .map(path -> (Executable) () -> assertRefused(port, path)));
  }

  private static void assertRefused(int port, String path) throws Exception {
    String answer = RawHttp.get(port, path);
    assertTrue(REFUSALS.contains(RawHttp.status(answer)), () -> path + ": " + answer);
    assertFalse(answer.contains("<web-app"), () -> path + ": " + answer);
    assertFalse(answer.contains("<taglib"), () -> path + ": " + answer);
    assertFalse(answer.contains("Manifest-Version"), () -> path + ": " + answer);
  }

  private static Stream<String> spellings(String file) {
    int slash = file.indexOf('/');
    String folder = file.substring(0, slash);
    String name = file.substring(slash + 1);
    return Stream.of(
        "/" + file,
        "//" + file,
        "/./" + file,
        "/" + file.toLowerCase(Locale.ROOT),
        "/" + folder,
        "/" + folder + "/",
        "/" + folder + "//" + name,
        "/" + folder + "/./" + name,
        "/" + folder + "%2f" + name,
        "/" + folder + "%5c" + name,
        "/" + folder + "%00/" + name,
        "/" + folder + "./" + name,
        "/" + folder + "%20/" + name,
        "/" + folder + ";x/" + name,
        "/" + folder + ";x=/../" + folder + "/" + name,
        "/;x/" + file,
        "/" + file + ";x",
        "/%2e/" + file,
        "/%2E/" + file,
        "/%2f" + file,
        "/%5c" + file,
        "/%c0%af" + file,
        "/%" + Integer.toHexString(folder.charAt(0)) + file.substring(1),
        "/assets/../" + file,
        "/assets/%2e%2e/" + file,
        "/assets/.%2E/" + file,
        "/assets/..;/" + file,
        "/assets/%2e%2e;x/" + file,
        "/assets/..%2f" + file,
        "/assets/..%5c" + file,
        "/hello.jsp/../" + file,
        "/request/..;/" + file,
        "/%252e/" + file,
        "/assets/%252e%252e/" + file);
  }
}
