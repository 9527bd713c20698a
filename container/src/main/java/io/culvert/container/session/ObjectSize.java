package io.culvert.container.session;

import java.io.Serializable;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Estimates how many bytes of memory a value takes that an application has put into a session. It
 * follows what would be serialised, because that belongs to the session, and of an application's
 * own collections only the fields: to iterate over them might ask a database. After a thousand
 * objects it stops.
 */
final class ObjectSize {
  private static final int MOST = 1000;
  private static final int HEADER = 16;
  private static final int REFERENCE = 8;

  /** An entry of a collection or a map. */
  private static final int ENTRY = 40;

  private static final ClassValue<List<Field>> FIELDS =
      new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
          return Arrays.stream(type.getDeclaredFields()).filter(ObjectSize::isFollowed).toList();
        }
      };

  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<Object> left = new ArrayDeque<>();
  private long bytes;

  private ObjectSize() {}

  static long of(Object value) {
    ObjectSize size = new ObjectSize();
    size.left.add(value);
    try {
      while (!size.left.isEmpty() && size.seen.size() < MOST) {
        size.count(size.left.removeFirst());
      }
    } catch (RuntimeException | LinkageError _) {
      // the application changes the value at this moment, or a class of it mentions one that is
      // not there: what was counted has to do
    }
    return size.bytes;
  }

  private void count(Object value) {
    if (!seen.add(value)) {
      return;
    }
    bytes += HEADER;
    switch (value) {
      case String text -> bytes += HEADER + REFERENCE + text.length();
      case Number _, Boolean _, Character _, Enum<?> _, Class<?> _ -> bytes += Long.BYTES;
      case Object[] array -> {
        bytes += (long) array.length * REFERENCE;
        addAll(Arrays.asList(array));
      }
      case Collection<?> all when isOfJava(value) -> {
        bytes += (long) all.size() * ENTRY;
        addAll(all);
      }
      case Map<?, ?> map when isOfJava(value) -> {
        bytes += (long) map.size() * ENTRY;
        addAll(map.keySet());
        addAll(map.values());
      }
      default -> countOther(value);
    }
  }

  private static boolean isOfJava(Object value) {
    return value.getClass().getName().startsWith("java.util.");
  }

  private void addAll(Collection<?> values) {
    int room = MOST;
    for (Object value : values) {
      if (room-- == 0) {
        break;
      }
      add(value);
    }
  }

  private void add(@org.jspecify.annotations.Nullable Object value) {
    if (value != null) {
      left.add(value);
    }
  }

  private void countOther(Object value) {
    if (value.getClass().isArray()) {
      bytes += (long) Array.getLength(value) * width(value.getClass().getComponentType());
    } else if (value instanceof Serializable) {
      for (Class<?> c = value.getClass(); c != null; c = c.getSuperclass()) {
        FIELDS.get(c).forEach(field -> follow(field, value));
      }
    }
  }

  private void follow(Field field, Object holder) {
    bytes += width(field.getType());
    if (field.getType().isPrimitive()) {
      return;
    }
    try {
      if (field.trySetAccessible()) {
        add(field.get(holder));
      }
    } catch (IllegalAccessException | InaccessibleObjectException _) {
      // a class that lets nobody look into it counts as it stands
    }
  }

  private static boolean isFollowed(Field field) {
    return !Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers());
  }

  private static int width(Class<?> type) {
    if (type == byte.class || type == boolean.class) {
      return 1;
    }
    if (type == short.class || type == char.class) {
      return 2;
    }
    return type == int.class || type == float.class ? Integer.BYTES : Long.BYTES;
  }
}
