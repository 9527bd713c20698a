package io.culvert.container.jmx;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.InvalidAttributeValueException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanException;
import javax.management.MBeanInfo;
import javax.management.MBeanNotificationInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.ReflectionException;
import javax.management.StandardMBean;
import org.jspecify.annotations.Nullable;

/**
 * An MXBean whose attributes and operations say what they are. The platform's own beans have no way
 * to get their descriptions from the interface; all else they do, this one has them do.
 */
final class DescribedBean implements DynamicMBean {
  private final StandardMBean bean;
  private final MBeanInfo info;

  private DescribedBean(StandardMBean bean, MBeanInfo info) {
    this.bean = bean;
    this.info = info;
  }

  /**
   * @param type an MXBean interface with a {@link Description} on itself and on every method
   * @throws IllegalArgumentException if one is missing
   */
  static <T> DescribedBean of(T bean, Class<T> type) {
    StandardMBean plain = new StandardMBean(bean, type, true);
    return new DescribedBean(plain, described(plain.getMBeanInfo(), type));
  }

  private static MBeanInfo described(MBeanInfo plain, Class<?> type) {
    return new MBeanInfo(
        plain.getClassName(),
        description(type),
        Arrays.stream(plain.getAttributes())
            .map(attribute -> described(attribute, type))
            .toArray(MBeanAttributeInfo[]::new),
        null,
        Arrays.stream(plain.getOperations())
            .map(operation -> described(operation, type))
            .toArray(MBeanOperationInfo[]::new),
        new MBeanNotificationInfo[0],
        plain.getDescriptor());
  }

  private static MBeanAttributeInfo described(MBeanAttributeInfo plain, Class<?> type) {
    return new MBeanAttributeInfo(
        plain.getName(),
        plain.getType(),
        description(method((plain.isIs() ? "is" : "get") + plain.getName(), type)),
        plain.isReadable(),
        plain.isWritable(),
        plain.isIs(),
        plain.getDescriptor());
  }

  private static MBeanOperationInfo described(MBeanOperationInfo plain, Class<?> type) {
    Method method = method(plain.getName(), type);
    return new MBeanOperationInfo(
        plain.getName(),
        description(method),
        described(plain.getSignature(), method),
        plain.getReturnType(),
        MBeanOperationInfo.ACTION,
        plain.getDescriptor());
  }

  private static MBeanParameterInfo[] described(MBeanParameterInfo[] plain, Method method) {
    MBeanParameterInfo[] described = new MBeanParameterInfo[plain.length];
    for (int i = 0; i < plain.length; i++) {
      Argument argument = method.getParameters()[i].getAnnotation(Argument.class);
      if (argument == null) {
        throw new IllegalArgumentException(method + " has an argument without description");
      }
      described[i] =
          new MBeanParameterInfo(
              argument.name(), plain[i].getType(), argument.value(), plain[i].getDescriptor());
    }
    return described;
  }

  private static Method method(String name, Class<?> type) {
    return Arrays.stream(type.getMethods())
        .filter(method -> method.getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(type + " has no method " + name));
  }

  private static String description(AnnotatedElement element) {
    Description description = element.getAnnotation(Description.class);
    if (description == null) {
      throw new IllegalArgumentException(element + " has no description");
    }
    return description.value();
  }

  @Override
  public MBeanInfo getMBeanInfo() {
    return info;
  }

  @Override
  public Object getAttribute(String name)
      throws AttributeNotFoundException, MBeanException, ReflectionException {
    return bean.getAttribute(name);
  }

  @Override
  public AttributeList getAttributes(String[] names) {
    return bean.getAttributes(names);
  }

  @Override
  public void setAttribute(Attribute attribute)
      throws AttributeNotFoundException,
          InvalidAttributeValueException,
          MBeanException,
          ReflectionException {
    bean.setAttribute(attribute);
  }

  @Override
  public AttributeList setAttributes(AttributeList attributes) {
    return bean.setAttributes(attributes);
  }

  @Override
  public @Nullable Object invoke(String name, Object[] arguments, String[] signature)
      throws MBeanException, ReflectionException {
    return bean.invoke(name, arguments, signature);
  }
}
