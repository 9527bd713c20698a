package io.culvert.connector.cgi;

import io.culvert.connector.wire.NameValuePairs;

/**
 * Text without line breaks. FastCGI carries any byte in a value; a line break in what should be a
 * header field would let a client write a second one wherever the value is copied to.
 */
final class Line {

  private Line() {}

  /** The value of a pair. */
  static String checked(NameValuePairs pairs, int pair) throws Refusal {
    String value = pairs.value(pair);
    if (value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0) {
      throw Refusal.badRequest("the value of " + Quoted.of(pairs.name(pair)) + " has a line break");
    }
    return value;
  }
}
