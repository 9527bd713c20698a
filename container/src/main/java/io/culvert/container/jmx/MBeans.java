package io.culvert.container.jmx;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * The beans of one server, below {@code io.culvert}. Where another server of the same process has
 * taken a name, {@code instance=2} and so on makes it another one. Any thread.
 */
public final class MBeans implements AutoCloseable {
  private static final String DOMAIN = "io.culvert";

  private static final Pattern NEEDS_NO_QUOTES = Pattern.compile("[\\w./-]+");

  private final MBeanServer server;
  private final Deque<ObjectName> names = new ArrayDeque<>();

  /**
   * @param server takes the beans, mostly the platform's
   */
  public MBeans(MBeanServer server) {
    this.server = server;
  }

  /** Registers the only bean of its type. */
  <T> ObjectName register(String type, Class<T> beanType, T bean) {
    return add("type=" + type, DescribedBean.of(bean, beanType));
  }

  /**
   * Registers one of several beans of a type.
   *
   * @param name any text; it is quoted where it needs to be
   */
  <T> ObjectName register(String type, String name, Class<T> beanType, T bean) {
    String properties = "type=" + type + ",name=" + ObjectName.quote(name);
    return add(properties, DescribedBean.of(bean, beanType));
  }

  /**
   * Registers one of several beans that more than a name tells from each other.
   *
   * @param properties as they stand in its name, with every value {@linkplain #value quoted} if it
   *     needs to be
   */
  <T> ObjectName registerAs(String properties, Class<T> beanType, T bean) {
    return add(properties, DescribedBean.of(bean, beanType));
  }

  /** Text as it can stand in the name of a bean: quoted if it needs to be. */
  static String value(String text) {
    return NEEDS_NO_QUOTES.matcher(text).matches() ? text : ObjectName.quote(text);
  }

  /** Takes one off again; does nothing if somebody else did. */
  synchronized void unregister(ObjectName name) {
    names.remove(name);
    try {
      server.unregisterMBean(name);
    } catch (InstanceNotFoundException _) {
      // somebody else took it off
    } catch (JMException e) {
      throw new IllegalStateException("cannot take off " + name, e);
    }
  }

  private synchronized ObjectName add(String properties, DescribedBean bean) {
    try {
      for (int instance = 1; ; instance++) {
        String suffix = instance == 1 ? "" : ",instance=" + instance;
        ObjectName name = new ObjectName(DOMAIN + ":" + properties + suffix);
        if (register(name, bean)) {
          names.push(name);
          return name;
        }
      }
    } catch (JMException e) {
      throw new IllegalStateException("cannot register an MBean with " + properties, e);
    }
  }

  private boolean register(ObjectName name, DescribedBean bean) throws JMException {
    try {
      server.registerMBean(bean, name);
      return true;
    } catch (InstanceAlreadyExistsException _) {
      return false;
    }
  }

  /** Takes all of them off again, the last first. Does nothing the second time. */
  @Override
  public synchronized void close() throws JMException {
    while (!names.isEmpty()) {
      try {
        server.unregisterMBean(names.pop());
      } catch (InstanceNotFoundException _) {
        // somebody else took it off
      }
    }
  }
}
