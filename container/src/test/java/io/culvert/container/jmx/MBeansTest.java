package io.culvert.container.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.stream.Collectors;
import javax.management.InstanceNotFoundException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MBeansTest {
  private final MBeanServer server = MBeanServerFactory.newMBeanServer();

  /** Something to register. */
  @Description("Something that has a size.")
  public interface ThingMXBean {
    @Description("Its size.")
    int getSize();

    @Description("Makes it larger.")
    void grow();
  }

  /** Has an argument nobody explains. */
  @Description("Something that takes anything.")
  public interface GreedyMXBean {
    @Description("Takes it.")
    void take(String what);
  }

  /** Has an operation nobody explains. */
  @Description("Something that has a secret.")
  public interface SecretiveMXBean {
    int getSecret();
  }

  private static final class Thing implements ThingMXBean {
    private int size = 1;

    @Override
    public int getSize() {
      return size;
    }

    @Override
    public void grow() {
      size++;
    }
  }

  private Set<String> names() throws Exception {
    return server.queryNames(new ObjectName("io.culvert:*"), null).stream()
        .map(ObjectName::getCanonicalName)
        .collect(Collectors.toSet());
  }

  @Test
  void beansComeAndGoWithTheirServer() throws Exception {
    MBeans beans = new MBeans(server);
    beans.register("Thing", ThingMXBean.class, new Thing());
    assertEquals(Set.of("io.culvert:type=Thing"), names());
    beans.close();
    assertEquals(Set.of(), names());
    beans.close();
  }

  @Test
  void serversInOneProcessDoNotTakeEachOthersNames() throws Exception {
    MBeans first = new MBeans(server);
    MBeans second = new MBeans(server);
    ObjectName ofFirst = first.register("Thing", ThingMXBean.class, new Thing());
    ObjectName ofSecond = second.register("Thing", ThingMXBean.class, new Thing());
    assertEquals("io.culvert:instance=2,type=Thing", ofSecond.getCanonicalName());
    first.close();
    assertEquals(1, server.getAttribute(ofSecond, "Size"));
    assertThrows(InstanceNotFoundException.class, () -> server.getAttribute(ofFirst, "Size"));
    MBeans third = new MBeans(server);
    assertEquals(ofFirst, third.register("Thing", ThingMXBean.class, new Thing()));
    third.close();
    second.close();
    assertEquals(Set.of(), names());
  }

  @Test
  void aBeanThatSomebodyElseTookOffKeepsNoOtherOn() throws Exception {
    MBeans beans = new MBeans(server);
    beans.register("Thing", "a", ThingMXBean.class, new Thing());
    server.unregisterMBean(beans.register("Thing", "b", ThingMXBean.class, new Thing()));
    beans.close();
    assertEquals(Set.of(), names());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unix:/run/a,b=c.sock?mode=0660",
        "[::1]:9000",
        "unix:/*",
        "say \"hi\"",
        "a\nb\\c",
        ""
      })
  void anyTextIsAName(String text) throws Exception {
    try (MBeans beans = new MBeans(server)) {
      ObjectName name = beans.register("Thing", text, ThingMXBean.class, new Thing());
      assertEquals(text, ObjectName.unquote(name.getKeyProperty("name")));
      assertTrue(server.isRegistered(name));
      assertTrue(!name.isPattern(), name.toString());
    }
  }

  @Test
  void aBeanSaysWhatItIs() throws Exception {
    try (MBeans beans = new MBeans(server)) {
      var info = server.getMBeanInfo(beans.register("Thing", ThingMXBean.class, new Thing()));
      assertEquals("Something that has a size.", info.getDescription());
      assertEquals("Its size.", info.getAttributes()[0].getDescription());
      assertEquals("Makes it larger.", info.getOperations()[0].getDescription());
    }
  }

  @Test
  void aBeanCanBeReadAndCalled() throws Exception {
    try (MBeans beans = new MBeans(server)) {
      ObjectName name = beans.register("Thing", ThingMXBean.class, new Thing());
      server.invoke(name, "grow", new Object[0], new String[0]);
      assertEquals(2, server.getAttribute(name, "Size"));
      assertEquals(1, server.getAttributes(name, new String[] {"Size", "None"}).size());
    }
  }

  @Test
  void whatSaysNotWhatItIsIsNotRegistered() {
    try (MBeans beans = new MBeans(server)) {
      SecretiveMXBean bean = () -> 1;
      assertThrows(
          IllegalArgumentException.class,
          () -> beans.register("Secret", SecretiveMXBean.class, bean));
      assertThrows(
          IllegalArgumentException.class,
          () -> beans.register("Greed", GreedyMXBean.class, what -> {}));
      assertEquals(Set.of(), names());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
