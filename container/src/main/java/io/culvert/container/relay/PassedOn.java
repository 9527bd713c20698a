package io.culvert.container.relay;

import io.culvert.connector.client.ForwardedRequest;
import io.culvert.connector.connection.FcgiRequest;
import io.culvert.connector.connection.Trust;
import io.culvert.connector.wire.NameValuePairs;
import io.culvert.connector.wire.Role;
import io.culvert.container.session.Route;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What one node tells another of a request. */
final class PassedOn {
  /** Names the node that passes the request on. */
  static final String BY = "RELAYED_BY_NODE";

  private static final byte[] BY_BYTES = BY.getBytes(StandardCharsets.US_ASCII);
  private static final Set<String> OF_USERS = Set.of("REMOTE_USER", "AUTH_TYPE", "REMOTE_PASSWD");
  private static final String OF_TLS = "SSL_";

  private PassedOn() {}

  /** Whether a request can be passed on: it is an ordinary one, and nobody has done so before. */
  static boolean isAllowed(FcgiRequest request) {
    NameValuePairs params = request.params();
    for (int i = 0; i < params.size(); i++) {
      if (params.nameEquals(i, BY_BYTES)) {
        return false;
      }
    }
    return request.role() == Role.RESPONDER;
  }

  /**
   * The request for the other node: its parameters as they came, but for claims that this node does
   * not believe: the other one may believe this one, which is not whom they come from.
   *
   * @param hasBody whether anything may follow
   */
  static ForwardedRequest of(FcgiRequest request, Route own, boolean hasBody) {
    NameValuePairs params = request.params();
    List<Map.Entry<String, String>> passed = new ArrayList<>(params.size() + 1);
    for (int i = 0; i < params.size(); i++) {
      if (isBelieved(params.name(i), request.trust())) {
        passed.add(Map.entry(params.name(i), params.value(i)));
      }
    }
    passed.add(Map.entry(BY, own.name()));
    return new ForwardedRequest(
        passed, hasBody ? Optional.of(new BodyStream(request.body())) : Optional.empty());
  }

  private static boolean isBelieved(String name, Trust trust) {
    return (trust.remoteUser() || !OF_USERS.contains(name))
        && (trust.tls() || !name.startsWith(OF_TLS));
  }
}
