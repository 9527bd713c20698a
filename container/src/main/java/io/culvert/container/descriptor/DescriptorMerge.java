package io.culvert.container.descriptor;

import org.jboss.metadata.merge.web.spec.WebCommonMetaDataMerger;
import org.jboss.metadata.web.spec.WebCommonMetaData;
import org.jboss.metadata.web.spec.WebFragmentMetaData;
import org.jboss.metadata.web.spec.WebMetaData;
import org.jspecify.annotations.Nullable;

/**
 * Merges what an application says of itself by Servlet 6.1 §8.2.3: {@code web.xml} wins over the
 * fragments, each fragment over the annotations of its own jar; fragments that contradict each
 * other are an error unless {@code web.xml} decides.
 *
 * <p>Call {@link #addClasses}, then {@link #addJar} for each jar in fragment order, then {@link
 * #finish}.
 */
public final class DescriptorMerge {
  private final WebMetaData webXml;
  private final WebCommonMetaData rest = new WebCommonMetaData();
  private final MappingRules mappings;

  /**
   * Begins a merge.
   *
   * @param webXml the application's own descriptor, an empty one if it has none; it is filled up
   * @throws DescriptorException if it gives one URL pattern to two servlets
   */
  public DescriptorMerge(WebMetaData webXml) throws DescriptorException {
    this.webXml = webXml;
    this.mappings = MappingRules.of(webXml);
  }

  /** Adds the annotations of {@code WEB-INF/classes}. */
  public void addClasses(WebMetaData annotations) {
    WebCommonMetaDataMerger.augment(rest, annotations, webXml, true);
  }

  /**
   * Adds one jar.
   *
   * @param place what error messages call it, for example {@code WEB-INF/lib/a.jar}
   * @param descriptor its {@code web-fragment.xml}, if it has one
   * @param annotations what its classes say, empty where they do not count
   */
  public void addJar(
      String place, @Nullable WebFragmentMetaData descriptor, WebMetaData annotations)
      throws DescriptorException {
    WebFragmentMetaData fragment = descriptor == null ? new WebFragmentMetaData() : descriptor;
    WebCommonMetaDataMerger.augment(fragment, annotations, annotations, true);
    try {
      WebCommonMetaDataMerger.augment(rest, fragment, webXml, false);
    } catch (IllegalStateException e) {
      throw new DescriptorException(place, contradiction(e.getMessage()), e);
    } catch (NullPointerException e) {
      // the merger looks for the decision in a servlet or filter of web.xml that is not there
      throw new DescriptorException(place, contradiction("a servlet or filter"), e);
    }
  }

  /**
   * Ends the merge.
   *
   * @return the {@code web.xml} given to the constructor, filled up with everything added since
   * @throws DescriptorException if two servlets claim one URL pattern
   */
  public WebMetaData finish() throws DescriptorException {
    // with conflicts resolved in favour of web.xml the third argument decides nothing, but the
    // merger of multipart settings dereferences it
    WebCommonMetaDataMerger.augment(webXml, rest, webXml, true);
    mappings.apply(webXml);
    return webXml;
  }

  private static String contradiction(@Nullable String what) {
    return "this jar contradicts one before it, and WEB-INF/web.xml does not decide: " + what;
  }
}
