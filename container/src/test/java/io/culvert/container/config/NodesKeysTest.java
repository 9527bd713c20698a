package io.culvert.container.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.culvert.container.relay.NodeAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which other nodes there are, and which configurations of them are refused. */
final class NodesKeysTest {
  @TempDir private Path home;

  private ConfigResult load(String nodes, String route, String store) {
    return new ConfigLoader(
            home,
            home,
            Map.of(
                "CULVERT_SESSIONS_NODES", nodes,
                "CULVERT_NODE_ROUTE", route,
                "CULVERT_SESSIONS_STORE", store))
        .load(Source.NONE, Source.NONE);
  }

  private List<String> problems(String nodes, String route, String store) {
    ConfigResult.Bad bad = assertInstanceOf(ConfigResult.Bad.class, load(nodes, route, store));
    return bad.problems().stream().map(ConfigProblem::toString).toList();
  }

  @Test
  void listIsTheSameOnEachNodeWhichLeavesItselfOut() {
    ConfigResult result = load("n1=[::1]:9001,n2=[::1]:9002,n3=unix:/s", "n2", "disk");
    ServerConfig.Nodes nodes = assertInstanceOf(ConfigResult.Ok.class, result).config().nodes();
    assertEquals("n2", nodes.route().name());
    assertEquals(
        List.of(NodeAddress.parse("n1=[::1]:9001"), NodeAddress.parse("n3=unix:/s")),
        nodes.others());
  }

  @Test
  void nodeWithoutARouteCannotBeFound() {
    assertEquals(
        List.of(
            "CULVERT_SESSIONS_NODES: needs node.route, by which other nodes know the sessions of"
                + " this one"),
        problems("n1=[::1]:9001", "off", "heap"));
  }

  @Test
  void nodesThatShareAStoreNeedNoOthers() {
    assertEquals(
        List.of(
            "CULVERT_SESSIONS_NODES: is for nodes with sessions of their own; with sessions.store ="
                + " \"redis\" any node serves any session"),
        problems("n1=[::1]:9001", "n2", "redis"));
  }

  @Test
  void routeCannotLeadToTwoNodes() {
    assertEquals(
        List.of("CULVERT_SESSIONS_NODES: 'n1' is given twice"),
        problems("n1=[::1]:9001,n1=[::1]:9002", "n2", "heap"));
  }
}
