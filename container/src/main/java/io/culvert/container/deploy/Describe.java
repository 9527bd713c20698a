package io.culvert.container.deploy;

import io.culvert.container.descriptor.AnnotationReader;
import io.culvert.container.descriptor.DescriptorException;
import io.culvert.container.descriptor.DescriptorMerge;
import io.culvert.container.descriptor.DescriptorReader;
import io.culvert.container.descriptor.DescriptorSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.metadata.web.spec.WebMetaData;

/**
 * Merges {@code web.xml}, the web fragments and the annotations of an application into one
 * descriptor (Servlet 6.1 §8.2), and finds the initializers to run.
 */
final class Describe implements Stage<Scanned, Described> {
  private final Remarks remarks;
  private final DescriptorReader reader = new DescriptorReader();
  private final AnnotationReader annotations = new AnnotationReader();

  Describe(Remarks remarks) {
    this.remarks = remarks;
  }

  @Override
  public Described run(Scanned scanned) throws DeploymentException {
    Described merged = withoutInitializers(scanned);
    Consumer<String> said = line -> remarks.remark(scanned.exploded().spec(), line);
    new Unsupported(said).report(scanned, merged.descriptor());
    new TomcatContext(said).report(scanned.exploded().root());
    List<LibraryJar> ordered = merged.orderedJars();
    List<Initializer> initializers = new Initializers(scanned, ordered, remarks).find();
    return new Described(scanned, merged.descriptor(), ordered, merged.silentJars(), initializers);
  }

  /** Only what can be said without making an object, or loading a class, of the application. */
  Described withoutInitializers(Scanned scanned) throws DeploymentException {
    try {
      WebMetaData webXml = webXml(scanned);
      LibraryOrder libraries = LibraryOrder.of(scanned, webXml, reader);
      WebMetaData descriptor = merge(scanned, webXml, libraries);
      return new Described(
          scanned, descriptor, libraries.included(), libraries.silent(), List.of());
    } catch (DescriptorException e) {
      throw new DeploymentException(e.getMessage(), e);
    }
  }

  private WebMetaData webXml(Scanned scanned) throws DescriptorException {
    Optional<DescriptorSource> source = DescriptorSource.webXml(scanned.exploded().root());
    return source.isPresent() ? reader.webXml(source.get()) : new WebMetaData();
  }

  private WebMetaData merge(Scanned scanned, WebMetaData webXml, LibraryOrder libraries)
      throws DescriptorException {
    // asked before the merge, which could change it
    boolean complete = webXml.isMetadataComplete();
    DescriptorMerge merge = new DescriptorMerge(webXml);
    if (complete) {
      return merge.finish();
    }
    merge.addClasses(annotations.read(scanned.classes(), "WEB-INF/classes"));
    for (LibraryJar jar : libraries.included()) {
      String place = "WEB-INF/lib/" + jar.fileName();
      merge.addJar(place, libraries.fragment(jar), annotationsOf(jar, libraries));
    }
    for (LibraryJar jar : libraries.excluded()) {
      merge.addClasses(annotations.readExcluded(jar.index()));
    }
    return merge.finish();
  }

  private WebMetaData annotationsOf(LibraryJar jar, LibraryOrder libraries)
      throws DescriptorException {
    return libraries.isComplete(jar)
        ? new WebMetaData()
        : annotations.read(jar.index(), "WEB-INF/lib/" + jar.fileName());
  }
}
