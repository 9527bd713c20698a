package io.culvert.container.naming;

import java.util.Hashtable;
import java.util.Map;
import javax.naming.Binding;
import javax.naming.CompositeName;
import javax.naming.Context;
import javax.naming.Name;
import javax.naming.NameClassPair;
import javax.naming.NameParser;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.OperationNotSupportedException;
import org.jspecify.annotations.Nullable;

/**
 * A folder of names. Components see theirs but can't change them (Jakarta EE 11 Platform §5.2.1);
 * what they try throws {@link OperationNotSupportedException}, as the specification wants it.
 */
// the ban is on asking JNDI, which may load what others wrote; this answers from memory
@SuppressWarnings({"BanJNDI", "JdkObsolete"}) // and JNDI knows no other map than Hashtable
final class ReadOnlyContext implements Context {
  private final NameSpace names;
  private final NamePath folder;
  private final Hashtable<Object, Object> environment = new Hashtable<>();

  ReadOnlyContext(NameSpace names, NamePath folder, Hashtable<?, ?> environment) {
    this.names = names;
    this.folder = folder;
    this.environment.putAll(environment);
  }

  @Override
  public Object lookup(Name name) throws NamingException {
    return names.lookup(folder.resolve(name), environment);
  }

  @Override
  public Object lookup(String name) throws NamingException {
    return names.lookup(folder.resolve(name), environment);
  }

  @Override
  public Object lookupLink(Name name) throws NamingException {
    return lookup(name);
  }

  @Override
  public Object lookupLink(String name) throws NamingException {
    return lookup(name);
  }

  @Override
  public NamingEnumeration<NameClassPair> list(Name name) throws NamingException {
    return pairs(folder.resolve(name));
  }

  @Override
  public NamingEnumeration<NameClassPair> list(String name) throws NamingException {
    return pairs(folder.resolve(name));
  }

  @Override
  public NamingEnumeration<Binding> listBindings(Name name) throws NamingException {
    return bindings(folder.resolve(name));
  }

  @Override
  public NamingEnumeration<Binding> listBindings(String name) throws NamingException {
    return bindings(folder.resolve(name));
  }

  private NamingEnumeration<NameClassPair> pairs(NamePath path) throws NamingException {
    var found = names.list(path, environment).entrySet().stream();
    return new Listing<>(found.map(ReadOnlyContext::pair).iterator());
  }

  private static Listing.Element<NameClassPair> pair(Map.Entry<String, Bound> entry) {
    return () -> new NameClassPair(entry.getKey(), entry.getValue().type().getName());
  }

  private NamingEnumeration<Binding> bindings(NamePath path) throws NamingException {
    var found = names.list(path, environment).entrySet().stream();
    return new Listing<>(found.map(ReadOnlyContext::binding).iterator());
  }

  private static Listing.Element<Binding> binding(Map.Entry<String, Bound> entry) {
    return () ->
        new Binding(
            entry.getKey(), entry.getValue().type().getName(), entry.getValue().source().find());
  }

  @Override
  public NameParser getNameParser(Name name) {
    return CompositeName::new;
  }

  @Override
  public NameParser getNameParser(String name) {
    return CompositeName::new;
  }

  @Override
  public Name composeName(Name name, Name prefix) throws NamingException {
    return ((Name) prefix.clone()).addAll(name);
  }

  @Override
  public String composeName(String name, String prefix) throws NamingException {
    return composeName(new CompositeName(name), new CompositeName(prefix)).toString();
  }

  @Override
  public @Nullable Object addToEnvironment(String property, Object value) {
    return environment.put(property, value);
  }

  @Override
  public @Nullable Object removeFromEnvironment(String property) {
    return environment.remove(property);
  }

  @Override
  public Hashtable<?, ?> getEnvironment() {
    return new Hashtable<>(environment);
  }

  @Override
  public void close() {
    // the names outlive the contexts they are asked through
  }

  @Override
  public String getNameInNamespace() {
    return folder.toString();
  }

  @Override
  public void bind(Name name, Object object) throws NamingException {
    throw readOnly(folder.resolve(name));
  }

  @Override
  public void bind(String name, Object object) throws NamingException {
    throw readOnly(folder.resolve(name));
  }

  @Override
  public void rebind(Name name, Object object) throws NamingException {
    throw readOnly(folder.resolve(name));
  }

  @Override
  public void rebind(String name, Object object) throws NamingException {
    throw readOnly(folder.resolve(name));
  }

  @Override
  public void unbind(Name name) throws NamingException {
    throw readOnly(folder.resolve(name));
  }

  @Override
  public void unbind(String name) throws NamingException {
    throw readOnly(folder.resolve(name));
  }

  @Override
  public void rename(Name oldName, Name newName) throws NamingException {
    throw readOnly(folder.resolve(oldName));
  }

  @Override
  public void rename(String oldName, String newName) throws NamingException {
    throw readOnly(folder.resolve(oldName));
  }

  @Override
  public Context createSubcontext(Name name) throws NamingException {
    throw readOnly(folder.resolve(name));
  }

  @Override
  public Context createSubcontext(String name) throws NamingException {
    throw readOnly(folder.resolve(name));
  }

  @Override
  public void destroySubcontext(Name name) throws NamingException {
    throw readOnly(folder.resolve(name));
  }

  @Override
  public void destroySubcontext(String name) throws NamingException {
    throw readOnly(folder.resolve(name));
  }

  private static OperationNotSupportedException readOnly(NamePath path) {
    return new OperationNotSupportedException(
        "%s: an application can't change its names; declare them in WEB-INF/web.xml"
            .formatted(path));
  }
}
