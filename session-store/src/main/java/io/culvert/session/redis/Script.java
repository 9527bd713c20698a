package io.culvert.session.redis;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/** A Lua script, which Redis knows by its digest once it has seen it. */
final class Script {
  private final byte[] text;
  private final byte[] digest;

  private Script(byte[] text, byte[] digest) {
    this.text = text;
    this.digest = digest;
  }

  static Script of(String... parts) {
    byte[] text = String.join("", parts).getBytes(StandardCharsets.UTF_8);
    try {
      byte[] sha = MessageDigest.getInstance("SHA-1").digest(text);
      return new Script(text, HexFormat.of().formatHex(sha).getBytes(StandardCharsets.US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }

  /**
   * A script with what it works on, ready to be run, now or later.
   *
   * @param keys all in one slot: of the session first, then of its bucket
   */
  record Call(Script script, List<byte[]> keys, List<byte[]> arguments) {
    Call {
      keys = List.copyOf(keys);
      arguments = List.copyOf(arguments);
    }

    /** The key of the session it is about. */
    ByteBuffer session() {
      return ByteBuffer.wrap(keys.getFirst());
    }

    /** A key that all calls about sessions of one bucket have. */
    ByteBuffer bucket() {
      return ByteBuffer.wrap(keys.get(1));
    }

    /** About how many bytes it takes. */
    long size() {
      return 64L + keys.stream().mapToInt(key -> key.length).sum() + sizeOf(arguments);
    }

    private static long sizeOf(List<byte[]> arguments) {
      return arguments.stream().mapToLong(argument -> 32L + argument.length).sum();
    }

    /** What Redis answers: nothing, a number, bytes, or a list of such. */
    Answer run(UnifiedJedis redis) {
      try {
        return new Answer(redis.evalsha(script.digest, keys, arguments));
      } catch (JedisNoScriptException _) {
        return new Answer(redis.eval(script.text, keys, arguments));
      }
    }

    /** Without what sessions hold. */
    @Override
    public String toString() {
      return "call of " + Arrays.hashCode(script.digest);
    }
  }
}
