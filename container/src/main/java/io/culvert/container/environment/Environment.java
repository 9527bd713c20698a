package io.culvert.container.environment;

import io.culvert.container.datasource.DataSources;
import io.culvert.container.datasource.PooledSource;
import io.culvert.container.naming.Bound;
import io.culvert.container.naming.NameSpace;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.naming.InvalidNameException;
import javax.naming.NameAlreadyBoundException;
import org.jboss.metadata.javaee.spec.EnvironmentRefsGroupMetaData;

/**
 * The environment of one generation of an application: fills its names, and knows what its objects
 * are given. Closed when the application has stopped, and with it the data sources it has defined.
 */
public final class Environment implements AutoCloseable {
  private final Surroundings surroundings;
  private final Services services;
  private final References references;
  private final DescribedTargets targets;
  private final Callbacks afterwards;
  private final Callbacks before;
  private final List<PooledSource> own = new CopyOnWriteArrayList<>();

  /** Reads nothing yet: see {@link #fill}. */
  public Environment(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.services = new Services(surroundings.loader());
    this.references = new References(surroundings, services);
    this.targets = new DescribedTargets(surroundings.loader());
    this.afterwards = new Callbacks(PostConstruct.class, surroundings.counts());
    this.before = new Callbacks(PreDestroy.class, surroundings.counts());
  }

  /**
   * Gives everything its name that the descriptor and the annotations declare.
   *
   * @throws DeclarationException if a declaration can't be meant
   */
  public void fill() throws DeclarationException {
    try {
      bindServerNames();
      defineDataSources();
      EnvironmentRefsGroupMetaData refs = surroundings.descriptor().getJndiEnvironmentRefsGroup();
      if (refs != null) {
        new Entries(surroundings, targets).bind(refs);
        new DescribedReferences(surroundings, references, targets).bind(refs);
        afterwards.describe(refs.getPostConstructs(), surroundings.loader());
        before.describe(refs.getPreDestroys(), surroundings.loader());
      }
      bindUndeclared();
    } catch (InvalidNameException | NameAlreadyBoundException e) {
      throw new DeclarationException("web-app", "", String.valueOf(e.getMessage()));
    }
  }

  /** What is done to the application's objects. */
  public Injector injector() {
    return new Injector(surroundings, references, targets, afterwards, before);
  }

  private void bindServerNames() throws InvalidNameException, NameAlreadyBoundException {
    NameSpace names = surroundings.names();
    names.bind("java:module/ModuleName", Bound.to(surroundings.module()));
    names.bind("java:app/AppName", Bound.to(surroundings.module()));
    names.bind("java:comp/InAppClientContainer", Bound.to(false));
    for (Map.Entry<String, Bound> each : services.all().entrySet()) {
      names.bind(each.getKey(), each.getValue());
    }
    for (PooledSource each : surroundings.dataSources().shared()) {
      String name = each.name();
      names.bind(name.startsWith("java:") ? name : "java:global/" + name, References.bound(each));
    }
  }

  private void defineDataSources()
      throws DeclarationException, InvalidNameException, NameAlreadyBoundException {
    EnvironmentRefsGroupMetaData refs = surroundings.descriptor().getJndiEnvironmentRefsGroup();
    if (refs != null) {
      for (Definition each : DescribedDefinitions.read(refs.getDataSources())) {
        define(each);
      }
    }
    for (Definition each : AnnotatedDefinitions.read(surroundings.annotated())) {
      // the descriptor wins over the annotation of the same name
      if (surroundings.names().find(Reference.path(each.name())).isEmpty()) {
        define(each);
      }
    }
  }

  private void define(Definition definition)
      throws InvalidNameException, NameAlreadyBoundException {
    DataSources sources = surroundings.dataSources();
    PooledSource source =
        sources.forApplication(
            definition.name(),
            surroundings.application(),
            definition.origin(surroundings.loader()),
            surroundings.loader(),
            definition.session(),
            definition.limits());
    own.add(source);
    surroundings.names().bind(Reference.path(definition.name()), References.bound(source));
  }

  /**
   * The server's data sources can be looked up by their names where nobody has declared them, as
   * applications do that were configured for another server outside of their {@code web.xml}.
   */
  private void bindUndeclared() throws InvalidNameException, NameAlreadyBoundException {
    NameSpace names = surroundings.names();
    for (PooledSource each : surroundings.dataSources().shared()) {
      String name = each.name();
      if (!name.startsWith("java:") && names.find(Reference.path(name)).isEmpty()) {
        names.bind(Reference.path(name), References.bound(each));
      }
    }
  }

  @Override
  public void close() {
    own.forEach(surroundings.dataSources()::close);
  }
}
