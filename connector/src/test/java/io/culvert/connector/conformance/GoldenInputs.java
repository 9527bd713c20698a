package io.culvert.connector.conformance;

import static io.culvert.connector.ScriptedPeer.join;
import static io.culvert.connector.conformance.RawRecord.aligned;
import static io.culvert.connector.conformance.RawRecord.begin;
import static io.culvert.connector.conformance.RawRecord.plain;
import static io.culvert.connector.wire.RecordType.ABORT_REQUEST;
import static io.culvert.connector.wire.RecordType.DATA;
import static io.culvert.connector.wire.RecordType.GET_VALUES;
import static io.culvert.connector.wire.RecordType.PARAMS;
import static io.culvert.connector.wire.RecordType.STDIN;
import static io.culvert.connector.wire.RecordType.UNKNOWN_TYPE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.culvert.connector.wire.EncodedPairs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** The catalogue: how front ends speak, and what the specification allows besides. */
public final class GoldenInputs {
  private static final byte[] NOTHING = {};
  private static final byte[] BODY = "seventeen bytes !".getBytes(ISO_8859_1);
  private static final byte[] MINIMAL =
      EncodedPairs.of(
              "REQUEST_METHOD", "GET",
              "REQUEST_URI", "/",
              "SERVER_PROTOCOL", "HTTP/1.1",
              "HTTP_HOST", "h")
          .bytes();

  private GoldenInputs() {}

  /** All of them, none longer than a few thousand bytes. */
  public static Stream<GoldenInput> all() {
    return Stream.of(
        minimal(),
        nginx(),
        nginxWithEmptyLength(),
        lighttpd(),
        httpd(),
        haproxy(),
        caddy(),
        bodyInPieces(),
        paddedToTheUtmost(),
        reservedBytesInUse(),
        longLengths(),
        parametersByteByByte(),
        multiplexed(),
        managementAmongRequests(),
        recordsOfNoUse());
  }

  /** The smallest request there is, on a connection of its own. */
  public static GoldenInput minimal() {
    return one("minimal", true, whole(1, false, MINIMAL, NOTHING));
  }

  /** Everything in one write, records padded to eight bytes. */
  private static GoldenInput nginx() {
    return one(
        "nginx",
        true,
        join(
            begin(1, false),
            aligned(PARAMS, 1, pairs(FrontEnd.NGINX.params())),
            aligned(PARAMS, 1, NOTHING),
            aligned(STDIN, 1, BODY),
            aligned(STDIN, 1, NOTHING)));
  }

  /** What nginx says of a GET: the length is there, and empty. */
  private static GoldenInput nginxWithEmptyLength() {
    byte[] pairs = join(MINIMAL, EncodedPairs.of("CONTENT_LENGTH", "", "CONTENT_TYPE", "").bytes());
    return one("nginx, kept", false, whole(1, true, pairs, NOTHING));
  }

  private static GoldenInput lighttpd() {
    return one("lighttpd", true, whole(1, false, pairs(FrontEnd.LIGHTTPD.params()), BODY));
  }

  /** One write for each record. */
  private static GoldenInput httpd() {
    return new GoldenInput(
        "httpd",
        List.of(
            begin(1, false),
            plain(PARAMS, 1, pairs(FrontEnd.HTTPD.params())),
            plain(PARAMS, 1, NOTHING),
            plain(STDIN, 1, BODY),
            plain(STDIN, 1, NOTHING)),
        1,
        0,
        true);
  }

  /** Asks for the limits first; ids are odd and grow. */
  private static GoldenInput haproxy() {
    byte[] question = EncodedPairs.of("FCGI_MAX_REQS", "", "FCGI_MPXS_CONNS", "").bytes();
    return new GoldenInput(
        "HAProxy",
        List.of(
            plain(GET_VALUES, 0, question),
            whole(1, true, pairs(FrontEnd.HAPROXY.params()), BODY),
            whole(3, true, MINIMAL, NOTHING)),
        2,
        1,
        false);
  }

  /** Parameters in any order, over several records, and one write for each record. */
  private static GoldenInput caddy() {
    List<String> params = FrontEnd.CADDY.params();
    List<byte[]> pairs = new ArrayList<>();
    for (int i = 0; i < params.size(); i += 2) {
      pairs.add(EncodedPairs.of(params.get(i), params.get(i + 1)).bytes());
    }
    Collections.shuffle(pairs, new Random(4));
    List<byte[]> writes = new ArrayList<>();
    writes.add(begin(1, false));
    for (int i = 0; i < pairs.size(); i += 8) {
      List<byte[]> some = pairs.subList(i, Math.min(pairs.size(), i + 8));
      writes.add(aligned(PARAMS, 1, join(some.toArray(byte[][]::new))));
    }
    writes.add(aligned(PARAMS, 1, NOTHING));
    writes.add(aligned(STDIN, 1, BODY));
    writes.add(aligned(STDIN, 1, NOTHING));
    return new GoldenInput("Caddy", writes, 1, 0, true);
  }

  private static GoldenInput bodyInPieces() {
    byte[] body = "0123456789".repeat(30).getBytes(ISO_8859_1);
    return one(
        "body in pieces",
        false,
        join(
            begin(1, true),
            plain(PARAMS, 1, MINIMAL),
            plain(PARAMS, 1, NOTHING),
            plain(STDIN, 1, Arrays.copyOf(body, 100)),
            plain(STDIN, 1, Arrays.copyOfRange(body, 100, 101)),
            aligned(STDIN, 1, Arrays.copyOfRange(body, 101, 300)),
            plain(STDIN, 1, NOTHING)));
  }

  private static GoldenInput paddedToTheUtmost() {
    return one(
        "padded to the utmost",
        true,
        join(
            begin(1, false),
            new RawRecord(PARAMS, 1, MINIMAL).padded(255).bytes(),
            new RawRecord(PARAMS, 1, NOTHING).padded(255).bytes(),
            new RawRecord(STDIN, 1, BODY).padded(255).bytes(),
            new RawRecord(STDIN, 1, NOTHING).padded(255).bytes()));
  }

  private static GoldenInput reservedBytesInUse() {
    byte[] begin = begin(1, true);
    Arrays.fill(begin, 11, 16, (byte) 0xAA);
    begin[7] = (byte) 0xAA;
    return one(
        "reserved bytes in use",
        false,
        join(
            begin,
            new RawRecord(PARAMS, 1, MINIMAL).reserved(0xAA).bytes(),
            new RawRecord(PARAMS, 1, NOTHING).reserved(0xAA).bytes(),
            new RawRecord(STDIN, 1, NOTHING).reserved(0xAA).bytes()));
  }

  private static GoldenInput longLengths() {
    byte[] pairs =
        join(
            MINIMAL,
            new EncodedPairs()
                .addLong("LNG", "")
                .addLong("HTTP_X_LONG", "y")
                .add("HTTP_X_VALUE", "z".repeat(300))
                .bytes());
    return one("long lengths", false, whole(1, true, pairs, NOTHING));
  }

  /** Cuts lengths, names and values. */
  private static GoldenInput parametersByteByByte() {
    byte[] pairs = join(MINIMAL, new EncodedPairs().addLong("HTTP_X", "yz").bytes());
    List<byte[]> records = new ArrayList<>(List.of(begin(1, true)));
    for (byte b : pairs) {
      records.add(plain(PARAMS, 1, new byte[] {b}));
    }
    records.add(plain(PARAMS, 1, NOTHING));
    records.add(plain(STDIN, 1, NOTHING));
    return one("parameters byte by byte", false, join(records.toArray(byte[][]::new)));
  }

  private static GoldenInput multiplexed() {
    List<byte[]> records = new ArrayList<>();
    int[] ids = {1, 3, 5};
    for (int id : ids) {
      records.add(begin(id, true));
    }
    for (int id : ids) {
      records.add(plain(PARAMS, id, MINIMAL));
    }
    for (int id : ids) {
      records.add(plain(PARAMS, id, NOTHING));
    }
    for (int id : ids) {
      records.add(plain(STDIN, id, Arrays.copyOf(BODY, id * 3)));
      records.add(plain(STDIN, id, NOTHING));
    }
    return new GoldenInput(
        "multiplexed", List.of(join(records.toArray(byte[][]::new))), ids.length, 0, false);
  }

  private static GoldenInput managementAmongRequests() {
    byte[] bytes =
        join(
            plain(GET_VALUES, 0, NOTHING),
            plain(12, 0, BODY),
            begin(1, true),
            plain(255, 0, NOTHING),
            plain(UNKNOWN_TYPE, 0, new byte[8]),
            plain(PARAMS, 1, MINIMAL),
            plain(GET_VALUES, 0, EncodedPairs.of("FCGI_MAX_CONNS", "", "NO_SUCH", "").bytes()),
            plain(99, 1, BODY),
            plain(PARAMS, 1, NOTHING),
            plain(99, 0, BODY),
            plain(STDIN, 1, NOTHING));
    return new GoldenInput("management among requests", List.of(bytes), 1, 5, false);
  }

  /** Nothing of this may happen, and all of it does. */
  private static GoldenInput recordsOfNoUse() {
    return one(
        "records of no use",
        false,
        join(
            plain(STDIN, 1, NOTHING),
            plain(STDIN, 7, BODY),
            plain(PARAMS, 7, MINIMAL),
            plain(ABORT_REQUEST, 7, NOTHING),
            begin(1, true),
            plain(STDIN, 1, NOTHING),
            plain(PARAMS, 1, MINIMAL),
            plain(PARAMS, 1, NOTHING),
            plain(DATA, 1, BODY),
            plain(STDIN, 1, NOTHING),
            plain(STDIN, 1, NOTHING),
            plain(STDIN, 1, BODY),
            plain(DATA, 1, NOTHING)));
  }

  private static GoldenInput one(String name, boolean closes, byte[] bytes) {
    return new GoldenInput(name, List.of(bytes), 1, 0, closes);
  }

  private static byte[] whole(int id, boolean keep, byte[] pairs, byte[] body) {
    return join(
        begin(id, keep),
        plain(PARAMS, id, pairs),
        plain(PARAMS, id, NOTHING),
        body.length == 0 ? NOTHING : plain(STDIN, id, body),
        plain(STDIN, id, NOTHING));
  }

  private static byte[] pairs(List<String> namesAndValues) {
    return EncodedPairs.of(namesAndValues.toArray(String[]::new)).bytes();
  }
}
