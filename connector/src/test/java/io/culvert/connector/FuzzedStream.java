package io.culvert.connector;

import static io.culvert.connector.ServedApplication.NOTHING;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.connector.conformance.GoldenInput;
import io.culvert.connector.conformance.GoldenInputs;
import io.culvert.connector.fuzz.Mutator;
import io.culvert.connector.transport.Endpoint;
import io.culvert.connector.wire.Record;
import io.culvert.connector.wire.RecordType;
import io.culvert.connector.wire.Role;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * One connection of a front end that is mostly sane: several requests, interleaved, aborted, spoilt
 * or cut off by the dice, or a mutation of what real front ends send; and a check of what comes
 * back.
 */
final class FuzzedStream {
  private final Random random;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Map<Integer, Integer> begun = new HashMap<>();
  private boolean sane = true;

  FuzzedStream(Random random) {
    this.random = random;
  }

  void play(Endpoint endpoint) throws IOException {
    byte[] sent = make();
    ScriptedPeer peer = ScriptedPeer.connect(endpoint);
    Thread sender = Thread.ofVirtual().start(() -> send(peer, sent));
    try {
      check(peer);
    } finally {
      peer.close();
      join(sender);
    }
  }

  private byte[] make() {
    byte[] all = random.nextInt(3) == 0 ? nearlyGolden() : requests();
    if (all.length == 0) {
      return all;
    }
    if (random.nextInt(4) == 0) { // spoil a byte
      sane = false;
      all[random.nextInt(all.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return random.nextInt(5) == 0 ? Arrays.copyOf(all, random.nextInt(all.length)) : all;
  }

  /** What real front ends send, mixed and mutated: nobody knows what that begins. */
  private byte[] nearlyGolden() {
    sane = false;
    return new Mutator(random).mutate(golden(), golden());
  }

  private byte[] golden() {
    List<byte[]> all = GoldenInputs.all().map(GoldenInput::bytes).toList();
    return all.get(random.nextInt(all.size()));
  }

  private byte[] requests() {
    int requests = 1 + random.nextInt(8);
    for (int i = 1; i <= requests; i++) {
      request(random.nextInt(12) == 0 ? 1 : i, random.nextInt(6) != 0);
    }
    return bytes.toByteArray();
  }

  private void request(int id, boolean keep) {
    begun.merge(id, 1, Integer::sum);
    byte[] body = new byte[random.nextInt(3) == 0 ? random.nextInt(60_000) : random.nextInt(50)];
    Role role = random.nextInt(15) == 0 ? Role.FILTER : Role.RESPONDER;
    bytes.writeBytes(ScriptedPeer.begin(id, role, keep));
    byte[] pairs = ScriptedPeer.pairs(ScriptedPeer.get("/" + random.nextInt(9), Map.of()));
    for (int at = 0; at < pairs.length; ) {
      int end = Math.min(pairs.length, at + 1 + random.nextInt(pairs.length));
      add(RecordType.PARAMS, id, Arrays.copyOfRange(pairs, at, end));
      at = end;
    }
    add(RecordType.PARAMS, id, NOTHING);
    for (int at = 0; at < body.length; ) {
      int end = Math.min(body.length, at + 1 + random.nextInt(9000));
      add(RecordType.STDIN, id, Arrays.copyOfRange(body, at, end));
      at = end;
      extra(id);
    }
    if (random.nextInt(10) != 0) {
      add(RecordType.STDIN, id, NOTHING);
    }
    extra(id);
  }

  /** Something that a front end may say at any time. */
  private void extra(int id) {
    switch (random.nextInt(25)) {
      case 0 -> add(RecordType.ABORT_REQUEST, id, NOTHING);
      case 1 -> add(RecordType.GET_VALUES, 0, ScriptedPeer.pairs(Map.of("FCGI_MAX_REQS", "")));
      case 2 -> add(200, 0, new byte[random.nextInt(20)]);
      case 3 -> add(RecordType.STDIN, 77, new byte[random.nextInt(3000)]);
      case 4 -> add(RecordType.DATA, id, new byte[random.nextInt(3000)]);
      default -> {}
    }
  }

  private void add(int type, int id, byte[] content) {
    bytes.writeBytes(ScriptedPeer.record(type, id, content));
  }

  private void send(ScriptedPeer peer, byte[] all) {
    Random sizes = new Random(all.length);
    try {
      for (int at = 0; at < all.length; ) {
        int end = Math.min(all.length, at + 1 + sizes.nextInt(sizes.nextInt(4) == 0 ? 30 : 70_000));
        peer.send(Arrays.copyOfRange(all, at, end));
        at = end;
      }
      if (sizes.nextInt(8) == 0) {
        peer.close();
      } else {
        peer.shutdownOutput();
      }
    } catch (IOException _) {
      // the server has closed the connection, as it may
    }
  }

  /** An id is ended no more often than it was begun, and says nothing when it is not active. */
  private void check(ScriptedPeer peer) throws IOException {
    Map<Integer, Integer> ended = new HashMap<>();
    Set<Integer> talking = new HashSet<>();
    try {
      while (true) {
        switch (peer.next()) {
          case Record.Stdout(int id, var content) -> {
            if (content.hasRemaining()) {
              talking.add(id);
            }
          }
          case Record.EndRequest(int id, int _, int _) -> {
            int times = ended.merge(id, 1, Integer::sum);
            assertTrue(!sane || times <= begun.getOrDefault(id, 0), "id ended too often: " + id);
            assertTrue(talking.remove(id), "id ended without a response: " + id);
          }
          case Record.GetValuesResult _, Record.Unknown _ -> {}
          case Record other -> throw new AssertionError("not from a server: " + other);
        }
      }
    } catch (EOFException _) {
      assertFalse(sane && ended.isEmpty() && talking.size() > 1, "cut off without a word");
    } catch (IOException _) {
      // a broken response, or the connection was closed on this side
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
