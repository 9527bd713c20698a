package io.culvert.container.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.connector.FcgiServer;
import io.culvert.connector.FcgiServerConfig;
import io.culvert.connector.ScriptedPeer;
import io.culvert.connector.connection.AbortPolicy;
import io.culvert.connector.connection.ConnectionEvents;
import io.culvert.connector.connection.FcgiRequest;
import io.culvert.connector.connection.Limits;
import io.culvert.connector.connection.RefusalCause;
import io.culvert.connector.connection.ResponseStream;
import io.culvert.connector.connection.Timeouts;
import io.culvert.connector.loop.Threads;
import io.culvert.connector.transport.Endpoint;
import io.culvert.connector.transport.PeerFilter;
import io.culvert.connector.wire.PairLimits;
import io.culvert.connector.wire.Role;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.management.MBeanFeatureInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ConnectorBeansTest {
  private static final Path MANUAL = Path.of("..", "docs", "operations.md");
  private static final Pattern ROW =
      Pattern.compile("^\\| `([A-Za-z0-9]+)(\\(\\))?` \\| ([^|]*) \\|.*");

  private final MBeanServer mbeans = MBeanServerFactory.newMBeanServer();
  private final MBeans beans = new MBeans(mbeans);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final CountDownLatch inside = new CountDownLatch(1);
  @TempDir private Path folder;
  private FcgiServer server;
  private Endpoint endpoint;
  private ObjectName connector;
  private ObjectName listener;

  @BeforeEach
  void start() throws Exception {
    endpoint = new Endpoint.Unix(folder.resolve("s"), 0600);
    Limits limits = new Limits(7, 2, 1, 1, PairLimits.DEFAULT, 65_536, 0);
    FcgiServerConfig config =
        new FcgiServerConfig(
            FcgiServerConfig.on(endpoint).addresses(),
            PeerFilter.OPEN,
            limits,
            Timeouts.DEFAULT,
            AbortPolicy.AUTO,
            new Threads(1, 0, 0));
    server = FcgiServer.start(config, this::serve, ConnectionEvents.NONE);
    ConnectorBeans.register(beans, server, config);
    connector = new ObjectName("io.culvert:type=Connector");
    listener =
        new ObjectName("io.culvert:type=Listener,name=" + ObjectName.quote(endpoint.toString()));
  }

  @AfterEach
  void stop() throws Exception {
    goOn.countDown();
    beans.close();
    server.close();
  }

  private void serve(FcgiRequest request, ResponseStream response) throws IOException {
    inside.countDown();
    try {
      goOn.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    response.end(text("Status: 200 OK\r\n\r\n"), text("well"));
  }

  private static ByteBuffer text(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private void perform(int id, ScriptedPeer peer) throws IOException {
    peer.send(ScriptedPeer.request(id, true, ScriptedPeer.get("/", Map.of()), new byte[0]));
  }

  @Test
  void everyAttributeIsReadableWhileTheServerHasMoreToDoThanItMay() throws Exception {
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      perform(1, peer);
      inside.await();
      for (ObjectName name : List.of(connector, listener)) {
        String[] all = names(mbeans.getMBeanInfo(name).getAttributes()).toArray(String[]::new);
        assertEquals(all.length, mbeans.getAttributes(name, all).size());
        assertEquals(1L, mbeans.getAttribute(name, "RequestsRunning"));
        assertEquals(1L, mbeans.getAttribute(name, "ConnectionsOpen"));
      }
      while (!mbeans.getAttribute(connector, "ThreadsHeldUp").equals(1)) {
        Thread.onSpinWait();
      }
      assertEquals(1, mbeans.getAttribute(connector, "ThreadsLoops"));
      perform(2, peer);
      while (!mbeans.getAttribute(connector, "RequestsQueued").equals(1)) {
        Thread.onSpinWait();
      }
      assertEquals(1, mbeans.getAttribute(connector, "RequestsQueuedMax"));
      assertEquals(1, mbeans.getAttribute(connector, "RequestsRunningMax"));
      assertEquals(2, mbeans.getAttribute(connector, "RequestsPerConnectionMax"));
      assertEquals(7, mbeans.getAttribute(connector, "ConnectionsMax"));
      assertEquals(endpoint.toString(), mbeans.getAttribute(listener, "Address"));
    }
  }

  @Test
  void refusalsAreATableByStatus() throws Exception {
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      perform(1, peer);
      inside.await();
      perform(2, peer);
      perform(3, peer);
      assertEquals(503, peer.answer(3).status());
      TabularData table = refused();
      while (table.isEmpty()) { // the answer may be here before it is counted
        table = refused();
      }
      CompositeData row = table.get(new Object[] {503});
      assertTrue((Long) row.get("value") >= 1, table.toString());
    }
  }

  private TabularData refused() throws Exception {
    return (TabularData) mbeans.getAttribute(listener, "RequestsRefusedByStatus");
  }

  @Test
  void refusalsAreATableByCauseThatAddsUp() throws Exception {
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(ScriptedPeer.begin(1, Role.AUTHORIZER, true));
      peer.send(ScriptedPeer.begin(2, Role.FILTER, true));
      peer.answer(1);
      peer.answer(2);
      while (sum(refused()) < 2) { // the answer may be here before it is counted
        Thread.onSpinWait();
      }
      for (ObjectName name : List.of(connector, listener)) {
        TabularData causes = (TabularData) mbeans.getAttribute(name, "RequestsRefusedByCause");
        CompositeData role = causes.get(new Object[] {RefusalCause.ROLE.text()});
        assertEquals(2L, role.get("value"));
        assertEquals(RefusalCause.values().length, causes.size());
        assertEquals(mbeans.getAttribute(name, "RequestsRefused"), sum(causes));
      }
    }
  }

  private static long sum(TabularData table) {
    return table.values().stream()
        .mapToLong(row -> (Long) ((CompositeData) row).get("value"))
        .sum();
  }

  @Test
  void theManualTellsEveryCauseOfARefusalAndWhatToDoAboutIt() throws Exception {
    String manual = Files.readString(MANUAL);
    for (RefusalCause cause : RefusalCause.values()) {
      assertTrue(manual.contains("\n| " + cause.text() + " | "), cause.text());
    }
  }

  @Test
  void latencyBeginsAnewWhenItIsReset() throws Exception {
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      perform(1, peer);
      goOn.countDown();
      peer.answer(1);
      while (!mbeans.getAttribute(listener, "Requests").equals(1L)) { // the last to be counted
        Thread.onSpinWait();
      }
      assertEquals(1L, latency().get("count"));
      assertTrue((Long) latency().get("p50") > 0, latency().toString());
      assertEquals(latency().get("max"), latency().get("p999"));
      mbeans.invoke(listener, "resetLatency", new Object[0], new String[0]);
      assertEquals(0L, latency().get("count"));
      assertEquals(0L, latency().get("max"));
      assertEquals(1L, mbeans.getAttribute(listener, "Requests"));
    }
  }

  private CompositeData latency() throws Exception {
    return (CompositeData) mbeans.getAttribute(listener, "LatencySinceReset");
  }

  @Test
  void theManualNamesEveryAttributeAndOperationAndNoOther() throws Exception {
    MBeanInfo all = mbeans.getMBeanInfo(connector);
    MBeanInfo one = mbeans.getMBeanInfo(listener);
    assertEquals(features(all), documented("Connector"));
    assertEquals(features(one), documented("Listener"));
  }

  private static Set<String> features(MBeanInfo info) {
    Set<String> features = names(info.getAttributes());
    names(info.getOperations()).forEach(name -> features.add(name + "()"));
    return features;
  }

  private static Set<String> names(MBeanFeatureInfo[] features) {
    return Arrays.stream(features)
        .map(MBeanFeatureInfo::getName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The rows of the table whose second column names this bean, or both. */
  private static Set<String> documented(String bean) throws IOException {
    return Files.readAllLines(MANUAL).stream()
        .map(ROW::matcher)
        .filter(row -> row.matches() && (row.group(3).equals("both") || row.group(3).equals(bean)))
        .map(row -> row.group(1) + (row.group(2) == null ? "" : "()"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void everyDescriptionIsASentence() throws Exception {
    for (ObjectName name : List.of(connector, listener)) {
      MBeanInfo info = mbeans.getMBeanInfo(name);
      assertTrue(info.getDescription().endsWith("."), info.getDescription());
      for (MBeanFeatureInfo feature : info.getAttributes()) {
        assertTrue(feature.getDescription().endsWith("."), feature.toString());
      }
    }
  }
}
