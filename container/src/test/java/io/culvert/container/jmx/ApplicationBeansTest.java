package io.culvert.container.jmx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.container.apps.FakeApplications;
import io.culvert.container.session.FakeSessions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ApplicationBeansTest {
  private final MBeanServer server = MBeanServerFactory.newMBeanServer();
  private final MBeans mbeans = new MBeans(server);
  private final FakeApplications applications =
      new FakeApplications().with("/").with("shop.example:8443:/a");
  private final ApplicationBeans beans =
      ApplicationBeans.follow(mbeans, applications, new FakeSessions("none"));
  private final ObjectName root = name("type=Application,host=\"\",path=/");
  private final ObjectName deployer = name("type=Deployer");

  private static ObjectName name(String properties) {
    try {
      return new ObjectName("io.culvert:" + properties);
    } catch (MalformedObjectNameException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @AfterEach
  void close() throws Exception {
    beans.close();
    mbeans.close();
    assertEquals(Set.of(), names("*"));
  }

  private Set<String> names(String type) throws Exception {
    return server.queryNames(name("type=" + type + ",*"), null).stream()
        .map(bean -> bean.toString().substring("io.culvert:".length()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private String call(ObjectName bean, String operation, String... arguments) throws Exception {
    String[] signature = new String[arguments.length];
    Arrays.fill(signature, "java.lang.String");
    CompositeData answer = (CompositeData) server.invoke(bean, operation, arguments, signature);
    return answer.get("result") + " " + answer.get("text");
  }

  @Test
  void everyApplicationAndEveryHostHasABean() throws Exception {
    beans.look();
    assertEquals(
        Set.of(
            "type=Application,host=\"\",path=/",
            "type=Application,host=\"shop.example:8443\",path=/a"),
        names("Application"));
    assertEquals(
        Set.of("type=Host,name=\"\"", "type=Host,name=\"shop.example:8443\""), names("Host"));
    assertArrayEquals(
        new String[] {"shop.example:8443:/a"},
        (String[])
            server.getAttribute(name("type=Host,name=\"shop.example:8443\""), "Applications"));
  }

  @Test
  void beansComeAndGoWithTheirApplications() throws Exception {
    beans.look();
    applications.forget("shop.example:8443:/a");
    applications.with("/new");
    beans.look();
    assertEquals(
        Set.of("type=Application,host=\"\",path=/", "type=Application,host=\"\",path=/new"),
        names("Application"));
    assertEquals(Set.of("type=Host,name=\"\""), names("Host"));
  }

  @Test
  void applicationsThatComeByThemselvesAreFollowed() throws Exception {
    applications.with("/by-itself");
    while (!server.isRegistered(name("type=Application,host=\"\",path=/by-itself"))) {
      Thread.onSpinWait();
    }
  }

  @Test
  void anApplicationIsTheSumOfItsVersions() throws Exception {
    beans.look();
    assertEquals("RUNNING", server.getAttribute(root, "State"));
    assertEquals(2000L, server.getAttribute(root, "Requests"));
    assertEquals(14L, server.getAttribute(root, "Errors"));
    assertEquals(4, server.getAttribute(root, "RequestsRunning"));
    assertEquals(10L, server.getAttribute(root, "Sessions"));
    assertEquals("2.1", server.getAttribute(root, "Version"));
    assertEquals("00ff", server.getAttribute(root, "ContentDigest"));
    assertEquals(
        "generation 2 failed at 2026-03-01T10:00:00Z in stage start: a listener threw",
        server.getAttribute(root, "LastFailure"));
    assertEquals(1, server.getAttribute(root, "LeakedGenerations"));
    assertArrayEquals(
        new String[] {"generation 1: thread 'timer' runs on"},
        (String[]) server.getAttribute(root, "Leaks"));
    CompositeData[] stages = (CompositeData[]) server.getAttribute(root, "StageTimings");
    assertEquals("unpack", stages[0].get("stage"));
    assertEquals(12L, stages[0].get("millis"));
  }

  @Test
  void everyVerbSaysWhatItDid() throws Exception {
    beans.look();
    assertEquals("DONE /: generation 4 serves", call(root, "redeploy"));
    assertEquals("DONE /: generation 2 serves again", call(root, "rollback"));
    assertEquals("DONE /: takes no new users", call(root, "drain"));
    assertEquals("DONE /: takes new users", call(root, "resume"));
    assertEquals("DONE /: 3 pages: 1 compiled, 2 compiled before", call(root, "precompile"));
    assertEquals("DONE /: undeployed", call(root, "undeploy"));
    assertEquals("UNCHANGED /: no such application", call(deployer, "undeploy", "/"));
    assertEquals("REFUSED /x: no such application", call(deployer, "drain", "/x"));
    assertEquals(Set.of("type=Host,name=\"shop.example:8443\""), names("Host"));
  }

  @Test
  void aWarIsDeployedWhereItIsSaidOrWhereItsNameSays() throws Exception {
    assertEquals("DONE /shop: version '' serves", call(deployer, "deploy", "/srv/shop.war", ""));
    assertEquals("DONE /a/b: version '3' serves", call(deployer, "deploy", "/srv/a#b##3.war", ""));
    assertEquals(
        "DONE h:/x: version '7' serves", call(deployer, "deploy", "/srv/shop.war", "h:/x##7"));
    assertTrue(server.isRegistered(name("type=Application,host=h,path=/x")));
    assertEquals(
        "REFUSED /b: failed in stage start", call(deployer, "deploy", "/srv/broken.war", "/b"));
    assertTrue(call(deployer, "deploy", "/srv/shop.war", "no-slash").startsWith("REFUSED "));
  }

  @Test
  void theManualNamesAllThatTheyHave() throws Exception {
    beans.look();
    for (var bean :
        List.of(
            Map.entry("Application", root),
            Map.entry("Host", name("type=Host,name=\"\"")),
            Map.entry("Deployer", deployer))) {
      var info = server.getMBeanInfo(bean.getValue());
      assertEquals(Manual.documented(bean.getKey()), Manual.features(info));
      assertEquals(List.of(), Manual.unexplained(info));
    }
  }
}
