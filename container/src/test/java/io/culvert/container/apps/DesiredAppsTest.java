package io.culvert.container.apps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.container.deploy.DeploymentSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DesiredAppsTest {
  @TempDir Path webapps;
  @TempDir Path elsewhere;

  @Test
  void namesOfWarsAndFoldersGiveTheContextPaths() throws IOException {
    war("ROOT.war");
    war("shop.war");
    war("a#b.WAR");
    exploded("news");
    Files.writeString(webapps.resolve("README.txt"), "not an application");
    war(".hidden.war");

    DesiredApps apps = desired();

    assertEquals(List.of("/", "/a/b", "/news", "/shop"), addresses(apps));
    assertEquals(List.of(), apps.notes());
  }

  @Test
  void aFolderNamedLikeAHostHoldsTheApplicationsOfThatHost() throws IOException {
    war("Shop.example/ROOT.war");
    war("shop.example:8443/admin.war");
    exploded("other.example/x#y");

    DesiredApps apps = desired();

    assertEquals(
        List.of("other.example/x/y", "shop.example/", "shop.example:8443/admin"), addresses(apps));
  }

  @Test
  void anExplodedWarIsAnApplicationEvenIfItIsNamedLikeAHost() throws IOException {
    exploded("shop.example");

    assertEquals(List.of("/shop.example"), addresses(desired()));
  }

  @Test
  void aWarWinsOverTheFolderBesideItAndTheFolderIsNoted() throws IOException {
    war("shop.war");
    exploded("shop");

    DesiredApps apps = desired();

    assertEquals(List.of(webapps.resolve("shop.war")), wars(apps));
    assertEquals(
        List.of(
            "%s: ignored, as %s is deployed at /shop"
                .formatted(webapps.resolve("shop"), webapps.resolve("shop.war"))),
        apps.notes());
  }

  @Test
  void aConfiguredApplicationWinsOverTheFolder() throws IOException {
    war("shop.war");
    var configured = new DeploymentSpec("", "/shop", Path.of("/srv/other.war"));

    DesiredApps apps = DesiredApps.of(List.of(configured), List.of(webapps));

    assertEquals(List.of(configured), apps.specs());
    assertEquals(1, apps.notes().size());
  }

  @Test
  void anExplodedConfiguredApplicationWinsOverAWarElsewhere() throws IOException {
    war("shop.war");
    Path exploded = Files.createDirectories(elsewhere.resolve("shop"));
    var configured = new DeploymentSpec("", "/shop", exploded);

    assertEquals(
        List.of(configured), DesiredApps.of(List.of(configured), List.of(webapps)).specs());
  }

  @Test
  void namesThatCanNotBeContextPathsAreNoted() throws IOException {
    war("my shop.war");
    war("shop##a b.war");
    Files.createDirectories(webapps.resolve("empty"));
    war("bad host/shop.war");

    DesiredApps apps = desired();

    assertEquals(List.of(), apps.specs());
    assertEquals(4, apps.notes().size(), apps.notes()::toString);
    assertTrue(apps.notes().stream().allMatch(note -> note.contains(": ignored")));
  }

  @Test
  void whatFollowsTwoHashesIsTheVersion() throws IOException {
    war("shop##2.war");
    war("shop##10.war");
    war("ROOT##2026-11.war");

    DesiredApps apps = desired();

    assertEquals(List.of("/##2026-11", "/shop##10", "/shop##2"), addresses(apps));
    assertEquals(
        List.of("", "/shop", "/shop"),
        apps.specs().stream().map(spec -> spec.contextPath()).toList());
    assertEquals(List.of(), apps.notes());
  }

  @Test
  void aMissingFolderIsNotedAndHoldsNothing() {
    DesiredApps apps = DesiredApps.of(List.of(), List.of(webapps.resolve("none")));

    assertEquals(List.of(), apps.specs());
    assertTrue(apps.notes().getFirst().contains("there is no such folder"));
  }

  private DesiredApps desired() {
    return DesiredApps.of(List.of(), List.of(webapps));
  }

  private static List<String> addresses(DesiredApps apps) {
    return apps.specs().stream().map(DeploymentSpec::displayName).sorted().toList();
  }

  private static List<Path> wars(DesiredApps apps) {
    return apps.specs().stream().map(DeploymentSpec::war).toList();
  }

  private void war(String name) throws IOException {
    Path file = webapps.resolve(name);
    Files.createDirectories(file.getParent());
    Files.createFile(file);
  }

  private Path exploded(String name) throws IOException {
    Path folder = webapps.resolve(name);
    Files.createDirectories(folder.resolve("WEB-INF"));
    return folder;
  }
}
