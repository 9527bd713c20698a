package io.culvert.container.environment;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * The type of an environment entry (Jakarta EE 11 Platform §5.4): a string, a number, a character,
 * a truth value, a class, or one of an enum.
 *
 * @param type of the values
 */
record EntryType(Class<?> type) {
  private static final Map<Class<?>, Class<?>> BOXED =
      Map.of(
          char.class, Character.class,
          byte.class, Byte.class,
          short.class, Short.class,
          int.class, Integer.class,
          long.class, Long.class,
          boolean.class, Boolean.class,
          float.class, Float.class,
          double.class, Double.class);

  /** The type of the objects that stand for values of a type. */
  static Class<?> boxed(Class<?> type) {
    return BOXED.getOrDefault(type, type);
  }

  /** Empty if there can be no entry of this type. */
  static Optional<EntryType> of(Class<?> wanted) {
    Class<?> type = boxed(wanted);
    boolean isSimple =
        BOXED.containsValue(type) || type == String.class || type == Class.class || type.isEnum();
    return isSimple ? Optional.of(new EntryType(type)) : Optional.empty();
  }

  /**
   * The value that was written.
   *
   * @param loader finds classes
   * @throws IllegalArgumentException if it is none; the message tells what it should be
   */
  Object value(String text, ClassLoader loader) {
    if (type == String.class) {
      return text;
    }
    String word = text.strip();
    try {
      return type.isEnum() ? constant(word) : parsed(word, loader);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'%s' is no %s".formatted(word, type.getName()), e);
    } catch (ClassNotFoundException | LinkageError e) {
      throw new IllegalArgumentException("there is no class '%s'".formatted(word), e);
    }
  }

  private Object parsed(String word, ClassLoader loader) throws ClassNotFoundException {
    return switch (type.getSimpleName()) {
      case "Byte" -> Byte.decode(word);
      case "Short" -> Short.decode(word);
      case "Integer" -> Integer.decode(word);
      case "Long" -> Long.decode(word);
      case "Float" -> Float.valueOf(word);
      case "Double" -> Double.valueOf(word);
      case "Boolean" -> truth(word);
      case "Character" -> character(word);
      default -> Class.forName(word, false, loader);
    };
  }

  private static Boolean truth(String word) {
    if (!word.equalsIgnoreCase("true") && !word.equalsIgnoreCase("false")) {
      throw new IllegalArgumentException("'%s' is neither true nor false".formatted(word));
    }
    return Boolean.valueOf(word);
  }

  private static Character character(String word) {
    if (word.length() != 1) {
      throw new IllegalArgumentException("'%s' is not one character".formatted(word));
    }
    return word.charAt(0);
  }

  private Object constant(String word) {
    Object[] all = type.getEnumConstants();
    for (Object constant : all) {
      if (constant instanceof Enum<?> one && one.name().equals(word)) {
        return constant;
      }
    }
    throw new IllegalArgumentException("'%s' is none of %s".formatted(word, Arrays.toString(all)));
  }
}
