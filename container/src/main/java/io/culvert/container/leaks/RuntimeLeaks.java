package io.culvert.container.leaks;

import java.lang.management.ManagementFactory;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.ResponseCache;
import java.security.Provider;
import java.security.Security;
import java.util.Enumeration;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import javax.management.InstanceNotFoundException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/** What an application has put into places of the Java runtime that outlive it. */
record RuntimeLeaks(Ownership owner) {
  void find(Consumer<String> culprits) {
    shutdownHooks(culprits);
    beans(name -> culprits.accept("the MBean %s is registered".formatted(name)));
    handlers(
        (logger, handler) ->
            culprits.accept(
                "the logger '%s' has the handler %s"
                    .formatted(logger.getName(), handler.getClass().getName())));
    for (Provider provider : Security.getProviders()) {
      singleton("the security provider", provider, culprits);
    }
    singleton("the handler of uncaught exceptions", uncaught(), culprits);
    singleton("the default Authenticator", Authenticator.getDefault(), culprits);
    singleton("the default ProxySelector", ProxySelector.getDefault(), culprits);
    singleton("the default CookieHandler", CookieHandler.getDefault(), culprits);
    singleton("the default ResponseCache", ResponseCache.getDefault(), culprits);
  }

  private static Thread.@Nullable UncaughtExceptionHandler uncaught() {
    return Thread.getDefaultUncaughtExceptionHandler();
  }

  private void singleton(String what, @Nullable Object object, Consumer<String> culprits) {
    if (object != null && owner.covers(object)) {
      culprits.accept("%s is a %s".formatted(what, object.getClass().getName()));
    }
  }

  private void shutdownHooks(Consumer<String> culprits) {
    ThreadLeaks threads = new ThreadLeaks(owner);
    Object hooks = Peek.at("java.lang.ApplicationShutdownHooks", null, "hooks").orElse(Map.of());
    for (Object hook : Set.copyOf(((Map<?, ?>) hooks).keySet())) {
      if (hook instanceof Thread thread) {
        threads
            .reason(thread)
            .ifPresent(
                why ->
                    culprits.accept("the shutdown hook '%s' %s".formatted(thread.getName(), why)));
      }
    }
  }

  /** Names the MBeans of the application's classes. */
  void beans(Consumer<ObjectName> found) {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    for (ObjectName name : server.queryNames(null, null)) {
      try {
        if (owner.covers(server.getClassLoaderFor(name))) {
          found.accept(name);
        }
      } catch (InstanceNotFoundException _) {
        // gone meanwhile
      }
    }
  }

  /** Told of a handler of an application's class. */
  @FunctionalInterface
  interface HandlerFound {
    void at(Logger logger, Handler handler);
  }

  /** Names the log handlers of the application's classes. */
  void handlers(HandlerFound found) {
    Enumeration<String> names = LogManager.getLogManager().getLoggerNames();
    while (names.hasMoreElements()) {
      @Nullable Logger logger = LogManager.getLogManager().getLogger(names.nextElement());
      if (logger != null) {
        for (Handler handler : logger.getHandlers()) {
          if (owner.covers(handler)) {
            found.at(logger, handler);
          }
        }
      }
    }
  }
}
