package io.culvert.container.apps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.container.deploy.DeploymentSpec;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AppSyntaxTest {
  private static final Path FOLDER = Path.of("/base");

  @ParameterizedTest
  @CsvSource({
    "/:root.war,                          '',                 '',      /base/root.war",
    "/shop:/srv/shop.war,                 '',                 /shop,   /srv/shop.war",
    "/shop/:/srv/shop.war,                '',                 /shop,   /srv/shop.war",
    "/a/b:../up.war,                      '',                 /a/b,    /up.war",
    "Shop.Example:/shop:/srv/x.war,       shop.example,       /shop,   /srv/x.war",
    "shop.example:8443:/:/srv/x.war,      shop.example:8443,  '',      /srv/x.war",
    "[::1]:8080:/v6:/srv/x.war,           [::1]:8080,         /v6,     /srv/x.war",
    "/shop:/srv/odd:name.war,             '',                 /shop,   /srv/odd:name.war",
  })
  void readsHostPathAndWar(String text, String host, String contextPath, Path war) {
    assertEquals(new DeploymentSpec(host, contextPath, war), AppSyntax.parse(text, FOLDER));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "shop.war",
        "/shop",
        "/shop:",
        "host:shop.war",
        "ho st:/shop:x.war",
        "-host:/shop:x.war",
        "host:0:/shop:x.war",
        "host:65536:/shop:x.war",
        "/a//b:x.war",
        "/a/../b:x.war",
        "/a/./b:x.war",
        "/a;b:x.war",
        "/a%2fb:x.war",
        "/a{b:x.war",
        "/$a:x.war",
        "//:x.war",
        "/a:x\0.war",
      })
  void refusesWhatIsNoApplication(String text) {
    var refusal = assertThrows(IllegalArgumentException.class, () -> AppSyntax.parse(text, FOLDER));
    assertTrue(refusal.toString().contains("'"), refusal::toString);
  }
}
