package io.culvert.container.attach;

import java.io.IOException;
import java.io.ObjectInputFilter;
import java.net.MalformedURLException;
import java.util.Optional;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * Where a process says that its beans answer. Nobody knows that it is a server before it has
 * answered, and to root even a stranger's process may pretend to be one, so it is believed no more
 * than is needed: it can neither send its caller to a directory elsewhere nor have any object made
 * of classes that are not JMX's own.
 *
 * @param url with the stub of the process in it
 */
record AgentAddress(JMXServiceURL url) {
  private static final String PROTOCOL = "rmi";
  private static final String STUB = "/stub/";

  /** The modules of all that JMX sends: values of open types, names, and what may go wrong. */
  static final ObjectInputFilter ANSWERS =
      ObjectInputFilter.Config.createFilter(
          "maxdepth=100;java.base/*;java.rmi/*;java.management/*;java.management.rmi/*;!*");

  /** Reads one; nothing if it is not what Java's own local agent tells. */
  static Optional<AgentAddress> parse(String text) {
    try {
      JMXServiceURL url = new JMXServiceURL(text);
      boolean usual = url.getProtocol().equals(PROTOCOL) && url.getURLPath().startsWith(STUB);
      return usual ? Optional.of(new AgentAddress(url)) : Optional.empty();
    } catch (MalformedURLException _) {
      return Optional.empty();
    }
  }

  @SuppressWarnings("BanJNDI") // a stub is no name to be looked up
  JMXConnector connect() throws IOException {
    filterAnswers();
    return JMXConnectorFactory.connect(url);
  }

  /**
   * A connector has no filter of its own, so it is the process's; the operator's may be another.
   */
  private static synchronized void filterAnswers() {
    if (ObjectInputFilter.Config.getSerialFilter() == null) {
      ObjectInputFilter.Config.setSerialFilter(ANSWERS);
    }
  }
}
