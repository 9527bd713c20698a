package io.culvert.container.descriptor;

import java.util.ArrayList;
import java.util.List;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationValue;
import org.jboss.metadata.javaee.spec.DescriptionGroupMetaData;
import org.jboss.metadata.javaee.spec.DisplayNameImpl;
import org.jboss.metadata.javaee.spec.DisplayNamesImpl;
import org.jboss.metadata.javaee.spec.ParamValueMetaData;
import org.jspecify.annotations.Nullable;

/** The members of one annotation, with the defaults an absent member has. */
record AnnotationValues(AnnotationInstance annotation) {
  String string(String member, String otherwise) {
    AnnotationValue value = annotation.value(member);
    return value == null || value.asString().isEmpty() ? otherwise : value.asString();
  }

  List<String> strings(String member) {
    AnnotationValue value = annotation.value(member);
    return value == null ? List.of() : List.of(value.asStringArray());
  }

  /** The names of enum constants. */
  List<String> constants(String member) {
    AnnotationValue value = annotation.value(member);
    return value == null ? List.of() : List.of(value.asEnumArray());
  }

  String constant(String member, String otherwise) {
    AnnotationValue value = annotation.value(member);
    return value == null ? otherwise : value.asEnum();
  }

  long number(String member, long otherwise) {
    AnnotationValue value = annotation.value(member);
    return value == null ? otherwise : value.asLong();
  }

  boolean isTrue(String member) {
    AnnotationValue value = annotation.value(member);
    return value != null && value.asBoolean();
  }

  @Nullable AnnotationValues nested(String member) {
    AnnotationValue value = annotation.value(member);
    return value == null ? null : new AnnotationValues(value.asNested());
  }

  List<AnnotationValues> nestedAll(String member) {
    List<AnnotationValues> nested = new ArrayList<>();
    AnnotationValue value = annotation.value(member);
    if (value != null) {
      for (AnnotationInstance each : value.asNestedArray()) {
        nested.add(new AnnotationValues(each));
      }
    }
    return nested;
  }

  /** The {@code WebInitParam}s of {@code initParams}; {@code null} when there are none. */
  @Nullable List<ParamValueMetaData> initParams() {
    List<ParamValueMetaData> params = new ArrayList<>();
    for (AnnotationValues each : nestedAll("initParams")) {
      ParamValueMetaData param = new ParamValueMetaData();
      param.setParamName(each.string("name", ""));
      param.setParamValue(each.string("value", ""));
      params.add(param);
    }
    return params.isEmpty() ? null : params;
  }

  /** {@code displayName} in the form that descriptors have it; {@code null} when there is none. */
  @Nullable DescriptionGroupMetaData description() {
    String displayName = string("displayName", "");
    if (displayName.isEmpty()) {
      return null;
    }
    DisplayNameImpl name = new DisplayNameImpl();
    name.setDisplayName(displayName);
    DisplayNamesImpl names = new DisplayNamesImpl();
    names.add(name);
    DescriptionGroupMetaData group = new DescriptionGroupMetaData();
    group.setDisplayNames(names);
    return group;
  }
}
