package io.culvert.container.jmx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

class ServerBeanTest {
  private final MBeanServer server = MBeanServerFactory.newMBeanServer();
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-03-01T10:00:00Z"));
  private final AtomicInteger asked = new AtomicInteger();
  private final ServerBean bean =
      ServerBean.register(
          new MBeans(server),
          new ServerBean.Facts(
              "1.2.3", List.of("127.0.0.1:9000"), List.of(), "/var/work", "in memory"),
          asked::incrementAndGet,
          now::get);

  private Object read(String attribute) throws Exception {
    return server.getAttribute(new ObjectName("io.culvert:type=Server"), attribute);
  }

  @Test
  void itIsThereFromTheStartAndTellsHowFarItIs() throws Exception {
    assertEquals("STARTING", read("State"));
    bean.enter(ServerState.RUNNING);
    assertEquals("RUNNING", read("State"));
    assertEquals("2026-03-01T10:00:00Z", read("StartTime"));
    now.set(Instant.parse("2026-03-01T10:01:00Z"));
    assertEquals(60_000L, read("Uptime"));
    assertEquals(ProcessHandle.current().pid(), read("ProcessId"));
    assertArrayEquals(new String[] {"127.0.0.1:9000"}, (String[]) read("Endpoints"));
  }

  @Test
  void toStopItIsToAskItsProcessToEnd() throws Exception {
    server.invoke(new ObjectName("io.culvert:type=Server"), "stop", new Object[0], new String[0]);
    assertEquals(1, asked.get());
  }

  @Test
  void theManualNamesAllThatItHas() throws Exception {
    var info = server.getMBeanInfo(new ObjectName("io.culvert:type=Server"));
    assertEquals(Manual.documented("Server"), Manual.features(info));
    assertEquals(List.of(), Manual.unexplained(info));
  }
}
