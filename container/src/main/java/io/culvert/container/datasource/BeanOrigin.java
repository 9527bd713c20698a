package io.culvert.container.datasource;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;

/**
 * Connections of a driver that an application brings, as {@code DataSourceDefinition} names it: the
 * class of a {@link DataSource} whose properties are set like those of a bean, or of a {@link
 * Driver}.
 *
 * @param loader has the class
 * @param className the class
 * @param properties what it is told, by the names the specification gives them; {@code url}, {@code
 *     user}, {@code password} and all else
 */
public record BeanOrigin(ClassLoader loader, String className, Map<String, String> properties)
    implements Origin {
  public BeanOrigin {
    properties = Map.copyOf(properties);
  }

  /** What is told may hold a password. */
  @Override
  public String toString() {
    return className;
  }

  @Override
  public DataSource open() throws SQLException {
    try {
      Object made = Class.forName(className, true, loader).getDeclaredConstructor().newInstance();
      return switch (made) {
        case DataSource source -> told(source);
        case Driver driver -> new DriverSource(driver, url(), forDriver());
        default ->
            throw new SQLException(
                "%s is neither a javax.sql.DataSource nor a java.sql.Driver".formatted(className));
      };
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new SQLException("%s cannot be used: %s".formatted(className, e), e);
    }
  }

  private String url() throws SQLException {
    String url = properties.get("url");
    if (url == null) {
      throw new SQLException("%s is a driver and needs a url".formatted(className));
    }
    return url;
  }

  private Properties forDriver() {
    Properties rest = new Properties();
    rest.putAll(properties);
    rest.remove("url");
    return rest;
  }

  private DataSource told(DataSource source) throws SQLException {
    for (Map.Entry<String, String> each : properties.entrySet()) {
      set(source, each.getKey(), each.getValue());
    }
    return source;
  }

  private void set(DataSource source, String property, String value) throws SQLException {
    for (Method method : source.getClass().getMethods()) {
      if (method.getName().equalsIgnoreCase("set" + property) && method.getParameterCount() == 1) {
        Class<?> type = method.getParameterTypes()[0];
        if (type == String.class || type.isPrimitive() || Number.class.isAssignableFrom(type)) {
          set(source, method, type, value);
          return;
        }
      }
    }
    throw new SQLException("%s has no property '%s'".formatted(className, property));
  }

  private void set(DataSource source, Method setter, Class<?> type, String value)
      throws SQLException {
    try {
      setter.setAccessible(true);
      setter.invoke(source, converted(type, value));
    } catch (NumberFormatException e) {
      throw new SQLException(
          "%s.%s: the value is no number".formatted(className, setter.getName()), e);
    } catch (InvocationTargetException e) {
      throw new SQLException("%s.%s: %s".formatted(className, setter.getName(), e.getCause()), e);
    } catch (IllegalAccessException e) {
      throw new SQLException("%s.%s: %s".formatted(className, setter.getName(), e), e);
    }
  }

  private static Object converted(Class<?> type, String value) {
    return switch (type.getName()) {
      case "int", "java.lang.Integer" -> Integer.valueOf(value);
      case "long", "java.lang.Long" -> Long.valueOf(value);
      case "short", "java.lang.Short" -> Short.valueOf(value);
      case "boolean", "java.lang.Boolean" -> Boolean.valueOf(value);
      default -> value;
    };
  }
}
