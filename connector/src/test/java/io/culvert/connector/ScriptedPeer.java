package io.culvert.connector;

import io.culvert.connector.transport.Endpoint;
import io.culvert.connector.wire.Record;
import io.culvert.connector.wire.RecordReader;
import io.culvert.connector.wire.RecordType;
import io.culvert.connector.wire.RecordWriter;
import io.culvert.connector.wire.Role;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A front end that does as it is told: sends raw records, and hands back what comes, byte for byte.
 */
public final class ScriptedPeer implements AutoCloseable {
  private final SocketChannel channel;
  private final RecordReader reader = new RecordReader();
  private final ByteBuffer in = ByteBuffer.allocate(128 * 1024).flip();
  private final Map<Integer, ByteArrayOutputStream> outputs = new LinkedHashMap<>();

  private ScriptedPeer(SocketChannel channel) {
    this.channel = channel;
  }

  /** Connects, blocking. */
  public static ScriptedPeer connect(Endpoint endpoint) throws IOException {
    SocketAddress address =
        switch (endpoint) {
          case Endpoint.Tcp(String host, int port) -> new InetSocketAddress(host, port);
          case Endpoint.Unix unix -> UnixDomainSocketAddress.of(unix.path());
          case Endpoint.Inherited _ -> throw new IOException("nothing to connect to");
        };
    return new ScriptedPeer(SocketChannel.open(address));
  }

  /** The parameters of a small GET, which {@code more} overrides or extends. */
  public static Map<String, String> get(String uri, Map<String, String> more) {
    Map<String, String> params = new LinkedHashMap<>();
    params.put("REQUEST_METHOD", "GET");
    params.put("REQUEST_URI", uri);
    params.put("SERVER_PROTOCOL", "HTTP/1.1");
    params.put("HTTP_HOST", "h");
    params.putAll(more);
    return params;
  }

  /** {@code BEGIN_REQUEST}. */
  public static byte[] begin(int id, Role role, boolean keep) {
    ByteBuffer out = ByteBuffer.allocate(16);
    RecordWriter.beginRequest(out, id, role, keep);
    return out.array();
  }

  /** Pairs encoded as the content of {@code PARAMS}. */
  public static byte[] pairs(Map<String, String> params) {
    ByteBuffer out = ByteBuffer.allocate(512 * 1024);
    params.forEach((name, value) -> RecordWriter.pair(out, bytes(name), bytes(value)));
    return Arrays.copyOf(out.array(), out.position());
  }

  /** A stream's records, each of at most 65,535 bytes; none for no content. */
  public static byte[] stream(int type, int id, byte[] content) {
    ByteBuffer out = ByteBuffer.allocate(content.length + 8 * (content.length / 65_535 + 1));
    for (int at = 0; at < content.length; at += 65_535) {
      int length = Math.min(65_535, content.length - at);
      RecordWriter.header(out, type, id, length);
      out.put(content, at, length);
    }
    return Arrays.copyOf(out.array(), out.position());
  }

  /** One record of any type, as it is. */
  public static byte[] record(int type, int id, byte[] content) {
    ByteBuffer out = ByteBuffer.allocate(8 + content.length);
    RecordWriter.header(out, type, id, content.length);
    return out.put(content).array();
  }

  /** A request whose body is still to come. */
  public static byte[] head(int id, boolean keep, Map<String, String> params) {
    return head(id, Role.RESPONDER, keep, params);
  }

  /** The same in any role. */
  public static byte[] head(int id, Role role, boolean keep, Map<String, String> params) {
    return join(
        begin(id, role, keep),
        stream(RecordType.PARAMS, id, pairs(params)),
        record(RecordType.PARAMS, id, new byte[0]));
  }

  /** A whole request. */
  public static byte[] request(int id, boolean keep, Map<String, String> params, byte[] body) {
    return join(
        head(id, keep, params),
        stream(RecordType.STDIN, id, body),
        record(RecordType.STDIN, id, new byte[0]));
  }

  /** Byte arrays in a row. */
  public static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  /** Sends bytes as they are. */
  public void send(byte[]... parts) throws IOException {
    ByteBuffer out = ByteBuffer.wrap(join(parts));
    while (out.hasRemaining()) {
      channel.write(out);
    }
  }

  /** The same beside whatever else happens. */
  public CompletableFuture<Void> sending(byte[]... parts) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            send(parts);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        Thread.ofVirtual()::start);
  }

  /** Says that nothing more will be sent. */
  public void shutdownOutput() throws IOException {
    channel.shutdownOutput();
  }

  /**
   * The next record, or piece of one.
   *
   * @throws EOFException if the server has closed the connection
   */
  public Record next() throws IOException {
    while (true) {
      Record record = reader.next(in);
      if (!(record instanceof Record.Incomplete)) {
        return record;
      }
      in.clear();
      int count = channel.read(in);
      in.flip();
      if (count < 0) {
        throw new EOFException("the server closed the connection");
      }
    }
  }

  /** Sees to it that the server has read all that was sent, if no answer is due. */
  public void askAndHear() throws IOException {
    send(record(RecordType.GET_VALUES, 0, new byte[0]));
    if (!(next() instanceof Record.GetValuesResult)) {
      throw new AssertionError("something else was due");
    }
  }

  /** The next bytes as they are, where no record was begun. */
  public byte[] read(int length) throws IOException {
    byte[] bytes = new byte[length];
    ByteBuffer target = ByteBuffer.wrap(bytes);
    while (target.hasRemaining()) {
      if (channel.read(target) < 0) {
        throw new EOFException("the server closed the connection");
      }
    }
    return bytes;
  }

  /** Reads until this request ends; what others send on the way is kept for them. */
  public Answer answer(int id) throws IOException {
    while (true) {
      switch (next()) {
        case Record.Stdout(int of, ByteBuffer content) -> {
          byte[] bytes = new byte[content.remaining()];
          content.get(bytes);
          outputs.computeIfAbsent(of, _ -> new ByteArrayOutputStream()).writeBytes(bytes);
        }
        case Record.EndRequest(int of, int appStatus, int protocolStatus) when of == id -> {
          ByteArrayOutputStream output = outputs.remove(id);
          return new Answer(
              output == null ? "" : output.toString(StandardCharsets.ISO_8859_1),
              appStatus,
              protocolStatus);
        }
        default -> {}
      }
    }
  }

  /**
   * The status with which a request's answer begins; what belongs to others is skipped.
   *
   * @throws AssertionError if the first that comes of it is anything but a status
   */
  public int firstStatus(int id) throws IOException {
    while (true) {
      switch (next()) {
        case Record.Stdout(int of, ByteBuffer content) when of == id -> {
          String start = StandardCharsets.ISO_8859_1.decode(content).toString();
          return new Answer(start, 0, 0).status();
        }
        case Record.EndRequest(int of, int _, int _) when of == id ->
            throw new AssertionError("request " + id + " ended without a status");
        default -> {}
      }
    }
  }

  /** Whether the server has closed the connection, after whatever it still sends. */
  public boolean isClosedByServer() throws IOException {
    try {
      while (true) {
        next();
      }
    } catch (EOFException _) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /**
   * What a request was answered.
   *
   * @param stdout head and body
   */
  public record Answer(String stdout, int appStatus, int protocolStatus) {
    /** The number in the first line, which must be the status. */
    public int status() {
      if (!stdout.startsWith("Status: ")) {
        throw new AssertionError("no Status at the start of: " + stdout);
      }
      return Integer.parseInt(stdout.substring(8, 11));
    }

    /** What follows the head. */
    public String body() {
      return stdout.substring(stdout.indexOf("\r\n\r\n") + 4);
    }
  }
}
