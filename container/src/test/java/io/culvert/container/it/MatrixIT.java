package io.culvert.container.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** What clients do, through every web server, over every transport, as the page says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 600, unit = TimeUnit.SECONDS)
class MatrixIT {
  private static final Path PAGE = DocPage.ROOT.resolve("docs/front-ends/conformance.md");

  private final Outcomes outcomes = new Outcomes();
  private final List<AutoCloseable> running = new ArrayList<>();

  private static List<Scenario> scenarios() {
    return Stream.of(
            PlainScenarios.all(), PathScenarios.all(), BodyScenarios.all(), LeavingScenarios.all())
        .flatMap(List::stream)
        .toList();
  }

  /** The server's fall ends what runs, so it comes last for each transport. */
  @TestFactory
  Stream<DynamicNode> everyScenarioEndsAsThePageSays() {
    return Stream.of(
            Stream.of(Transport.values()).map(this::over),
            Stream.of(dynamicTest("docs/front-ends/conformance.md", this::assertPageIsTrue)))
        .flatMap(nodes -> nodes);
  }

  private DynamicNode over(Transport transport) {
    SharedCulvert server = remembered(new SharedCulvert(transport));
    List<SharedSite> sites =
        Stream.of(Variant.values())
            .map(variant -> remembered(new SharedSite(variant, server)))
            .toList();
    return dynamicContainer(
        "over " + transport, Stream.concat(sites.stream().map(this::all), fall(server, sites)));
  }

  private DynamicNode all(SharedSite site) {
    return dynamicContainer(
        title(site.variant()),
        scenarios().stream().map(scenario -> test(scenario.title(), scenario, site)));
  }

  private Stream<DynamicNode> fall(SharedCulvert server, List<SharedSite> sites) {
    FallScenarios fall = remembered(new FallScenarios());
    return Stream.of(
            Stream.<DynamicNode>of(dynamicTest("the server is killed", () -> fall.kill(sites))),
            fall.broken().stream().map(scenario -> row(scenario, sites)),
            Stream.of(dynamicTest("the server is started again", server::restart)),
            Stream.of(row(fall.back(), sites)))
        .flatMap(nodes -> nodes);
  }

  private DynamicContainer row(Scenario scenario, List<SharedSite> sites) {
    return dynamicContainer(
        scenario.title(), sites.stream().map(site -> test(title(site.variant()), scenario, site)));
  }

  private static String title(Variant variant) {
    return variant.frontEnd().title() + ", " + variant.title();
  }

  private DynamicTest test(String name, Scenario scenario, SharedSite site) {
    return dynamicTest(name, () -> check(scenario, site.variant(), site.get(), outcomes));
  }

  private static void check(Scenario scenario, Variant variant, Door door, Outcomes outcomes)
      throws Exception {
    String outcome = scenario.play().on(door);
    outcomes.add(scenario, variant, outcome);
    assertEquals(scenario.expected(variant), outcome);
  }

  /** {@code -Dculvert.docs.write} rewrites the page. */
  private void assertPageIsTrue() throws IOException {
    assumeTrue(outcomes.areComplete(), "not every scenario was played");
    String page = new ConformancePage(outcomes).render();
    if (System.getProperty("culvert.docs.write") != null) {
      Files.writeString(PAGE, page);
    }
    assertEquals(Files.readString(PAGE), page);
  }

  private <T extends AutoCloseable> T remembered(T one) {
    running.add(one);
    return one;
  }

  @AfterAll
  void stop() throws Exception {
    for (AutoCloseable one : running.reversed()) {
      one.close();
    }
  }
}
