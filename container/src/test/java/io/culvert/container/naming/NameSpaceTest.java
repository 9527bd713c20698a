package io.culvert.container.naming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Collections;
import java.util.Hashtable;
import java.util.List;
import javax.naming.Binding;
import javax.naming.CompositeName;
import javax.naming.Context;
import javax.naming.NameAlreadyBoundException;
import javax.naming.NameClassPair;
import javax.naming.NameNotFoundException;
import javax.naming.NotContextException;
import javax.naming.OperationNotSupportedException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

@SuppressWarnings({"BanJNDI", "JdkObsolete"}) // how JNDI answers is what is tested
class NameSpaceTest {
  private final NameSpace names = new NameSpace("/shop");
  private final Context root = names.context(new Hashtable<>());

  @BeforeEach
  void bindSome() throws Exception {
    names.bind("java:comp/env/jdbc/shop", Bound.to("a pool"));
    names.bind("java:comp/env/size", Bound.to(7));
    names.bind("java:global/stock", Bound.to("another pool"));
  }

  @Test
  void nameIsFoundAbsoluteRelativeAndAsName() throws Exception {
    assertEquals("a pool", root.lookup("java:comp/env/jdbc/shop"));
    assertEquals("a pool", root.lookup(new CompositeName("java:comp/env/jdbc/shop")));
    Context env = assertInstanceOf(Context.class, root.lookup("java:comp/env"));
    assertEquals("a pool", env.lookup("jdbc/shop"));
    assertEquals("a pool", env.lookup("java:comp/env/jdbc/shop"));
    assertEquals("java:comp/env", env.getNameInNamespace());
    assertEquals("a pool", assertInstanceOf(Context.class, env.lookup("jdbc/")).lookup("shop"));
    assertEquals("another pool", names.initialContext(new Hashtable<>()).lookup("stock"));
  }

  @Test
  void moduleIsTheComponent() throws Exception {
    assertEquals(7, root.lookup("java:module/env/size"));
  }

  @Test
  void missingNameTellsWhatThereIs() {
    var e = assertThrows(NameNotFoundException.class, () -> root.lookup("java:comp/env/jdbc/shpo"));
    assertEquals(
        "java:comp/env/jdbc/shpo: there is no such name; "
            + "java:comp/env/jdbc has java:comp/env/jdbc/shop",
        e.getMessage());
    e = assertThrows(NameNotFoundException.class, () -> root.lookup("java:comp/env/mail/x"));
    assertEquals(
        "java:comp/env/mail/x: there is no such name; "
            + "java:comp/env has java:comp/env/jdbc/shop, java:comp/env/size",
        e.getMessage());
  }

  @Test
  void namesBelowWhatIsNoFolderAreRefused() {
    assertThrows(NotContextException.class, () -> root.lookup("java:comp/env/size/x"));
    assertThrows(NotContextException.class, () -> root.list("java:comp/env/size"));
    assertThrows(NameNotFoundException.class, () -> root.list("java:comp/env/mail"));
  }

  @Test
  void folderListsItsOwnAndTheFoldersInIt() throws Exception {
    names.bind("java:comp/env/jdbc0", Bound.to("sorted between jdbc and jdbc/"));
    List<String> pairs =
        Collections.list(root.list("java:comp/env")).stream().map(NameClassPair::toString).toList();
    assertEquals(
        List.of("jdbc: javax.naming.Context", "jdbc0: java.lang.String", "size: java.lang.Integer"),
        pairs);
    List<String> roots =
        Collections.list(root.listBindings("")).stream().map(Binding::getName).toList();
    assertEquals(List.of("comp", "global"), roots);
    Binding jdbc = root.listBindings("java:comp/env").next();
    assertEquals("a pool", assertInstanceOf(Context.class, jdbc.getObject()).lookup("shop"));
  }

  @Test
  void applicationCannotWrite() {
    List<Executable> attempts =
        List.of(
            () -> root.bind("java:comp/env/x", 1),
            () -> root.rebind("java:comp/env/size", 1),
            () -> root.unbind("java:comp/env/size"),
            () -> root.rename("java:comp/env/size", "java:comp/env/length"),
            () -> root.createSubcontext(new CompositeName("x")),
            () -> root.destroySubcontext("java:comp/env/jdbc"));
    attempts.forEach(attempt -> assertThrows(OperationNotSupportedException.class, attempt));
  }

  @Test
  void takenNamesAreNotTakenAgain() {
    for (String name :
        List.of("java:comp/env/size", "java:comp/env/jdbc", "java:comp/env/size/x", "java:")) {
      assertThrows(NameAlreadyBoundException.class, () -> names.bind(name, Bound.to("x")), name);
    }
  }

  @Test
  void linkLeadsToWhatItNames() throws Exception {
    names.bind("java:app/shop", Bound.link(String.class, names, "java:comp/env/jdbc/shop"));
    assertEquals("a pool", root.lookup("java:app/shop"));
  }

  @Test
  void stoppedApplicationHasNoNames() {
    names.close();
    var e = assertThrows(NameNotFoundException.class, () -> root.lookup("java:comp/env/size"));
    assertEquals("java:comp/env/size: the application /shop has been stopped", e.getMessage());
  }

  @Test
  void contextKeepsAnEnvironmentOfItsOwn() throws Exception {
    Context context = names.context(new Hashtable<>());
    context.addToEnvironment("a", "b");
    assertEquals("b", context.getEnvironment().get("a"));
    assertEquals(0, root.getEnvironment().size());
    assertEquals("b", context.removeFromEnvironment("a"));
    assertEquals("env/size", context.composeName("size", "env"));
  }
}
