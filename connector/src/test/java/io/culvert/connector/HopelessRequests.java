package io.culvert.connector;

import io.culvert.connector.wire.RecordType;
import io.culvert.connector.wire.Role;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What front ends send that must be refused in any role, before an application sees it. */
public final class HopelessRequests {
  private static final byte[] NOTHING = {};

  private HopelessRequests() {}

  /** By what is wrong with it, all the bytes of a request with id 1. */
  public static Map<String, byte[]> as(Role role) {
    byte[] begin = ScriptedPeer.begin(1, role, true);
    byte[] pairs = ScriptedPeer.pairs(ScriptedPeer.get("/auth/check", Map.of()));
    Map<String, byte[]> requests = new LinkedHashMap<>();
    requests.put(
        "half a pair", ScriptedPeer.join(begin, params(Arrays.copyOf(pairs, pairs.length - 1))));
    requests.put("a pair without its value", ScriptedPeer.join(begin, params(new byte[] {4})));
    requests.put("a pair that ends in the clouds", ScriptedPeer.join(begin, params(endless())));
    requests.put("parameters of 400 KB", ScriptedPeer.join(begin, params(tooLarge())));
    requests.put(
        "a body before its parameters",
        ScriptedPeer.join(begin, ScriptedPeer.record(RecordType.STDIN, 1, new byte[1])));
    requests.put(
        "parameters that are taken back",
        ScriptedPeer.join(
            begin,
            ScriptedPeer.stream(RecordType.PARAMS, 1, pairs),
            ScriptedPeer.record(RecordType.ABORT_REQUEST, 1, NOTHING)));
    return Collections.unmodifiableMap(requests);
  }

  private static byte[] params(byte[] content) {
    return ScriptedPeer.join(
        ScriptedPeer.stream(RecordType.PARAMS, 1, content),
        ScriptedPeer.record(RecordType.PARAMS, 1, NOTHING));
  }

  private static byte[] endless() {
    byte[] lengths = new byte[8];
    Arrays.fill(lengths, (byte) 0xFF);
    return lengths;
  }

  private static byte[] tooLarge() {
    Map<String, String> large = new LinkedHashMap<>();
    for (int i = 0; i < 10; i++) {
      large.put("HTTP_X_" + i, "x".repeat(40_000));
    }
    return ScriptedPeer.pairs(large);
  }
}
