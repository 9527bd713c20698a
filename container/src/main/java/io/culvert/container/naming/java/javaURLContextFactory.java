package io.culvert.container.naming.java;

import io.culvert.container.naming.CallingApplication;
import io.culvert.container.naming.NameSpace;
import java.util.Hashtable;
import javax.naming.Context;
import javax.naming.Name;
import javax.naming.NamingException;
import javax.naming.NoInitialContextException;
import javax.naming.spi.InitialContextFactory;
import javax.naming.spi.ObjectFactory;
import org.jspecify.annotations.Nullable;

/**
 * What {@link javax.naming.InitialContext} asks for names that begin with {@code java:}, and, where
 * nobody has named another factory, for those that begin with no scheme. JNDI makes it by its name,
 * which has to be written like this.
 */
// the ban is on asking JNDI, which may load what others wrote; this answers from memory
@SuppressWarnings({"BanJNDI", "JdkObsolete"}) // and JNDI knows no other map than Hashtable
public final class javaURLContextFactory implements ObjectFactory, InitialContextFactory {
  private final CallingApplication caller = new CallingApplication();

  /** Called by JNDI. */
  public javaURLContextFactory() {}

  /**
   * A context for all names of the scheme, or what one or the first of several names stands for.
   *
   * @param what nothing, one name, or several
   */
  @Override
  public Object getObjectInstance(
      @Nullable Object what,
      @Nullable Name name,
      @Nullable Context relativeTo,
      @Nullable Hashtable<?, ?> environment)
      throws NamingException {
    Context context = names().context(environment == null ? new Hashtable<>() : environment);
    return switch (what) {
      case null -> context;
      case String url -> context.lookup(url);
      case String[] urls when urls.length > 0 -> context.lookup(urls[0]);
      default -> throw new NamingException("'%s' is no name".formatted(what));
    };
  }

  @Override
  public Context getInitialContext(@Nullable Hashtable<?, ?> environment) throws NamingException {
    return names().initialContext(environment == null ? new Hashtable<>() : environment);
  }

  private NameSpace names() throws NamingException {
    return caller
        .names()
        .orElseThrow(
            () ->
                new NoInitialContextException(
                    "java: names belong to an application, and none is running on thread "
                        + Thread.currentThread().getName()));
  }
}
