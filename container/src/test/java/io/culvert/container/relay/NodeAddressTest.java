package io.culvert.container.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.culvert.connector.transport.Endpoint;
import io.culvert.container.session.Route;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NodeAddressTest {
  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.1:9000", "[::1]:9000", "unix:/run/culvert=1.socket"})
  void nodeIsARouteAndAnAddress(String address) {
    assertEquals(
        new NodeAddress(new Route("n-1"), Endpoint.parse(address)),
        NodeAddress.parse("n-1=" + address));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "n1", "10.0.0.1:9000", "=10.0.0.1:9000", "n.1=[::1]:1", "n1=fd:0"})
  void anythingElseIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> NodeAddress.parse(text));
  }

  @Test
  void hostThatIsUnknownIsLookedUpWhenItIsNeeded() {
    NodeAddress node = NodeAddress.parse("n1=no-such-host.invalid:9000");
    assertThrows(UnknownHostException.class, node::socket);
  }
}
