package io.culvert.connector.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.culvert.connector.ScriptedPeer;
import io.culvert.connector.wire.Record;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a server answered on one connection, without regard to how it was cut into records: for each
 * id the content of its streams and its ends; what is about the connection stands under id 0.
 */
final class Transcript {
  private final Map<Integer, String> answers = new TreeMap<>();
  private int ends;
  private int management;

  /** Reads all that the input makes the server say. */
  static Transcript of(ScriptedPeer peer, GoldenInput input) throws IOException {
    Transcript transcript = new Transcript();
    while (transcript.ends < input.requests() || transcript.management < input.questions()) {
      transcript.add(peer.next());
    }
    if (input.closes() && !peer.isClosedByServer()) {
      throw new AssertionError("not closed");
    }
    return transcript;
  }

  private void add(Record record) {
    switch (record) {
      case Record.Stdout(int id, ByteBuffer content) -> say(id, text(content));
      case Record.EndRequest(int id, int appStatus, int protocolStatus) -> {
        say(id, "<end %d %d>".formatted(appStatus, protocolStatus));
        ends++;
      }
      case Record.GetValuesResult(ByteBuffer content) -> {
        byte[] bytes = new byte[content.remaining()];
        content.get(bytes);
        say(0, "<values %s>".formatted(HexFormat.of().formatHex(bytes)));
        management++;
      }
      case Record.Unknown unknown -> {
        say(unknown.id(), "<" + unknown + ">");
        management++;
      }
      default -> throw new AssertionError("not from a server: " + record);
    }
  }

  private void say(int id, String what) {
    answers.merge(id, what, String::concat);
  }

  /** An empty record is the end of a stream, and must not go unseen. */
  private static String text(ByteBuffer content) {
    return content.hasRemaining() ? ISO_8859_1.decode(content).toString() : "<end of stream>";
  }

  /** The content of this id's stream and its end. */
  String of(int id) {
    return answers.getOrDefault(id, "");
  }

  @Override
  public String toString() {
    return answers.toString();
  }
}
