package io.culvert.connector;

import static io.culvert.connector.ServedApplication.NOTHING;
import static io.culvert.connector.ServedApplication.NO_MORE;
import static io.culvert.connector.ServedApplication.answer;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.culvert.connector.transport.Endpoint;
import io.culvert.connector.wire.Record;
import io.culvert.connector.wire.RecordType;
import io.culvert.connector.wire.Role;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class FcgiManagementTest {
  @RegisterExtension private final ServedApplication fcgi = new ServedApplication();

  @Test
  void valuesAreToldWhenTheyAreAskedFor() throws IOException {
    Endpoint endpoint = fcgi.serve((_, response) -> answer(response, ""));
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(
          ScriptedPeer.record(
              RecordType.GET_VALUES,
              0,
              ScriptedPeer.pairs(Map.of("FCGI_MPXS_CONNS", "", "FCGI_NONSENSE", ""))));
      Record.GetValuesResult result = assertInstanceOf(Record.GetValuesResult.class, peer.next());
      byte[] content = new byte[result.content().remaining()];
      result.content().get(content);
      assertArrayEquals(ScriptedPeer.pairs(Map.of("FCGI_MPXS_CONNS", "1")), content);
    }
  }

  @Test
  void otherRolesAreRefusedWithAStatusThatNoFrontEndTakesForConsent() throws IOException {
    Endpoint endpoint = fcgi.serve((_, response) -> answer(response, "never"));
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(ScriptedPeer.begin(1, Role.AUTHORIZER, true));
      ScriptedPeer.Answer authorizer = peer.answer(1);
      assertEquals(403, authorizer.status());
      assertEquals(3, authorizer.protocolStatus());
      peer.send(ScriptedPeer.begin(1, Role.FILTER, true));
      assertEquals(501, peer.answer(1).status());
      peer.send(ScriptedPeer.request(1, true, ScriptedPeer.get("/", NO_MORE), NOTHING));
      assertEquals("never", peer.answer(1).body());
    }
  }
}
