package io.culvert.container.hosts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.culvert.container.apps.VirtualHost;
import io.undertow.server.HttpHandler;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HostTableTest {
  private static final HttpHandler ANSWERS = _ -> {};

  private final HostTable table =
      new HostTable(
          List.of(
              mount("", ""),
              mount("", "/shop"),
              mount("", "/shop/admin"),
              mount("named.example", "/shop"),
              mount("rooted.example", ""),
              mount("rooted.example:8443", ""),
              mount("rooted.example:8443", "/admin"),
              mount("port.example:80", ""),
              mount("[::1]:8080", "/six")));

  @ParameterizedTest
  @CsvSource({
    // the longest context path, in whole segments
    "'',                  /,                 /",
    "'',                  /shop,             /shop",
    "'',                  /shop/,            /shop",
    "'',                  /shop/cart,        /shop",
    "'',                  /shopping,         /",
    "'',                  /sho,              /",
    "'',                  /Shop/,            /",
    "'',                  /shop/admin,       /shop/admin",
    "'',                  /shop/administer,  /shop",
    "'',                  /shop/admin/x/y/z, /shop/admin",
    "'',                  '',                /",
    "'',                  *,                 /",
    // hosts
    "unknown.example,     /shop/x,           /shop",
    "named.example,       /shop/x,           named.example/shop",
    "NAMED.Example,       /shop/x,           named.example/shop",
    "named.example.,      /shop/x,           named.example/shop",
    "named.example:81,    /shop/x,           named.example/shop",
    "named.example,       /,                 nothing",
    "named.example,       /other,            nothing",
    // ports
    "rooted.example,      /admin,            rooted.example/",
    "rooted.example:8443, /admin/x,          rooted.example:8443/admin",
    "rooted.example:8443, /x,                rooted.example:8443/",
    "rooted.example:84433,/x,                rooted.example/",
    "rooted.example:,     /x,                rooted.example/",
    "rooted.example:8x43, /x,                rooted.example/",
    "rooted.example:99999999999999999, /x,   rooted.example/",
    "port.example,        /,                 port.example:80/",
    "port.example:80,     /,                 port.example:80/",
    "port.example:443,    /,                 nothing",
    "[::1]:8080,          /six/x,            [::1]:8080/six",
    "[::1],               /six/x,            nothing",
  })
  void findsTheApplicationOfHostPortAndPath(String authority, String path, String expected) {
    assertFound(expected, table, authority, path);
  }

  private static void assertFound(String expected, HostTable table, String authority, String path) {
    assertEquals(expected, named(table.find(authority, 80, path)));
  }

  private static String named(Optional<Mount> found) {
    return found
        .map(mount -> mount.host() + (mount.contextPath().isEmpty() ? "/" : mount.contextPath()))
        .orElse("nothing");
  }

  @ParameterizedTest
  @CsvSource({
    "www.shop.example,  /cart, shop.example/cart",
    "WWW.Shop.example., /cart, shop.example/cart",
    "www.shop.example,  /news, nothing",
    "shop.example,      /news, nothing",
    "own.example,       /cart, own.example/",
    "gone.example,      /cart, shop.example/cart",
    "'',                /cart, shop.example/cart",
    "unknown.example,   /cart, shop.example/cart",
    "unknown.example,   /news, /news"
  })
  void hostsAnswerToTheirAliasesAndOneToNamesThatNobodyHas(
      String authority, String path, String expected) {
    HostNames names =
        new HostNames(
            Map.of(
                "www.shop.example", "shop.example",
                "own.example", "shop.example",
                "gone.example", "nobody.example"),
            "shop.example");
    HostTable named =
        new HostTable(
            List.of(mount("", "/news"), mount("shop.example", "/cart"), mount("own.example", "")),
            names);
    assertFound(expected, named, authority, path);
  }

  @Test
  void theHostForNamesThatNobodyHasMayGoByAnAlias() {
    HostNames names = new HostNames(Map.of("shop", "shop.example"), "shop");
    HostTable named = new HostTable(List.of(mount("shop.example", "/cart")), names);
    assertFound("shop.example/cart", named, "unknown.example", "/cart");
  }

  @ParameterizedTest
  @CsvSource({
    "'',                  /shop/x, /shop",
    "'',                  /six,    /",
    "named.example,       /shop/x, named.example/shop",
    "named.example,       /other,  nothing",
    "rooted.example,      /admin,  rooted.example/",
    "rooted.example:8443, /admin,  rooted.example:8443/admin",
    "port.example,        /x,      port.example:80/",
    "unknown.example,     /shop,   nothing",
    "alias.example,       /shop,   nothing",
  })
  void amongTheApplicationsOfOneHostNobodyStandsInForIt(String host, String path, String expected) {
    HostNames names = new HostNames(Map.of("alias.example", "named.example"), "named.example");
    HostTable named = new HostTable(table.mounts(), names);
    assertEquals(expected, named(named.findOn(VirtualHost.parse(host), 80, path)));
  }

  @Test
  void twoApplicationsAtOneAddressAreRefused() {
    var twice = List.of(mount("a.example", "/x"), mount("a.example", "/x"));

    assertThrows(IllegalArgumentException.class, () -> new HostTable(twice));
  }

  @Test
  void everyOneOfManyHostsAndPathsIsFound() {
    List<Mount> many = new ArrayList<>();
    for (int host = 0; host < 50; host++) {
      for (int path = 0; path < 50; path++) {
        many.add(mount("h" + host + ".example", "/p" + path));
      }
    }
    HostTable table = new HostTable(many);

    for (Mount mount : many) {
      assertEquals(
          mount, table.find(mount.host().toString(), 80, mount.contextPath() + "/x").orElseThrow());
    }
  }

  @Test
  void aLookupAllocatesNothing() {
    List<String> paths = IntStream.range(0, 64).mapToObj(i -> "/shop/admin/" + i).toList();
    Runnable lookups =
        () -> {
          for (int i = 0; i < 20_000; i++) {
            table.lookup("ROOTED.example:8443", 80, paths.get(i & 63));
            table.lookup("elsewhere.example", 80, paths.get(i & 63));
          }
        };
    lookups.run();
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();

    lookups.run();

    long perLookup = (threads.getCurrentThreadAllocatedBytes() - before) / 40_000;
    assertEquals(0, perLookup, "bytes per lookup");
  }

  private static Mount mount(String host, String contextPath) {
    return new Mount(VirtualHost.parse(host), contextPath, ANSWERS);
  }
}
