package io.culvert.connector.cgi;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.culvert.connector.wire.EncodedPairs;
import java.util.ArrayList;
import java.util.List;

/** Makes requests for tests: a minimal environment, with changes. */
final class Requests {

  static final List<String> MINIMAL =
      List.of(
          "REQUEST_METHOD", "GET",
          "REQUEST_URI", "/",
          "SERVER_PROTOCOL", "HTTP/1.1",
          "HTTP_HOST", "h");

  private final CgiRequestParser<String> parser =
      new CgiRequestParser<>(new HeaderNames<>(name -> name), 200);

  CgiOutcome<String> parse(EncodedPairs pairs) {
    return parser.parse(pairs.decode());
  }

  /** The minimal request, with further parameters after its own. */
  CgiRequest<String> with(String... namesAndValues) {
    return request(outcomeWith(namesAndValues));
  }

  CgiRejection<String> rejectedWith(String... namesAndValues) {
    return rejection(outcomeWith(namesAndValues));
  }

  /** The minimal request without one of its parameters, and with further ones. */
  CgiOutcome<String> without(String name, String... namesAndValues) {
    List<String> all = new ArrayList<>(MINIMAL);
    int at = all.indexOf(name);
    all.remove(at);
    all.remove(at);
    all.addAll(List.of(namesAndValues));
    return parse(EncodedPairs.of(all.toArray(String[]::new)));
  }

  static CgiRequest<String> request(CgiOutcome<String> outcome) {
    return switch (outcome) {
      case CgiRequest<String> request -> request;
      case CgiRejection<String> rejection -> throw new AssertionError(rejection);
    };
  }

  @SuppressWarnings("unchecked") // a rejection holds no N
  static CgiRejection<String> rejection(CgiOutcome<String> outcome) {
    return assertInstanceOf(CgiRejection.class, outcome);
  }

  /** All fields but Host, as "Name: value". */
  static List<String> fields(CgiRequest<String> request) {
    List<String> fields = new ArrayList<>();
    request.headers().forEach((name, value) -> fields.add(name + ": " + value));
    fields.remove("Host: " + request.host().text());
    return fields;
  }

  private CgiOutcome<String> outcomeWith(String... namesAndValues) {
    List<String> all = new ArrayList<>(MINIMAL);
    all.addAll(List.of(namesAndValues));
    return parse(EncodedPairs.of(all.toArray(String[]::new)));
  }
}
