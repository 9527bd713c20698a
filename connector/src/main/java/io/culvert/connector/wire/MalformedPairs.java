package io.culvert.connector.wire;

/**
 * Name-value pairs that cannot be used.
 *
 * @param status the HTTP status that fits: 400 for content that breaks the format, 431 for content
 *     beyond a limit
 * @param miscounted whether lengths do not fit what was sent; else the pairs are as the peer meant
 *     them
 * @param problem what is wrong, for the log; holds nothing that the peer sent
 */
public record MalformedPairs(int status, boolean miscounted, String problem)
    implements DecodedPairs {

  static final int BROKEN = 400;
  static final int TOO_LARGE = 431;
}
