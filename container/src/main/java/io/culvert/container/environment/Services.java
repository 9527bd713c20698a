package io.culvert.container.environment;

import io.culvert.container.naming.Bound;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/**
 * What an application with libraries for it has of other specifications: its own bean manager and
 * its own validator, under the names they have everywhere (Jakarta EE 11 Platform §5.16, §5.19).
 * The libraries are asked when somebody looks up, since they start with the application. The lock
 * guards the one validator factory, which is dear to make.
 */
final class Services {
  private static final String CDI = "jakarta.enterprise.inject.spi.CDI";
  private static final String BEAN_MANAGER = "jakarta.enterprise.inject.spi.BeanManager";
  private static final String VALIDATION = "jakarta.validation.Validation";
  private static final String VALIDATOR = "jakarta.validation.Validator";
  private static final String VALIDATOR_FACTORY = "jakarta.validation.ValidatorFactory";

  private static final Map<String, String> NAMES =
      Map.of(
          BEAN_MANAGER, "java:comp/BeanManager",
          VALIDATOR, "java:comp/Validator",
          VALIDATOR_FACTORY, "java:comp/ValidatorFactory");

  private final ClassLoader loader;
  private @Nullable Object validatorFactory;

  /**
   * @param loader the application's
   */
  Services(ClassLoader loader) {
    this.loader = loader;
  }

  /** All that the application has the classes for, by their names. */
  Map<String, Bound> all() {
    Map<String, Bound> found = new TreeMap<>();
    NAMES.forEach((type, name) -> ofType(type).ifPresent(bound -> found.put(name, bound)));
    return found;
  }

  /** What is wanted when a resource of this type is. */
  Optional<Bound> ofType(String type) {
    if (!NAMES.containsKey(type)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Bound(Class.forName(type, false, loader), () -> find(type)));
    } catch (ClassNotFoundException | LinkageError _) {
      return Optional.empty(); // an application without such a library
    }
  }

  private Object find(String type) throws NamingException {
    try {
      return switch (type) {
        case BEAN_MANAGER -> call(CDI, call(CDI, null, "current"), "getBeanManager");
        case VALIDATOR -> call(VALIDATOR_FACTORY, factory(), "getValidator");
        default -> factory();
      };
    } catch (ReflectiveOperationException | LinkageError e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      var failure =
          new NameNotFoundException(
              "the application's own libraries have no %s: %s".formatted(type, cause));
      failure.setRootCause(cause);
      throw failure;
    }
  }

  private synchronized Object factory() throws ReflectiveOperationException {
    Object made = validatorFactory;
    if (made == null) {
      made = call(VALIDATION, null, "buildDefaultValidatorFactory");
      validatorFactory = made;
    }
    return made;
  }

  private Object call(String className, @Nullable Object target, String method)
      throws ReflectiveOperationException {
    return Class.forName(className, true, loader).getMethod(method).invoke(target);
  }
}
