package io.culvert.container.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.connector.undertow.PlayedRoles;
import io.culvert.connector.undertow.ServletHooks;
import io.culvert.container.deploy.Deployment.Failed;
import io.culvert.container.deploy.Deployment.Running;
import io.culvert.container.deploy.Deployment.StageTiming;
import io.culvert.container.deploy.jsp.JspSupport;
import io.undertow.servlet.core.InMemorySessionManagerFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jboss.metadata.web.spec.WebMetaData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeployerTest {
  @TempDir Path folder;

  private final List<String> heard = new ArrayList<>();
  private final List<AppClassLoader> loaders = new ArrayList<>();
  private final AtomicLong millis = new AtomicLong();

  @Test
  void warRunsUntilItIsStopped() throws Exception {
    Running running = assertInstanceOf(Running.class, deployer("none").deploy(spec()));
    try (RunningEngine engine = new RunningEngine(running.handler())) {
      assertEquals("hello", engine.get("/index.txt").body());
    }
    assertEquals("hello", Files.readString(running.app().root().resolve("index.txt")));
    running.app().stop();
    running.app().stop();
    assertEverythingIsGone();
    assertEquals(List.of("started /shop", "stopped /shop"), heard.subList(7, heard.size()));
  }

  @Test
  void newGenerationRunsBesideTheOldOne() throws Exception {
    Deployer deployer = deployer("none");
    Running old = assertInstanceOf(Running.class, deployer.deploy(spec()));
    Running current = assertInstanceOf(Running.class, deployer.deploy(spec()));
    assertNotEquals(old.app().root(), current.app().root());
    old.app().stop();
    try (RunningEngine engine = new RunningEngine(current.handler())) {
      assertEquals("hello", engine.get("/index.txt").body());
    }
    current.app().stop();
    assertEverythingIsGone();
  }

  @Test
  void everyStageIsTimed() {
    Deployment deployment = deployer("none").deploy(spec());
    Duration tick = Duration.ofMillis(1);
    assertEquals(
        Stream.of("unpack", "migrate", "scan", "describe", "assemble", "pages", "start")
            .map(stage -> new StageTiming(stage, tick))
            .toList(),
        deployment.timings());
    assertEquals("finished unpack", heard.getFirst());
  }

  @ParameterizedTest
  @ValueSource(strings = {"migrate", "scan", "describe", "assemble", "pages", "start"})
  void failingStageIsNamedAndEverythingIsClosed(String stage) throws Exception {
    Failed failed = assertInstanceOf(Failed.class, deployer(stage).deploy(spec()));
    assertEquals(stage, failed.stage());
    assertEquals(stage + " is broken", failed.cause().getMessage());
    assertEquals(stage, failed.timings().getLast().stage());
    assertEquals("failed in " + stage, heard.getLast());
    assertEverythingIsGone();
  }

  @Test
  void whatNoStageExpectsIsAFailureToo() throws Exception {
    Failed failed = assertInstanceOf(Failed.class, deployer("describe!").deploy(spec()));
    assertEquals("describe", failed.stage());
    assertTrue(String.valueOf(failed.cause().getMessage()).contains("com/example/Gone"));
    assertEverythingIsGone();
  }

  @Test
  void missingWarIsAFailure() throws Exception {
    DeploymentSpec missing = new DeploymentSpec("", "", folder.resolve("missing.war"));
    Failed failed = assertInstanceOf(Failed.class, deployer("none").deploy(missing));
    assertEquals("unpack", failed.stage());
  }

  private void assertEverythingIsGone() throws IOException {
    try (Stream<Path> left = Files.list(folder.resolve("work"))) {
      assertEquals(List.of(), left.toList());
    }
    for (AppClassLoader loader : loaders) {
      assertNull(loader.getResource("in-jar.txt"), "the loader is closed");
    }
    assertFalse(heard.stream().anyMatch(line -> line.startsWith("cleanup")), heard.toString());
  }

  private DeploymentSpec spec() {
    AppFolder app = new AppFolder(folder.resolve("app")).file("index.txt", "hello");
    app.library("a.jar", new AppFolder(folder.resolve("a")).file("in-jar.txt", "x"));
    return new DeploymentSpec("", "/shop", app.packedAs(folder.resolve("shop.war")));
  }

  /**
   * @param broken the stage that fails; with an exclamation mark by a linkage error
   */
  private Deployer deployer(String broken) {
    Stage<Exploded, Scanned> scan =
        exploded -> {
          AppClassLoader loader = new AppFolder(exploded.root()).loader();
          loaders.add(loader);
          return TestApp.scanned(exploded, loader);
        };
    Stages stages =
        new Stages(
            new Unpack(folder.resolve("work"), UnpackLimits.defaults()),
            stage("migrate", broken, in -> in),
            stage("scan", broken, scan),
            stage("describe", broken, in -> TestApp.described(in, new WebMetaData())),
            stage("assemble", broken, TestApp::assembled),
            stage(
                "pages",
                broken,
                new AddPages(new JspSupport(), LazyPages.keptIn(folder), (_, _) -> {})),
            stage(
                "start",
                broken,
                new Start(
                    new InMemorySessionManagerFactory(), new ServletHooks(PlayedRoles.RESPONDER))));
    return new Deployer(stages, new Ear(), () -> Instant.ofEpochMilli(millis.getAndIncrement()));
  }

  private static <I, O> Stage<I, O> stage(String name, String broken, Stage<I, O> working) {
    return input -> {
      if (broken.equals(name + "!")) {
        throw new NoClassDefFoundError("com/example/Gone");
      }
      if (broken.equals(name)) {
        throw new DeploymentException(name + " is broken");
      }
      return working.run(input);
    };
  }

  private final class Ear implements DeploymentEvents {
    @Override
    public void stageFinished(DeploymentSpec spec, StageTiming timing) {
      heard.add("finished " + timing.stage());
    }

    @Override
    public void started(Running deployment) {
      heard.add("started " + deployment.spec().displayName());
    }

    @Override
    public void failed(Failed deployment) {
      heard.add("failed in " + deployment.stage());
    }

    @Override
    public void stopped(DeploymentSpec spec) {
      heard.add("stopped " + spec.displayName());
    }

    @Override
    public void cleanupFailed(DeploymentSpec spec, String what, Throwable cause) {
      heard.add("cleanup failed: " + what + ": " + cause);
    }
  }
}
