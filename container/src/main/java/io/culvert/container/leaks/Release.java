package io.culvert.container.leaks;

import java.beans.Introspector;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import java.util.logging.Handler;
import java.util.logging.Logger;
import javax.management.InstanceNotFoundException;
import javax.management.JMRuntimeException;
import javax.management.MBeanRegistrationException;
import javax.management.ObjectName;

/**
 * Lets go of what an ended application has left in the Java runtime and cannot be of use to anybody
 * any more: caches, timers, MBeans, log handlers. Threads are left alone, since they may be in the
 * middle of something; so are shutdown hooks, which may be what puts it in order.
 */
public final class Release {
  private final ClassLoader loader;
  private final RuntimeLeaks runtime;
  private final List<String> released = new ArrayList<>();

  /**
   * @param loader the application's
   */
  public Release(ClassLoader loader) {
    this.loader = loader;
    this.runtime = new RuntimeLeaks(new Ownership(loader));
  }

  /** Does it, and says what was left, one sentence each; caches are not worth one. */
  public List<String> run() {
    ResourceBundle.clearCache(loader);
    Introspector.flushCaches();
    new TimerLeaks(new Ownership(loader)).cancel(released::add);
    List<ObjectName> beans = new ArrayList<>();
    runtime.beans(beans::add);
    beans.forEach(this::unregister);
    runtime.handlers(this::remove);
    return List.copyOf(released);
  }

  private void unregister(ObjectName bean) {
    try {
      ManagementFactory.getPlatformMBeanServer().unregisterMBean(bean);
      released.add("the MBean %s was registered".formatted(bean));
    } catch (InstanceNotFoundException _) {
      // gone meanwhile
    } catch (MBeanRegistrationException | JMRuntimeException e) {
      released.add("the MBean %s fails when it is unregistered: %s".formatted(bean, e.getCause()));
    }
  }

  private void remove(Logger logger, Handler handler) {
    logger.removeHandler(handler);
    released.add(
        "the logger '%s' had the handler %s"
            .formatted(logger.getName(), handler.getClass().getName()));
  }
}
