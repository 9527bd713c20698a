package io.culvert.session;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The attributes of a session on their way through an {@link AttributeCodec}, one by one, so that a
 * bad one doesn't take the others with it.
 *
 * @param attributes those that made it
 * @param dropped the others: name and reason, to be reported
 * @param <T> what the values have become
 */
public record CodedAttributes<T>(Map<String, T> attributes, Map<String, String> dropped) {
  public CodedAttributes {
    attributes = Map.copyOf(attributes);
    dropped = Map.copyOf(dropped);
  }

  /** Encodes every attribute that can be. */
  public static CodedAttributes<byte[]> encode(Map<String, ?> attributes, AttributeCodec codec) {
    return convert(attributes, codec::encode);
  }

  /** Decodes every attribute that can be. */
  public static CodedAttributes<Object> decode(
      Map<String, byte[]> attributes, AttributeCodec codec) {
    return convert(attributes, codec::decode);
  }

  private static <A, B> CodedAttributes<B> convert(
      Map<String, ? extends A> attributes, Function<A, Coded<B>> codec) {
    Map<String, B> done = new HashMap<>();
    Map<String, String> dropped = new HashMap<>();
    attributes.forEach(
        (name, value) -> {
          switch (codec.apply(value)) {
            case Coded.Done<B>(B result) -> done.put(name, result);
            case Coded.Failed<B>(String reason) -> dropped.put(name, reason);
          }
        });
    return new CodedAttributes<>(done, dropped);
  }

  @Override
  public String toString() {
    return "%d attributes, dropped: %s".formatted(attributes.size(), dropped);
  }
}
