package io.culvert.container.it;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** The beans of another process on this machine, read as JConsole reads them. */
record AttachedBeans(JMXConnector connector, MBeanServerConnection beans) implements AutoCloseable {
  @SuppressWarnings("BanJNDI") // the address is the one that a process of the test has just told
  static AttachedBeans of(long pid) throws IOException {
    try {
      VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
      String address = machine.startLocalManagementAgent();
      machine.detach();
      JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(address));
      return new AttachedBeans(connector, connector.getMBeanServerConnection());
    } catch (AttachNotSupportedException e) {
      throw new IOException("cannot attach to " + pid, e);
    }
  }

  /** The bean of this type, of which there must be one. */
  ObjectName only(String type) throws IOException, JMException {
    Set<ObjectName> names =
        beans.queryNames(new ObjectName("io.culvert:type=" + type + ",*"), null);
    if (names.size() != 1) {
      throw new AssertionError(type + " is " + names);
    }
    return names.iterator().next();
  }

  long number(ObjectName bean, String attribute) throws IOException, JMException {
    return ((Number) beans.getAttribute(bean, attribute)).longValue();
  }

  @Override
  public void close() throws IOException {
    connector.close();
  }
}
