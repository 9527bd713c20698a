package io.culvert.container.attach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.util.Map;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.remote.JMXConnectorServer;
import javax.management.remote.JMXConnectorServerFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentAddressTest {
  private record Stranger(String text) implements Serializable {}

  @ParameterizedTest
  @ValueSource(
      strings = {
        "service:jmx:rmi:///jndi/rmi://127.0.0.1:1099/jmxrmi",
        "service:jmx:rmi://127.0.0.1/jndi/ldap://192.0.2.1/cn=x",
        "service:jmx:iiop://127.0.0.1/stub/AAAA",
        "service:jmx:other://127.0.0.1/stub/rO0AB",
        "service:jmx:rmi://127.0.0.1/ior/x",
        "service:jmx:rmi://127.0.0.1",
        "http://127.0.0.1/stub/",
        ""
      })
  void noProcessSendsItsCallerElsewhere(String told) {
    assertTrue(AgentAddress.parse(told).isEmpty());
  }

  @Test
  void theAddressOfARealAgentIsTaken() throws Exception {
    JMXConnectorServer agent =
        JMXConnectorServerFactory.newJMXConnectorServer(
            new JMXServiceURL("service:jmx:rmi://127.0.0.1"),
            Map.of(),
            ManagementFactory.getPlatformMBeanServer());
    agent.start();
    try {
      String told = agent.getAddress().toString();
      assertEquals(told, AgentAddress.parse(told).orElseThrow().url().toString());
    } finally {
      agent.stop();
    }
  }

  @Test
  void whatBeansSendIsRead() throws Exception {
    MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    ObjectName memory = new ObjectName(ManagementFactory.MEMORY_MXBEAN_NAME);
    assertEquals(memory, read(memory));
    Object usage = beans.getAttribute(memory, "HeapMemoryUsage");
    assertEquals(usage, read(usage));
    assertEquals(beans.getMBeanInfo(memory), read(beans.getMBeanInfo(memory)));
    IllegalStateException failure = new IllegalStateException("why");
    assertEquals("why", ((Exception) read(failure)).getMessage());
  }

  @Test
  void objectsOfOtherClassesAreNotMade() {
    assertThrows(InvalidClassException.class, () -> read(new Stranger("x")));
    assertThrows(InvalidClassException.class, () -> read(new Stranger[1]));
  }

  private static Object read(Object object) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      in.setObjectInputFilter(AgentAddress.ANSWERS);
      return in.readObject();
    }
  }
}
