package io.culvert.container.deploy;

import java.util.Collection;
import java.util.function.Consumer;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.DotName;
import org.jboss.jandex.Index;
import org.jboss.metadata.javaee.spec.EnvironmentRefsGroupMetaData;
import org.jboss.metadata.web.spec.ServletMetaData;
import org.jboss.metadata.web.spec.WebMetaData;
import org.jspecify.annotations.Nullable;

/** Names what an application asks for and this server does not have. */
final class Unsupported {
  private static final String[][] ANNOTATIONS = {
    {"jakarta.websocket.server.ServerEndpoint", "WebSocket cannot be carried by FastCGI"},
    {"jakarta.ejb.Stateless", "there are no enterprise beans"},
    {"jakarta.ejb.Stateful", "there are no enterprise beans"},
    {"jakarta.ejb.Singleton", "there are no enterprise beans"},
    {"jakarta.ejb.EJB", "there are no enterprise beans"},
    {"jakarta.annotation.security.RunAs", "there are no enterprise beans to call"},
    {"jakarta.persistence.PersistenceContext", "there is no persistence provider"},
    {"jakarta.persistence.PersistenceUnit", "there is no persistence provider"},
    {"jakarta.xml.ws.WebServiceRef", "there are no web service references"},
  };

  private final Consumer<String> remarks;

  Unsupported(Consumer<String> remarks) {
    this.remarks = remarks;
  }

  void report(Scanned scanned, WebMetaData descriptor) {
    reportAnnotations("WEB-INF/classes", scanned.classes());
    for (LibraryJar jar : scanned.jars()) {
      reportAnnotations("WEB-INF/lib/" + jar.fileName(), jar.index());
    }
    if (descriptor.getMessageDestinations() != null) {
      remark("message-destination", descriptor.getMessageDestinations());
    }
    for (ServletMetaData servlet : Given.all(descriptor.getServlets())) {
      if (servlet.getRunAs() != null) {
        remarks.accept(
            "WEB-INF/web.xml: <run-as> of servlet '%s' has no effect: there are no enterprise beans to call as somebody else"
                .formatted(servlet.getName()));
      }
    }
    EnvironmentRefsGroupMetaData refs = descriptor.getJndiEnvironmentRefsGroup();
    if (refs != null) {
      reportReferences(refs);
    }
  }

  private void reportAnnotations(String place, Index index) {
    for (String[] each : ANNOTATIONS) {
      Collection<AnnotationInstance> found = index.getAnnotations(DotName.createSimple(each[0]));
      if (!found.isEmpty()) {
        remarks.accept(
            "%s: @%s is used in %d places and has no effect: %s"
                .formatted(
                    place, each[0].substring(each[0].lastIndexOf('.') + 1), found.size(), each[1]));
      }
    }
  }

  private void reportReferences(EnvironmentRefsGroupMetaData refs) {
    remark("ejb-ref", refs.getEjbReferences());
    remark("ejb-local-ref", refs.getEjbLocalReferences());
    remark("message-destination-ref", refs.getMessageDestinationReferences());
    remark("persistence-context-ref", refs.getPersistenceContextRefs());
    remark("persistence-unit-ref", refs.getPersistenceUnitRefs());
    remark("service-ref", refs.getServiceReferences());
    remark("mail-session", refs.getMailSessions());
    remark("jms-connection-factory", refs.getJmsConnectionFactories());
    remark("jms-destination", refs.getJmsDestinations());
    remark("connection-factory", refs.getConnectionFactories());
    remark("administered-object", refs.getAdministeredObjects());
    remark("context-service", refs.getContextServices());
    remark("managed-executor", refs.getManagedExecutors());
    remark("managed-scheduled-executor", refs.getManagedScheduledExecutors());
    remark("managed-thread-factory", refs.getManagedThreadFactories());
  }

  private void remark(String element, @Nullable Collection<?> found) {
    if (found != null && !found.isEmpty()) {
      remarks.accept(
          "WEB-INF/web.xml: <%s> is declared %d times and has no effect: the server has nothing of this kind"
              .formatted(element, found.size()));
    }
  }
}
