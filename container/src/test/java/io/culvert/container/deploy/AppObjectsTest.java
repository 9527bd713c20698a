package io.culvert.container.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.culvert.container.datasource.DataSources;
import io.culvert.container.environment.Environment;
import io.culvert.container.environment.Surroundings;
import io.culvert.container.naming.NameSpace;
import io.undertow.servlet.api.InstanceHandle;
import io.undertow.servlet.util.ImmediateInstanceHandle;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.metadata.web.spec.WebMetaData;
import org.junit.jupiter.api.Test;

class AppObjectsTest {
  private final AppObjects objects = new AppObjects(environment().injector());

  private static Environment environment() {
    return new Environment(
        new Surroundings(
            "/",
            "app",
            new WebMetaData(),
            Map.of(),
            AppObjectsTest.class.getClassLoader(),
            new NameSpace("/"),
            List.of(),
            _ -> true,
            DataSources.none(),
            (_, _, _) -> {}));
  }

  @Test
  void objectWithNothingToDoAtItsEndNeedNotBeRemembered() throws Exception {
    InstanceHandle<Plain> handle = objects.createInstanceFactory(Plain.class).createInstance();
    assertInstanceOf(ImmediateInstanceHandle.class, handle);
    assertEquals(List.of("begun"), handle.getInstance().heard);
  }

  @Test
  void lifeBeginsWithTheSuperclassAndEndsWithIt() throws Exception {
    InstanceHandle<Sub> handle = objects.createInstanceFactory(Sub.class).createInstance();
    handle.release();
    assertEquals(List.of("begun", "sub begun", "sub over", "over"), handle.getInstance().heard);
  }

  @Test
  void whatNobodyHasReleasedEndsWithTheApplicationAndEachObjectEndsOnce() throws Exception {
    InstanceHandle<Sub> released = objects.createInstanceFactory(Sub.class).createInstance();
    Sub dropped = objects.createInstanceFactory(Sub.class).createInstance().getInstance();
    released.release();
    objects.end();
    objects.end();
    List<String> whole = List.of("begun", "sub begun", "sub over", "over");
    assertEquals(whole, dropped.heard);
    assertEquals(whole, released.getInstance().heard);
  }

  @Test
  void failureAtTheBeginningIsTold() {
    var e =
        assertThrows(
            InstantiationException.class,
            () -> objects.createInstanceFactory(Broken.class).createInstance());
    assertEquals("no database", e.getCause().getMessage());
  }

  static class Plain {
    final List<String> heard = new ArrayList<>();

    @PostConstruct
    void begin() {
      heard.add("begun");
    }
  }

  static class Base extends Plain {
    @PreDestroy
    void end() {
      heard.add("over");
    }
  }

  static class Sub extends Base {
    @PostConstruct
    void beginSub() {
      heard.add("sub begun");
    }

    @PreDestroy
    void endSub() {
      heard.add("sub over");
    }
  }

  static class Broken {
    @PostConstruct
    void begin() {
      throw new IllegalStateException("no database");
    }
  }
}
