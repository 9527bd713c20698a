package io.culvert.container.naming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Hashtable;
import java.util.Properties;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.NoInitialContextException;
import javax.naming.spi.InitialContextFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Asks through JNDI, as applications do. */
@SuppressWarnings({"BanJNDI", "JdkObsolete"}) // how JNDI answers is what is tested
class CallingApplicationTest {
  private final ClassLoader before = Thread.currentThread().getContextClassLoader();

  @AfterEach
  void leaveTheApplication() {
    Thread.currentThread().setContextClassLoader(before);
  }

  private static final class Loader extends ClassLoader implements NameSpaceHolder {
    private final NameSpace names = new NameSpace("/shop");

    Loader() {
      super(Loader.class.getClassLoader());
    }

    @Override
    public NameSpace names() {
      return names;
    }
  }

  private static Loader loader(String size) throws Exception {
    Loader loader = new Loader();
    loader.names().bind("java:comp/env/size", Bound.to(size));
    loader.names().bind("java:global/stock", Bound.to("stock of " + size));
    return loader;
  }

  @Test
  void everyApplicationHasNamesOfItsOwn() throws Exception {
    Thread.currentThread().setContextClassLoader(loader("small"));
    assertEquals("small", new InitialContext().lookup("java:comp/env/size"));
    assertEquals("stock of small", new InitialContext().lookup("stock"));
    Thread.currentThread().setContextClassLoader(loader("large"));
    assertEquals("large", InitialContext.<String>doLookup("java:comp/env/size"));
  }

  @Test
  void loaderBelowTheApplicationsIsTheApplicationToo() throws Exception {
    Thread.currentThread().setContextClassLoader(new ClassLoader(loader("small")) {});
    assertEquals("small", new InitialContext().lookup("java:comp/env/size"));
  }

  @Test
  void withoutApplicationThereAreNoNames() {
    var e =
        assertThrows(
            NoInitialContextException.class,
            () -> new InitialContext().lookup("java:comp/env/size"));
    assertEquals(
        "java: names belong to an application, and none is running on thread "
            + Thread.currentThread().getName(),
        e.getMessage());
  }

  @Test
  void otherFactoriesAreLeftToThoseWhoNameThem() throws Exception {
    Thread.currentThread().setContextClassLoader(loader("small"));
    Properties environment = new Properties();
    environment.put(Context.INITIAL_CONTEXT_FACTORY, Other.class.getName());
    Context context = new InitialContext(environment);
    assertEquals("from elsewhere", context.lookup("x"));
    assertEquals("small", context.lookup("java:comp/env/size"));
  }

  /** A directory that knows one answer. */
  public static final class Other implements InitialContextFactory {
    @Override
    public Context getInitialContext(Hashtable<?, ?> environment) {
      NameSpace names = new NameSpace("other");
      try {
        names.bind("java:global/x", Bound.to("from elsewhere"));
      } catch (javax.naming.NamingException e) {
        throw new IllegalStateException(e);
      }
      return names.initialContext(environment);
    }
  }
}
