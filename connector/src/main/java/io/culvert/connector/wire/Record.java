package io.culvert.connector.wire;

import java.nio.ByteBuffer;

/**
 * One record, or one piece of a long one, as it came in (FastCGI Specification 1.0 §3.3).
 *
 * <p>The content of a stream record ({@code PARAMS}, {@code STDIN}, {@code DATA}, {@code STDOUT},
 * {@code STDERR}) is handed on in pieces as the bytes arrive; a piece with no content is the end of
 * that stream. Content buffers are views of the input: a record is good until the reader is asked
 * for the next one.
 */
// the specification's word; java.lang.Record is not used by name in this package
@SuppressWarnings("AvoidCommonTypeNames")
public sealed interface Record {
  /** The next record has not arrived in full. */
  Record INCOMPLETE = new Incomplete();

  /** See {@link #INCOMPLETE}. */
  record Incomplete() implements Record {}

  /** A request begins (§5.1). */
  record BeginRequest(int id, Role role, boolean keepConnection) implements Record {}

  /** The front end no longer wants the answer (§5.4). */
  record AbortRequest(int id) implements Record {}

  /** A piece of the request's parameters (§5.2), or their end. */
  record Params(int id, ByteBuffer content) implements Record {}

  /** A piece of the request's body (§5.3), or its end. */
  record Stdin(int id, ByteBuffer content) implements Record {}

  /** A piece of a Filter's file (§5.3), or its end. */
  record Data(int id, ByteBuffer content) implements Record {}

  /** A question about the server's limits (§4.1); the content is name–value pairs. */
  record GetValues(int id, ByteBuffer content) implements Record {}

  /** A piece of the response (§5.3), or its end; sent to clients. */
  record Stdout(int id, ByteBuffer content) implements Record {}

  /** A piece of an error message (§5.3), or its end; sent to clients. */
  record Stderr(int id, ByteBuffer content) implements Record {}

  /** A request is over (§5.5); sent to clients. */
  record EndRequest(int id, int appStatus, int protocolStatus) implements Record {}

  /** The answer to {@link GetValues} (§4.1); sent to clients. */
  record GetValuesResult(ByteBuffer content) implements Record {}

  /** A record whose type this side does not know (§4.2); its content is skipped. */
  record Unknown(int id, int type) implements Record {}
}
