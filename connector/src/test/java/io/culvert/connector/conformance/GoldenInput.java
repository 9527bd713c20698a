package io.culvert.connector.conformance;

import io.culvert.connector.ScriptedPeer;
import java.util.List;

/**
 * Something that a front end may send on a fresh connection.
 *
 * @param name says what is special about it
 * @param writes the bytes as the front end would write them
 * @param requests how often a request will end
 * @param questions how many management records will be answered
 * @param closes whether the server closes the connection at the end
 */
public record GoldenInput(
    String name, List<byte[]> writes, int requests, int questions, boolean closes) {
  public GoldenInput {
    writes = List.copyOf(writes);
  }

  /** All writes in a row. */
  public byte[] bytes() {
    return ScriptedPeer.join(writes.toArray(byte[][]::new));
  }

  @Override
  public String toString() {
    return name;
  }
}
