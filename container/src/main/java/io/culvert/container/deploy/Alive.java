package io.culvert.container.deploy;

import io.culvert.container.environment.Recipe;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Objects of an application that have something to do at their end, until that has come. Those that
 * the application itself has let go of are forgotten. Any thread.
 */
final class Alive {
  private final Map<Key, Recipe> recipes = new ConcurrentHashMap<>();
  private final ReferenceQueue<Object> gone = new ReferenceQueue<>();

  /** An object by its identity: what the application thinks to be equal does not matter here. */
  private static final class Key extends WeakReference<Object> {
    private final int hash;

    Key(Object object, @Nullable ReferenceQueue<Object> gone) {
      super(object, gone);
      this.hash = System.identityHashCode(object);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return this == other || (other instanceof Key key && key.refersTo(get()));
    }
  }

  void add(Object object, Recipe recipe) {
    for (Reference<?> each = gone.poll(); each != null; each = gone.poll()) {
      recipes.remove(each);
    }
    recipes.put(new Key(object, gone), recipe);
  }

  /** Ends an object, once. */
  void end(Object object) {
    Recipe recipe = recipes.remove(new Key(object, null));
    if (recipe != null) {
      recipe.end(object);
    }
  }

  /** Ends all that have not ended. */
  void endAll() {
    for (Key each : List.copyOf(recipes.keySet())) {
      Object object = each.get();
      if (object != null) {
        end(object);
      }
    }
  }
}
