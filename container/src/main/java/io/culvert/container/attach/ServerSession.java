package io.culvert.container.attach;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.management.Attribute;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.JMRuntimeException;
import javax.management.MBeanFeatureInfo;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/** A conversation with the beans of one process. */
public final class ServerSession implements AutoCloseable {
  private static final String DOMAIN = "io.culvert";

  private final MBeanServerConnection connection;
  private final Closeable end;

  /**
   * Begins a conversation.
   *
   * @param end ends it
   */
  public ServerSession(MBeanServerConnection connection, Closeable end) {
    this.connection = connection;
    this.end = end;
  }

  /**
   * All beans of a type in the order of their names, with all their attributes.
   *
   * @throws IOException if the process does not answer any more
   */
  public List<Bean> beans(String type) throws IOException {
    List<Bean> beans = new ArrayList<>();
    for (ObjectName name : names(type)) {
      read(name).ifPresent(beans::add);
    }
    return beans;
  }

  /**
   * The bean of a type of which a server has one.
   *
   * @return nothing if it has none
   * @throws IOException if the process does not answer any more
   */
  public Optional<Bean> bean(String type) throws IOException {
    List<ObjectName> names = names(type);
    return names.isEmpty() ? Optional.empty() : read(names.getFirst());
  }

  private List<ObjectName> names(String type) throws IOException {
    try {
      ObjectName pattern = new ObjectName(DOMAIN + ":type=" + type + ",*");
      return connection.queryNames(pattern, null).stream().sorted().toList();
    } catch (JMException e) {
      throw new IllegalArgumentException("'%s' is no type of bean".formatted(type), e);
    }
  }

  /** Nothing if it has gone since its name was told. */
  private Optional<Bean> read(ObjectName name) throws IOException {
    try {
      String[] all =
          Arrays.stream(connection.getMBeanInfo(name).getAttributes())
              .map(MBeanFeatureInfo::getName)
              .toArray(String[]::new);
      SortedMap<String, @Nullable Object> attributes = new TreeMap<>();
      for (Attribute attribute : connection.getAttributes(name, all).asList()) {
        attributes.put(attribute.getName(), attribute.getValue());
      }
      return Optional.of(new Bean(name, attributes));
    } catch (InstanceNotFoundException _) {
      return Optional.empty();
    } catch (JMException e) {
      throw new IOException("bean %s cannot be read: %s".formatted(name, e.getMessage()), e);
    }
  }

  /**
   * Calls an operation, and waits for its end.
   *
   * @param arguments texts, as all operations of Culvert take nothing else
   * @return a value of an open type, or null
   * @throws IOException if the operation failed or is unknown, or if the process does not answer
   *     any more
   */
  public @Nullable Object call(ObjectName bean, String operation, String... arguments)
      throws IOException {
    String[] signature = new String[arguments.length];
    Arrays.fill(signature, String.class.getName());
    try {
      return connection.invoke(bean, operation, arguments, signature);
    } catch (JMException | JMRuntimeException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IOException("%s failed: %s".formatted(operation, cause.getMessage()), e);
    }
  }

  /** Ends the conversation, be the process still there or not. */
  @Override
  public void close() {
    try {
      end.close();
    } catch (IOException _) {
      // it has ended meanwhile, as culvert stop has asked it to: nobody is left to say goodbye to
    }
  }
}
