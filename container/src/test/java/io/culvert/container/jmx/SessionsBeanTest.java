package io.culvert.container.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.container.apps.FakeApplications;
import io.culvert.container.session.FakeSessions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What JMX clients see of an application's sessions, and do to them. */
final class SessionsBeanTest {
  private final MBeanServer server = MBeanServerFactory.newMBeanServer();
  private final MBeans mbeans = new MBeans(server);
  private final FakeApplications applications = new FakeApplications().with("shop.example:/a");
  private final FakeSessions sessions =
      new FakeSessions("shop.example/a##2.1")
          .with("aa01", Map.of("user", 20L, "cart", 100L))
          .with("bb02", Map.of());
  private final ApplicationBeans beans = ApplicationBeans.follow(mbeans, applications, sessions);
  private ObjectName bean = ObjectName.WILDCARD;

  @BeforeEach
  void findTheBean() throws Exception {
    bean = new ObjectName("io.culvert:type=Sessions,host=shop.example,path=/a,version=2.1");
  }

  @AfterEach
  void close() throws Exception {
    beans.close();
    mbeans.close();
  }

  private Object call(String operation, String... arguments) throws Exception {
    String[] signature = new String[arguments.length];
    Arrays.fill(signature, "java.lang.String");
    return server.invoke(bean, operation, arguments, signature);
  }

  private List<Object> listed(String after, String most) throws Exception {
    CompositeData[] page = (CompositeData[]) call("list", after, most);
    return Arrays.stream(page).map(session -> session.get("key")).toList();
  }

  @Test
  void eachApplicationShowsHowItsSessionsFare() throws Exception {
    assertEquals("shop.example:/a##2.1", server.getAttribute(bean, "Name"));
    for (Map.Entry<String, Long> expected :
        Map.ofEntries(
                Map.entry("Live", 2L),
                Map.entry("Max", -1L),
                Map.entry("Bytes", 1000L),
                Map.entry("Created", 11L),
                Map.entry("Promised", 12L),
                Map.entry("Expired", 13L),
                Map.entry("Invalidated", 14L),
                Map.entry("Strayed", 15L),
                Map.entry("Rerouted", 16L),
                Map.entry("Relayed", 17L),
                Map.entry("RelayFailures", 18L),
                Map.entry("FailedOver", 19L),
                Map.entry("Evicted", 4L),
                Map.entry("Refused", 2L),
                Map.entry("NearCacheHits", 21L),
                Map.entry("NearCacheConfirmed", 22L),
                Map.entry("NearCacheMisses", 23L),
                Map.entry("StoreBacklog", 24L))
            .entrySet()) {
      assertEquals(expected.getValue(), server.getAttribute(bean, expected.getKey()));
    }
    TabularData live = (TabularData) server.getAttribute(bean, "LiveByStanding");
    assertEquals(2L, live.get(new Object[] {"AUTHENTICATED"}).get("value"));
    assertEquals(0L, live.get(new Object[] {"NEWCOMER"}).get("value"));
    TabularData evicted = (TabularData) server.getAttribute(bean, "EvictedByStanding");
    assertEquals(3L, evicted.get(new Object[] {"NEWCOMER"}).get("value"));
  }

  @Test
  void eachApplicationShowsHowLongItsStoreTakes() throws Exception {
    assertEquals(true, server.getAttribute(bean, "StoreAway"));
    assertEquals(3500L, latency("StoreLatencyLastMinute", "VISIT").get("p99"));
    assertEquals(7L, latency("StoreLatency", "SAVE").get("count"));
  }

  private CompositeData latency(String attribute, String call) throws Exception {
    TabularData all = (TabularData) server.getAttribute(bean, attribute);
    return (CompositeData) all.get(new Object[] {call}).get("value");
  }

  @Test
  void theBeanGoesWithTheApplication() {
    assertTrue(server.isRegistered(bean));
    applications.forget("shop.example:/a");
    beans.look();
    assertFalse(server.isRegistered(bean));
  }

  @Test
  void sessionsAreListedPageByPage() throws Exception {
    assertEquals(List.of("aa01"), listed("", "1"));
    assertEquals(List.of("bb02"), listed("aa01", "1"));
    assertEquals(List.of(), listed("bb02", "1000"));
    for (String most : List.of("0", "1001", "-1", "", "many", "99999999999")) {
      assertThrows(RuntimeMBeanException.class, () -> listed("", most), most);
    }
  }

  @Test
  void oneSessionIsShownByNamesAndSizes() throws Exception {
    CompositeData session = (CompositeData) call("inspect", "aa01");
    assertEquals("2026-03-01T10:00:05Z", session.get("lastAccessed"));
    assertEquals(120L, session.get("bytes"));
    TabularData attributes = (TabularData) session.get("attributes");
    assertEquals(100L, attributes.get(new Object[] {"cart"}).get("value"));
    RuntimeMBeanException absent =
        assertThrows(RuntimeMBeanException.class, () -> call("inspect", "cc03"));
    assertTrue(absent.getCause().getMessage().contains("'cc03'"), absent.getCause()::getMessage);
  }

  @Test
  void sessionIsEndedOnce() throws Exception {
    assertEquals("DONE", ((CompositeData) call("invalidate", "aa01")).get("result"));
    assertEquals("UNCHANGED", ((CompositeData) call("invalidate", "aa01")).get("result"));
    assertEquals(List.of("bb02"), listed("", "10"));
  }

  @Test
  void whatIsSaidOfAStoreThatIsAwayCanBeReadByAnyClient() {
    sessions.lose();
    for (Executable call :
        List.<Executable>of(
            () -> listed("", "1"),
            () -> call("inspect", "aa01"),
            () -> call("invalidate", "aa01"))) {
      Throwable said = assertThrows(RuntimeMBeanException.class, call).getCause();
      assertEquals("java.lang.IllegalStateException: the store is away", said.toString());
      assertNull(said.getCause());
    }
  }

  @Test
  void theManualNamesAllThatItHas() throws Exception {
    var info = server.getMBeanInfo(bean);
    assertEquals(Manual.documented("Sessions"), Manual.features(info));
    assertEquals(List.of(), Manual.unexplained(info));
  }
}
